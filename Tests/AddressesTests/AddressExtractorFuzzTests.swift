import Addresses
import TestSupport
import Testing

@Suite struct `Addresses in any bytes` {
    private static let fragments: [String] = [
        "evil", "a", ".", ".", "[.]", "(dot)", " [.] ", "\\.", "[.", ".]", "://", "[:]//", ":", "[:]", "::",
        "/", "\\", "\\\\", "?",
        "#", "=", "&", "@", "[at]", "hxxp", "http", "hxxps://", "http://", "tcp://", "meow", "h[tt]p", "[",
        "]", "(", ")", "{",
        "}", "<", ">", "\"", "'", "`", "|", ",", ";", " ", " ", "\n", "\r\n", "\t", "192.0.2.1",
        "203.0.113.7", "192", "0", "2",
        "1.2", "2001:db8::1", "fe80::1%eth0", "AS", "AS64496", "64496", "-", " - ", "–", "_", "*", "+", "%",
        "~", "www.", ".com",
        ".zip", ".example", "evil.example", "co.uk", "version ", "and", "é", "ü", "пример", ".рф", "例え", "。",
        "．", "、",
        "“", "”", "\u{200B}", "\u{FEFF}", "xn--", "e[x]ample", "[.example", "[/]", "/24", "/64", ":80",
        "&quot;", "file", "exe",
    ]

    private static func randomText(_ generator: inout SeededGenerator, length: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<length {
            if Int.random(in: 0..<12, using: &generator) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &generator))
            } else if let fragment = fragments.randomElement(using: &generator) {
                bytes.append(contentsOf: fragment.utf8)
            }
        }
        return bytes
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `stand in order, in bounds, and read back from their place`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let text = Self.randomText(&generator, length: Int.random(in: 1...60, using: &generator))
            var end = 0
            var last = 0..<0
            for found in AddressExtractor.extract(from: text.span) {
                #expect(found.range == last || found.range.lowerBound >= end)
                #expect(!found.range.isEmpty && found.range.upperBound <= text.count)
                let read = try Address.read(Array(text[found.range]).span)
                #expect(read.contains(found.address))
                end = found.range.upperBound
                last = found.range
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `read the same from their canonical text`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 1000)
        for _ in 0..<60 {
            let text = Self.randomText(&generator, length: Int.random(in: 1...40, using: &generator))
            for found in AddressExtractor.extract(from: text.span) {
                let canonical = found.address.description
                #expect(try Address.read(canonical.utf8.span) == [found.address], "\(canonical)")
            }
        }
    }

    private static let samples: [String] = [
        "evil.example", "hxxp://evil[.]example/a", "203.0.113.7", "203.0.113.8:80", "192[.]0[.]2[.]1",
        "2001:db8::1",
        "[2001:db8::2]:443", "192.0.2.0/24", "AS64496", "ASN 64497", "evil[dot]com",
        "https://a.example/b?c=d", "x@b.example",
        "tcp://c.example:80", "\"d.example\"", "`e.example`", "<http://f.example/>", "(g.example)",
        "пример.рф", "*.h.example",
    ]

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `do not change what stands beside them`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let words = (0..<30).compactMap { _ in Self.samples.randomElement(using: &generator) }
        let separators = [" ", "\n", ", ", "\t", " | ", " and "]
        var text = ""
        var expected: [Address] = []
        for word in words {
            text += word + (separators.randomElement(using: &generator) ?? " ")
            expected += AddressExtractor.extract(from: word.utf8.span).map(\.address)
        }
        #expect(expected.count == words.count)
        #expect(AddressExtractor.extract(from: text.utf8.span).map(\.address) == expected)
    }

    @Test func `are the same whatever the chunks`() {
        var generator = SeededGenerator(seed: 7)
        var text: [UInt8] = []
        while text.count < AddressExtractor.maximumBlock + AddressExtractor.minimumBlock {
            text += Array(
                "line \(text.count) hxxp://a\(text.count)[.]example/?\n  x=1 and 192.0.2.\(text.count % 256)\n"
                    .utf8
            )
            if text.count % 7 == 0 { text += [UInt8](repeating: 0x78, count: 5000) }
        }
        var found: [AddressExtractor.Found] = []
        var extractor = AddressExtractor()
        var start = 0
        while start < text.count {
            let end = min(text.count, start + Int.random(in: 1...200_000, using: &generator))
            extractor.read(Array(text[start..<end]).span) { found.append($0) }
            start = end
        }
        extractor.finish { found.append($0) }
        let whole = AddressExtractor.extract(from: text.span)
        #expect(found == whole)
        #expect(whole.count > 1000)
    }

    @Test(arguments: [
        ".", ":", "a.", "a:", "[", "(", "[.", "a[.]", "::", "://", "http://", "\\", "/", "@", "a@", "1.",
        "1:", "-", "a-", "'",
        "http://a.example/(", "[x]", "é", "\u{3002}", "AS1", " [.] ", "&", "http://a,b,", "?\n a=",
    ])
    func `of one endless kind are read to their end`(unit: String) {
        let endless = String(repeating: unit, count: 20_000 / unit.utf8.count)
        let text = Array((endless + ", evil.example").utf8)
        #expect(AddressExtractor.extract(from: text.span).last?.address.description == "evil.example")
    }
}
