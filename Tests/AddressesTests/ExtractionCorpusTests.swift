import Addresses
import Crypto
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Corpus.isPresent)) struct `Addresses in real reports` {
    private static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Corpus.url("reports/" + path)))
    }

    private static func lines(_ path: String) throws -> [String] {
        String(decoding: try bytes(path), as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    private static func found(in bytes: [UInt8]) -> Set<Address> {
        var found: Set<Address> = []
        for item in AddressExtractor.extract(from: bytes.span) { found.insert(item.address) }
        return found
    }

    /// The one address that a line is, or why it is none.
    private static func read(_ line: String) -> Result<Address, AddressError> {
        Result { () throws(AddressError) in try Address(line) }
    }

    /// File hashes and a telephone number, which iocextract lists too.
    private static let unreadable: [AddressError.Reason] = [
        .hashValue, .hashValue, .hashValue, .hashValue, .singleLabel,
    ]

    @Test func `include all of iocextract's valid answers`() throws {
        let text = try Self.bytes("iocextract/test_data/input.txt")
        let found = Self.found(in: text)
        var refused: [AddressError.Reason] = []
        for line in try Self.lines("iocextract/test_data/valid.txt") {
            switch Self.read(line) {
            case .success(let address): #expect(found.contains(address), "\(line)")
            case .failure(let error): refused.append(error.reason)
            }
        }
        #expect(refused == Self.unreadable)
    }

    @Test func `include none of iocextract's invalid answers`() throws {
        let input = try Self.bytes("iocextract/test_data/input.txt")
        let found = Self.found(in: input)
        let invalid = try Self.lines("iocextract/test_data/invalid.txt")
        for line in invalid {
            guard case .success(let address) = Self.read(line) else { continue }
            #expect(!found.contains(address), "\(line)")
        }
        // iocextract knows no networks; to Marsad the last line is one.
        let own = Self.found(in: Array(invalid.joined(separator: "\n").utf8)).map(\.description)
        #expect(own == ["100.20.30.0/24"])
    }

    private struct Label {
        let line: String
        let kind: String
        let digest: String
    }

    private static func digest(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    private static func labels() throws -> [String: [Label]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/report-labels.tsv"
        )
        var labels: [String: [Label]] = [:]
        for line in String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "\t").map(String.init)
            try #require(fields.count == 4)
            labels[fields[0], default: []].append(Label(line: fields[1], kind: fields[2], digest: fields[3]))
        }
        return labels
    }

    @Test func `agree with a person's labels`() throws {
        let labels = try Self.labels()
        #expect(labels.count == 40)
        var right = 0
        var wrong = 0
        var missed = 0
        for (path, list) in labels.sorted(by: { $0.key < $1.key }) {
            let texts = Self.found(in: try Self.bytes(path)).map(\.description)
            let found = Dictionary(
                texts.map { (Self.digest($0), $0) },
                uniquingKeysWith: { first, _ in first }
            )
            let wanted = Set(list.map(\.digest))
            right += wanted.count { found[$0] != nil }
            for label in list where found[label.digest] == nil {
                missed += 1
                print("missed: \(path):\(label.line): \(label.kind)")
            }
            for (digest, text) in found.sorted(by: { $0.value < $1.value }) where !wanted.contains(digest) {
                wrong += 1
                print("not labelled: \(path): \(text)")
            }
        }
        let precision = Double(right) / Double(right + wrong)
        let recall = Double(right) / Double(right + missed)
        print("40 labelled reports: \(right) right, \(wrong) wrong, \(missed) missed;", terminator: " ")
        print("precision \(precision), recall \(recall)")
        #expect(precision >= 0.99)
        #expect(recall >= 0.99)
    }
}
