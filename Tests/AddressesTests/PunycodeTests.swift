import Foundation
import TestSupport
import Testing

@testable import Addresses

@Suite struct `Punycode labels` {
    @Test(arguments: [
        ("", ""), ("plain", "plain-"), ("ü", "tda"), ("bücher", "bcher-kva"), ("❤", "qei"), ("i❤", "i-7iq"),
        ("مرصد", "ugbdm6d"), ("-ü", "--eha"), ("💩", "ls8h"), ("a\u{10FFFF}", "a-h023p"),
    ])
    func `encodes and decodes labels`(label: String, text: String) {
        #expect(Punycode.encode(Array(label.unicodeScalars)) == Array(text.utf8))
        #expect(Punycode.decode(ArraySlice(text.utf8)) == Array(label.unicodeScalars))
    }

    @Test(arguments: ["ü", "a-ü", "99999999", "a b!", "tda\0", "a-zzz99999999", "0", "ls8"])
    func `that is ill-formed decodes to nothing`(text: String) {
        #expect(Punycode.decode(ArraySlice(text.utf8)) == nil)
    }

    @Test func `of random labels decodes to them`() {
        var generator = SeededGenerator(seed: 3492)
        for _ in 0..<2000 {
            let label = (0..<Int.random(in: 1...30, using: &generator)).compactMap { _ in
                let highest = UInt32(0x10FFFF) >> UInt32.random(in: 0...14, using: &generator)
                return Unicode.Scalar(UInt32.random(in: 0...highest, using: &generator))
            }
            let text = Punycode.encode(label)
            #expect(text?.allSatisfy { $0 < 0x80 } == true)
            #expect(text.flatMap { Punycode.decode($0[...]) } == label)
        }
    }

    @Test func `longer than its bound is refused`() {
        let label = [Unicode.Scalar](repeating: "ü", count: Punycode.maximumLength + 1)
        #expect(Punycode.encode(label) == nil)
        #expect(Punycode.decode([UInt8](repeating: 0x61, count: Punycode.maximumLength + 1)[...]) == nil)
    }

    @Test(.enabled(if: Corpus.isPresent))
    func `of the shared vectors agrees`() throws {
        let good = try Self.objects("punycode_tests.json")
        var count = 0
        for object in good {
            guard let decoded = object["decoded"], let encoded = object["encoded"] else { continue }
            #expect(Punycode.encode(Array(decoded.unicodeScalars)) == Array(encoded.utf8), "\(decoded)")
            #expect(Punycode.decode(ArraySlice(encoded.utf8)) == Array(decoded.unicodeScalars), "\(encoded)")
            count += 1
        }
        #expect(count > 20)
        // A label whose deltas do not fit the arithmetic of most encoders.
        for object in try Self.objects("bad_punycode_tests.json") {
            let decoded = try #require(object["decoded"])
            #expect(Punycode.encode(Array(decoded.unicodeScalars)) == nil)
        }
        print("Punycode vectors: \(count) agree")
    }

    private static func objects(_ file: String) throws -> [[String: String]] {
        let data = try Data(contentsOf: Corpus.url("conformance/url/idna/tests/\(file)"))
        return try #require(JSONSerialization.jsonObject(with: data) as? [[String: String]])
    }
}
