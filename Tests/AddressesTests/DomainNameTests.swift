import TestSupport
import Testing

@testable import Addresses

@Suite struct `Domain names` {
    @Test(arguments: [
        ("Evil.Example", "evil.example"), ("evil.example.", "evil.example"),
        ("*.evil.example", "evil.example"),
        (".evil.example", "evil.example"), ("_dmarc.evil.example", "_dmarc.evil.example"),
        ("-a-.b--c.example", "-a-.b--c.example"), ("1.2.3.example", "1.2.3.example"), ("a.0xg", "a.0xg"),
        ("*.مرصد.example", "xn--ugbdm6d.example"), ("xn--ugbdm6d.EXAMPLE.", "xn--ugbdm6d.example"),
        ("i❤。example", "xn--i-7iq.example"), ("a.xn", "a.xn"), ("xn-.example", "xn-.example"),
    ])
    func `have one canonical text`(text: String, canonical: String) throws {
        let name = try DomainName(text)
        #expect(name.text == canonical)
        #expect(try DomainName(canonical) == name)
        #expect(try DomainName(name.unicode) == name)
    }

    @Test(arguments: [
        ("xn--ugbdm6d.example", "مرصد.example"), ("a.example", "a.example"),
        ("xn--i-7iq.example", "i❤.example"),
    ])
    func `have a Unicode form for people`(text: String, unicode: String) throws {
        #expect(try DomainName(text).unicode == unicode)
    }

    @Test(
        arguments: [
            ("", .empty, 0), (".", .emptyLabel, 0), ("*.", .wildcardInside, 0), ("example", .singleLabel, 0),
            ("example.", .singleLabel, 0), ("a..example", .emptyLabel, 2), ("..example", .emptyLabel, 1),
            ("a.example..", .emptyLabel, 10), ("a b.example", .forbiddenCharacter, 1),
            ("a.*.example", .wildcardInside, 2), ("a.b.1", .ipLookingName, 4), ("a.0x1F.", .ipLookingName, 2),
            ("a.0x", .ipLookingName, 2), ("*.a.123", .ipLookingName, 4), ("ü", .singleLabel, 0),
            ("ü.é%.example", .forbiddenCharacter, 0), ("x.xn--a.example", .invalidInternationalName, 2),
        ] as [(String, AddressError.Reason, Int)]
    )
    func `that are wrong say why`(text: String, reason: AddressError.Reason, offset: Int) throws {
        #expect(throws: AddressError(reason, at: offset)) { try DomainName(text) }
    }

    @Test func `keep the lengths of DNS`() throws {
        let label = String(repeating: "a", count: 63)
        let longest = [label, label, label, String(label.dropLast(2))].joined(separator: ".")
        #expect(longest.utf8.count == 253)
        #expect(try DomainName(longest + ".").text == longest)
        #expect(throws: AddressError(.nameTooLong, at: 253)) { try DomainName(longest + "a") }
        #expect(throws: AddressError(.labelTooLong, at: 2)) { try DomainName("b.\(label)a.example") }
    }

    @Test func `hold the names below them only`() throws {
        let name = try DomainName("evil.example")
        #expect(name.contains(try DomainName("a.b.evil.example")) && name.contains(name))
        #expect(!name.contains(try DomainName("notevil.example")))
        #expect(!name.contains(try DomainName("evil.example.test")))
        #expect(try DomainName("a.b.evil.example").labelCount == 4)
    }
}
