import Addresses
import Registry
import Testing

@testable import Web

@Suite struct `Addresses as the console shows them` {
    private static let reading = Reading(
        language: .english,
        digits: .western,
        showsHijri: false,
        zoneMinutes: 0,
        now: HubFixture.now
    )

    @Test(arguments: [
        ("evil.example", "evil[.]example"), ("192.0.2.1", "192.0.2[.]1"),
        ("198.51.100.0/24", "198.51.100[.]0/24"), ("2001:db8::1", "2001[:]db8::1"), ("AS64496", "AS64496"),
        ("https://a.evil.example/x.y?z", "hxxps://a.evil[.]example/x.y?z"),
    ])
    func `are defanged`(text: String, defanged: String) throws {
        let address = try Address(text)
        #expect(address.defanged == defanged)
        #expect(try Address(defanged) == address)
    }

    @Test func `keep the registered domain together`() throws {
        let shown = AddressText(try Address("cdn.login.evil.example"), in: Self.reading)
        #expect((shown.head, shown.tail) == ("cdn.login.", "evil.example"))
        let plain = AddressText(try Address("192.0.2.1"), in: Self.reading)
        #expect((plain.head, plain.tail) == ("", "192.0.2.1"))
    }

    @Test func `lead to their own pages`() throws {
        let url = try Address("http://evil.example/a/b?c=d&e=%2F")
        #expect(AddressText.href(url) == "/address/url/http:%2F%2Fevil.example%2Fa%2Fb%3Fc%3Dd%26e%3D%252F")
    }

    @Test(arguments: [
        // "paypal" in Cyrillic letters; Latin with one Cyrillic letter; Arabic; Latin with accents; Arabic with Latin.
        ("раураl.example", Lookalike?.some(.reads("paypal.example"))),
        ("exаmple.example", .some(.reads("example.example"))), ("مثال.example", nil), ("müller.example", nil),
        ("мосkва.example", .some(.mixed)), ("москва.example", nil), ("日本語かな.example", nil),
    ])
    func `say whether a name may be taken for another`(name: String, expected: Lookalike?) throws {
        guard case .domain(let domain) = try Address(name) else {
            Issue.record("\(name) is no domain")
            return
        }
        #expect(Lookalike(domain) == expected)
        let shown = AddressText(.domain(domain), in: Self.reading)
        #expect(shown.text.hasPrefix("xn--"))
        #expect(!shown.labels.isEmpty)
    }

    @Test(arguments: [
        ("٢٠٣.٠.١١٣.٧", ["203.0.113.7"]), ("hxxp://evil[.]example/x", ["http://evil.example/x"]),
        ("seen 192.0.2.1 and evil[.]example today", ["192.0.2.1", "evil.example"]), ("hello", []),
        ("AS64496", ["AS64496"]),
    ])
    func `are found in what is typed`(text: String, addresses: [String]) {
        #expect(TypedText(text).addresses.map(\.description) == addresses)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+44", "+44"), ("@SUM(A1)", "'@SUM(A1)"), ("-5", "-5"), ("-cmd", "'-cmd"),
        ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("plain", "plain"),
    ])
    func `and other texts are no formulas in a CSV file`(text: String, field: String) {
        #expect(TableOutput.field(text) == field)
    }
}
