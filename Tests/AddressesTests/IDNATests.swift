import TestSupport
import Testing

@testable import Addresses

@Suite struct `International names` {
    @Test(arguments: [
        ("مرصد.example", "xn--ugbdm6d.example"),
        ("MÜNCHEN.Example", "xn--mnchen-3ya.example"),
        // Deviations are kept, not transformed.
        ("faß.example", "xn--fa-hia.example"), ("FAẞ.example", "xn--fa-hia.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
        // Symbols, which IDNA 2008 does not know; the variation selector is ignored.
        ("i❤.example", "xn--i-7iq.example"), ("i❤\u{FE0F}.example", "xn--i-7iq.example"),
        // Full stops of other scripts; full-width letters.
        ("ｅｘａｍｐｌｅ。ｃｏｍ", "example.com"), ("a．b｡example", "a.b.example"),
        ("ｘｎ－－ｆａ－ｈｉａ.example", "xn--fa-hia.example"),
        // Hyphens anywhere.
        ("-ü-.example", "xn-----xka.example"), ("ab--ü.example", "xn--ab---3ra.example"),
        ("－.ü", "-.xn--tda"),
        ("a\u{AD}b.ü", "ab.xn--tda"), ("u\u{308}.example", "xn--tda.example"),
        // Joiners where they belong: after a virama, between joining letters.
        ("क्\u{200D}ष.example", "xn--11b2ezcw70k.example"),
        ("نامه\u{200C}ای.example", "xn--mgba3gch31f060k.example"),
        // Characters of Unicode 15 to 17.
        ("\u{1FAE8}.example", "xn--929h.example"), ("𝟏.ü", "1.xn--tda"),
        ("XN--FA-HIA.example", "xn--fa-hia.example"),
        ("\u{1C89}.\u{1CCD6}.ü", "xn--d4f.a.xn--tda"),
        // Characters whose mapping changed after libidn2's table was made.
        ("Ⴀ.Ӏ.example", "xn--rkj.xn--s5a.example"), ("\u{3164}ü.\u{2F874}", "xn--tda.xn--u2t"),
    ])
    func `have an ASCII form`(name: String, ascii: String) throws {
        let result = try IDNA.toASCII(name.utf8.span)
        #expect(String(decoding: result, as: UTF8.self) == ascii)
        // The ASCII form is its own ASCII form.
        #expect(try IDNA.toASCII(result.span) == result)
    }

    @Test(
        arguments: [
            // Not allowed characters: private use, control, unassigned, mapped to nothing allowed.
            ("a.ü\u{E000}", .invalidInternationalName, 4), ("ü\u{80}", .invalidInternationalName, 2),
            ("ü.\u{10FFFE}", .invalidInternationalName, 3), ("ü.\u{E0001}", .invalidInternationalName, 3),
            ("a.⒈com", .invalidInternationalName, 2), ("ü\u{FFFD}", .invalidInternationalName, 2),
            // A mark that begins a label.
            ("example.\u{301}a", .invalidInternationalName, 8),
            // Bidi: letters of both directions, a digit before; the other labels count too.
            ("aא.example", .invalidInternationalName, 0), ("1.א", .invalidInternationalName, 0),
            ("א1a.example", .invalidInternationalName, 0), ("ab.א1٠", .invalidInternationalName, 3),
            // Joiners without reason.
            ("a\u{200D}b.example", .invalidInternationalName, 0),
            ("a\u{200C}b", .invalidInternationalName, 0),
            // Punycode: ill-formed, empty, of ASCII, of what is not allowed, mapped or not normalised.
            ("xn--ü", .invalidInternationalName, 0), ("a.xn--ü", .invalidInternationalName, 2),
            ("a.xn--", .invalidInternationalName, 2),
            ("xn--a-", .invalidInternationalName, 0), ("xn--a", .invalidInternationalName, 0),
            ("b.xn--zzzzzzzz", .invalidInternationalName, 2), ("xn--0.example", .invalidInternationalName, 0),
            ("xn--0ca24w", .invalidInternationalName, 0), ("xn--u-ccb.example", .invalidInternationalName, 0),
            ("xn--wca.example", .invalidInternationalName, 0),
        ] as [(String, AddressError.Reason, Int)]
    )
    func `that are wrong say where`(name: String, reason: AddressError.Reason, offset: Int) {
        #expect(throws: AddressError(reason, at: offset)) { try IDNA.toASCII(name.utf8.span) }
    }

    @Test func `in broken UTF-8 say where`() {
        let bytes: [UInt8] = [0x61, 0x2E, 0xC3, 0xBC, 0xE9, 0x2E]
        #expect(throws: AddressError(.invalidUTF8, at: 4)) { try IDNA.toASCII(bytes.span) }
    }

    @Test func `too long for DNS are refused`() {
        let label = String(repeating: "ü", count: 64)
        #expect(throws: AddressError(.labelTooLong, at: 2)) { try IDNA.toASCII("a.\(label)".utf8.span) }
        // As many different young letters as could be read: slow only if hiding them were quadratic.
        let young = String(String.UnicodeScalarView((0x30000..<0x30180).compactMap(Unicode.Scalar.init)))
        #expect(throws: AddressError(.labelTooLong)) { try IDNA.toASCII(young.utf8.span) }
        let bytes = [UInt8](repeating: 0xC3, count: IDNA.maximumInputLength + 1)
        #expect(throws: AddressError(.nameTooLong, at: 253)) { try IDNA.toASCII(bytes.span) }
    }

    @Test func `of random bytes fail or are stable`() throws {
        var generator = SeededGenerator(seed: 46)
        let pieces = [
            "a", "-", ".", "xn--", "ü", "ß", "ς", "\u{200D}", "א", "۱", "١", "❤", "。", "Ⴀ", "ﾡ", "\u{301}",
            "Z", "ẞ", "7", "\u{11B60}", "tda", "क", "्", "\u{FE0F}", "ｘ", "_",
        ]
        var accepted = 0
        for _ in 0..<5000 {
            let name = (0..<Int.random(in: 1...8, using: &generator))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
            guard let ascii = try? IDNA.toASCII(name.utf8.span) else { continue }
            accepted += 1
            #expect(ascii.allSatisfy { $0 < 0x80 }, "\(name)")
            #expect(try IDNA.toASCII(ascii.span) == ascii, "\(name)")
            let unicode = IDNA.toUnicode(String(decoding: ascii, as: UTF8.self))
            #expect(try IDNA.toASCII(unicode.utf8.span) == ascii, "\(name) as \(unicode)")
        }
        #expect(accepted > 500)
    }
}
