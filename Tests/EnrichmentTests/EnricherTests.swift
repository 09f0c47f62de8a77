import Addresses
import Allowlists
import Enrichment
import GeoFiles
import Foundation
import TestSupport
import Testing

@Suite struct `Enrichment of an address` {
    static func enricher() throws -> (Enricher, TemporaryFolder) {
        let folder = try TemporaryFolder()
        let file = GeoFile(
            type: "any",
            records: [
                (
                    "1.2.0.0/16",
                    .map([
                        "country_code": .string("SA"), "asn": .unsigned(64_600),
                        "as_name": .string("Example Net"),
                    ])
                ),
                ("1.2.3.0/24", .map(["country_code": .string("BH"), "asn": .unsigned(64_601)])),
            ]
        )
        try Data(file.bytes).write(to: folder.url.appending(path: "any.mmdb"))
        let constituencies = ConstituencyTable([
            Constituency(
                member: 2,
                name: "two",
                networks: [try IPNetwork("1.2.0.0/16")],
                suffixes: [try NameSuffix("bh")]
            ),
            Constituency(
                member: 1,
                name: "one",
                networks: [try IPNetwork("1.0.0.0/8"), try IPNetwork("2a00:1::/32")],
                systems: [try #require(ASN(64_700)), try #require(ASN(64_601))],
                suffixes: [try NameSuffix("sa"), try NameSuffix("شبكة"), try NameSuffix("host.bh")]
            ),
        ])
        return (
            Enricher(databases: GeoDatabases(folder: folder.url.path), constituencies: constituencies), folder
        )
    }

    @Test func `says where it is, who announces it and who answers for it`() throws {
        let (enricher, _) = try Self.enricher()
        let background = enricher.background(of: try Address("1.2.4.4"))
        #expect(
            background.geography.country?.value.text == "SA"
                && background.geography.system?.value == ASN(64_600)
        )
        #expect(background.geography.organisation?.value == "Example Net")
        #expect(
            background.member == 2 && background.reservation == nil && background.registrableDomain == nil
        )
        #expect(enricher.background(of: try Address("http://1.2.4.4:8080/a")) == background)
    }

    @Test(
        arguments: [
            ("1.2.4.4", 2), ("1.3.0.1", 1), ("1.2.0.0/15", 1), ("1.2.0.0/17", 2), ("0.0.0.0/0", nil),
            ("9.9.9.9", nil),
            ("2a00:1:2::1", 1), ("2a00:2::1", nil), ("AS64700", 1), ("AS64701", nil), ("www.a.sa", 1),
            ("a.bh", 2),
            ("host.bh", 1), ("www.host.bh", 1), ("ahost.bh", 2), ("a.xn--ngbc5azd", 1), ("a.com", nil),
            ("https://www.host.bh/x", 1),
        ] as [(String, Int64?)]
    )
    func `finds the member by the longest match`(text: String, member: Int64?) throws {
        let (enricher, _) = try Self.enricher()
        #expect(enricher.background(of: try Address(text)).member == member)
    }

    @Test func `finds the member by the announcing system where no network says more`() throws {
        let folder = try TemporaryFolder()
        let file = GeoFile(type: "any", records: [("5.6.0.0/16", .map(["asn": .unsigned(64_700)]))])
        try Data(file.bytes).write(to: folder.url.appending(path: "any.mmdb"))
        let table = ConstituencyTable([
            Constituency(member: 7, name: "seven", systems: [try #require(ASN(64_700))])
        ])
        let enricher = Enricher(databases: GeoDatabases(folder: folder.url.path), constituencies: table)
        #expect(enricher.background(of: try Address("5.6.7.8")).member == 7)
        #expect(enricher.background(of: try Address("5.7.0.1")).member == nil)
    }

    @Test func `of a network says only what holds for all of it`() throws {
        let (enricher, _) = try Self.enricher()
        #expect(enricher.background(of: try Address("1.2.3.0/25")).geography.country?.value.text == "BH")
        // The answers for 1.2.2.0 and 1.1.0.0 do not hold for all of these.
        #expect(enricher.background(of: try Address("1.2.2.0/23")).geography.isEmpty)
        #expect(enricher.background(of: try Address("1.2.0.0/15")).geography.isEmpty)
        #expect(enricher.background(of: try Address("1.2.128.0/17")).geography.country?.value.text == "SA")
    }

    @Test(
        arguments: [
            ("10.1.2.3", "private use (RFC 1918)"), ("192.0.0.9", "port control protocol anycast (RFC 7723)"),
            ("192.0.0.77", "IETF protocol assignments (RFC 6890)"), ("192.0.2.1", "documentation (RFC 5737)"),
            ("2001::1", "Teredo (RFC 4380)"), ("169.254.169.254", "link-local (RFC 3927)"),
            ("10.0.0.0/9", "private use (RFC 1918)"),
            ("host.home.arpa", "special use (RFC 8375)"), ("AS65000", "private use (RFC 6996)"),
            ("http://127.0.0.1/x", "loopback (RFC 1122)"),
            ("8.8.8.8", nil), ("a.com", nil), ("AS3333", nil), ("8.0.0.0/6", nil),
        ] as [(String, String?)]
    )
    func `names what it is reserved for, the narrowest range first`(text: String, reservation: String?) throws
    {
        let (enricher, _) = try Self.enricher()
        #expect(enricher.background(of: try Address(text)).reservation == reservation)
    }

    @Test(
        arguments: [
            ("www.shop.co.uk", "shop.co.uk", "co.uk"), ("a.b.blogspot.com", "b.blogspot.com", "blogspot.com"),
            ("co.uk", nil, "co.uk"), ("https://x.y.gov.sa/a", "y.gov.sa", "gov.sa"),
        ] as [(String, String?, String)]
    )
    func `of a name says where it was registered`(text: String, domain: String?, suffix: String) throws {
        let (enricher, _) = try Self.enricher()
        let background = enricher.background(of: try Address(text))
        #expect(background.registrableDomain?.text == domain && background.publicSuffix?.text == suffix)
    }

    @Test func `tells what two members claim`() throws {
        let network = try IPNetwork("1.2.0.0/16")
        let table = ConstituencyTable([
            Constituency(member: 5, name: "five", networks: [network], suffixes: [try NameSuffix("om")]),
            Constituency(member: 3, name: "three", networks: [network]),
        ])
        #expect(table.member(for: network) == 3)
        #expect(table.conflicts.map(\.claim) == ["1.2.0.0/16"] && table.conflicts.first?.other == 5)
    }
}
