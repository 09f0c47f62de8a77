import Foundation
import TestSupport
import Testing

@testable import Addresses

/// The conformance tests of UTS 46, non-transitional ToASCII.
@Suite(.enabled(if: Corpus.isPresent)) struct `International names of Unicode's tests` {
    @Test(arguments: [
        ("IdnaTestV2.txt", 0),
        // Three lines hold ideographs that Unicode 17 assigned.
        ("IdnaTestV2-Unicode16.txt", 3),
    ])
    func `give the ASCII form of UTS 46`(file: String, expectedDeviations: Int) throws {
        let text = try String(contentsOf: Corpus.url("conformance/url/idna/tests/\(file)"), encoding: .utf8)
        var total = 0
        var deviations: [String: [String]] = [:]
        for line in text.split(separator: "\n") {
            guard let test = Case(line: line) else { continue }
            total += 1
            do throws(AddressError) {
                let ascii = String(decoding: try IDNA.toASCII(test.source.utf8.span), as: UTF8.self)
                if test.isError {
                    deviations["accepted in spite of \(test.status.sorted())", default: []].append(
                        String(line)
                    )
                } else if ascii != test.ascii {
                    deviations["other text", default: []].append("\(line) GIVES \(ascii)")
                }
            } catch {
                // What is too long for DNS is never allowed.
                let isTooLong = error.reason == .labelTooLong && test.allStatus.contains("A4_2")
                if !test.isError, !isTooLong {
                    deviations["refused, \(error.reason.rawValue)", default: []].append(String(line))
                }
            }
        }
        let count = deviations.values.map(\.count).reduce(0, +)
        print("\(file): \(total - count) of \(total) agree")
        for (what, lines) in deviations.sorted(by: { $0.key < $1.key }) {
            print("  \(lines.count) \(what):")
            for line in lines.prefix(12) { print("    \(line)") }
        }
        #expect(count == expectedDeviations)
        #expect(total > 6000)
    }
}

extension `International names of Unicode's tests` {
    /// One line of `IdnaTestV2.txt`.
    fileprivate struct Case {
        /// Status codes of options that browsers turn off: CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength.
        static let ignoredStatus: Set<String> = ["V2", "V3", "U1", "A4_1", "A4_2"]

        let source: String
        let ascii: String
        let allStatus: Set<String>

        var status: Set<String> { allStatus.subtracting(Self.ignoredStatus) }
        var isError: Bool { !status.isEmpty }

        init?(line: Substring) {
            let columns = line.prefix { $0 != "#" }.split(separator: ";", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: [" ", "\t"]) }
            guard columns.count >= 5, let source = Self.unescaped(columns[0]) else { return nil }
            self.source = source
            let unicode = columns[1].isEmpty ? columns[0] : columns[1]
            let ascii = columns[3].isEmpty ? unicode : columns[3]
            self.ascii = Self.unescaped(ascii) ?? ""
            let codes = columns[4].isEmpty ? columns[2] : columns[4]
            allStatus = Set(
                codes.trimmingCharacters(in: ["[", "]"]).split(separator: ",")
                    .map { $0.trimmingCharacters(in: [" "]) }
            )
        }

        /// `\uXXXX` and `\x{X…}` replaced; nil for a lone surrogate, which UTF-8 cannot hold.
        static func unescaped(_ text: String) -> String? {
            if text == "\"\"" { return "" }
            var units: [UInt16] = []
            var rest = text[...]
            while let first = rest.first {
                var digits: Substring?
                if rest.hasPrefix("\\u") {
                    digits = rest.dropFirst(2).prefix(4)
                    rest = rest.dropFirst(6)
                } else if rest.hasPrefix("\\x{") {
                    digits = rest.dropFirst(3).prefix { $0 != "}" }
                    rest = rest.drop { $0 != "}" }.dropFirst()
                }
                if let digits {
                    guard let value = UInt32(digits, radix: 16) else { return nil }
                    if let unit = UInt16(exactly: value) {
                        units.append(unit)
                    } else {
                        guard let scalar = Unicode.Scalar(value) else { return nil }
                        units.append(contentsOf: String(scalar).utf16)
                    }
                } else {
                    units.append(contentsOf: String(first).utf16)
                    rest = rest.dropFirst()
                }
            }
            return String(validating: units, as: UTF16.self)
        }
    }
}
