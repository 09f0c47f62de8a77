import Addresses
import Allowlists
import Reports
import Testing

@Suite struct `The built-in lists` {
    static let list: Allowlist = {
        var builder = AllowlistBuilder()
        builder.addBuiltIns()
        return builder.freeze()
    }()

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.9.8.7", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.255.255",
        "192.0.0.170", "192.168.1.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.175.48.6",
        "198.19.0.1",
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "64:ff9b::808:808",
        "100::1",
        "2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2002:a00:1::1", "2620:4f:8000::1", "5f00::1",
        "fd00::1", "fe80::1", "fec0::1", "ff02::1", "4000::1", "1234::1", "10.0.0.0/24",
        "http://192.168.1.1/admin",
        "https://[::1]:8080/a", "AS64512", "AS65535", "AS23456", "AS4200000001", "AS112", "printer.local",
        "x.localhost", "a.invalid", "host.internal", "a.home.arpa", "1.0.168.192.in-addr.arpa", "b.alt",
        "17.172.in-addr.arpa",
    ])
    func `hold back what is reserved, with where that is said`(text: String) throws {
        let verdict = Self.list.check(try address(text), in: CheckContext(now: noon))
        #expect(verdict.outcome == .neverBlock && verdict.labels.contains(.reserved))
        let reason = verdict.findings.first.map { Self.list[$0].terms.reason } ?? ""
        #expect(["RFC", "IANA", "ICANN"].contains { reason.contains($0) }, "\(reason)")
    }

    @Test(arguments: [
        "192.0.2.1", "198.51.100.0/25", "203.0.113.9", "2001:db8::1", "3fff:123::1", "evil.example", "a.test",
        "www.example.com", "AS64496", "AS65536", "http://evil.example/a",
    ])
    func `hold back examples, unless that list is left out`(text: String) throws {
        let verdict = Self.list.check(try address(text), in: CheckContext(now: noon))
        #expect(verdict.outcome == .neverBlock && verdict.labels.contains(.documentation))
        var builder = AllowlistBuilder()
        builder.addBuiltIns(BuiltInList.allCases.filter { $0 != .documentation })
        #expect(try builder.freeze().outcome(text) == .free)
    }

    @Test(arguments: [
        "8.8.8.8", "8.8.4.4", "1.1.1.1", "9.9.9.9", "208.67.222.222", "223.5.5.5", "114.114.114.114",
        "2001:4860:4860::8888", "2606:4700:4700::1111", "2620:fe::fe", "http://8.8.8.8/a", "8.8.8.0/24",
        "45.90.28.0/22",
    ])
    func `hold back well-known resolvers and networks around them`(text: String) throws {
        let verdict = Self.list.check(try address(text), in: CheckContext(now: noon))
        #expect(verdict.outcome == .neverBlock)
        #expect(verdict.findings.first?.label == .wellKnownResolver)
    }

    @Test(arguments: [
        "gov.sa", "www.moi.gov.sa", "https://www.moi.gov.sa/a?b", "ns1.icdserv.gov.ae", "x.mil.ae", "gov.qa",
        "a.mil.qa",
        "e.gov.om", "b.gov.bh", "k.gov.kw", "un.emb.kw", "ksu.edu.sa", "u.ac.ae", "q.edu.qa", "squ.edu.om",
        "uob.edu.bh",
        "ku.edu.kw", "a.sch.sa",
    ])
    func `hold back names of governments and education of the member states`(text: String) throws {
        let verdict = Self.list.check(try address(text), in: CheckContext(now: noon))
        #expect(verdict.outcome == .neverBlock && verdict.labels.contains(.nationalAsset))
    }

    @Test(arguments: [
        "evil.com.sa", "gov.sa.evil.com", "notgov.sa", "bank.com.kw", "government.co", "a.om.evil.net",
    ])
    func `leave alone what only looks so`(text: String) throws {
        #expect(try Self.list.outcome(text) == .free)
    }

    @Test func `name as national assets only suffixes of registries`() throws {
        for entry in BuiltInList.nationalAssets.entries {
            guard case .address(.domain(let name), .everything) = entry.rule else {
                Issue.record("\(entry)")
                continue
            }
            #expect(PublicSuffixes.system.contains(name) && name.publicSuffix().section == .registry)
        }
    }

    @Test func `hold back networks that are too wide`() throws {
        let cases: [(String, Outcome)] = [
            ("0.0.0.0/0", .neverBlock), ("128.0.0.0/1", .neverBlock), ("44.0.0.0/7", .neverBlock),
            ("44.0.0.0/8", .askFirst), ("44.0.0.0/11", .askFirst), ("44.0.0.0/12", .free),
            ("44.1.2.0/24", .free),
            ("::/0", .neverBlock), ("2000::/3", .neverBlock), ("2a00::/19", .neverBlock),
            ("2a00::/20", .askFirst),
            ("2a00::/28", .askFirst), ("2a00::/29", .free), ("2a00:1::/32", .free),
        ]
        for (text, outcome) in cases { #expect(try Self.list.outcome(text) == outcome, "\(text)") }
    }

    @Test func `hold back public suffixes and ask about shared platforms`() throws {
        let cases: [(String, Outcome, Relation?)] = [
            ("co.uk", .neverBlock, .same), ("com.sa", .neverBlock, .same),
            ("https://co.uk/", .neverBlock, .same),
            ("shop.co.uk", .free, nil), ("blogspot.com", .askFirst, .same),
            ("me.blogspot.com", .askFirst, .inside),
            ("www.me.blogspot.com", .askFirst, .inside), ("https://me.blogspot.com/", .askFirst, .inside),
            ("https://me.blogspot.com/2026/11/post.html", .free, .served),
            ("x.github.io", .askFirst, .inside),
            ("evil.com", .free, nil),
        ]
        for (text, outcome, relation) in cases {
            let verdict = Self.list.check(try address(text), in: CheckContext(now: noon))
            #expect(verdict.outcome == outcome, "\(text)")
            #expect(verdict.findings.first?.relation == relation, "\(text)")
        }
    }

    @Test func `ask before a popular name is blocked, not before a page of it is`() throws {
        let cases: [(String, Outcome)] = [
            ("google.com", .askFirst), ("www.google.com", .askFirst), ("https://Google.com/", .askFirst),
            ("login.microsoftonline.com", .askFirst), ("etisalat.ae", .askFirst),
            ("whatsapp.com.", .askFirst),
            ("https://drive.google.com/uc?id=1", .free), ("notgoogle.com", .free),
            ("google.com.evil.com", .free),
            ("googlé.com", .free),
        ]
        for (text, outcome) in cases { #expect(try Self.list.outcome(text) == outcome, "\(text)") }
    }

    @Test func `name Tor's names but block none of them`() throws {
        #expect(
            try Self.list.outcome("duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion")
                == .informOnly
        )
    }

    @Test func `have terms that can be stored, and rules that can be read back`() throws {
        for list in BuiltInList.allCases {
            #expect(!list.entries.isEmpty)
            for entry in list.entries {
                #expect(entry.terms.fault == nil && entry.terms.list == list.rawValue)
                let rule = entry.rule
                #expect(try AllowlistRule(form: rule.form, text: rule.text, reach: rule.reach) == rule)
            }
            #expect(Set(list.entries.map(\.rule.text)).count == list.entries.count)
        }
    }
}

@Suite struct `A constituency` {
    @Test func `is never blocked, in whole or in part, by anybody`() throws {
        let constituency = Constituency(
            member: 4,
            name: "OM-CERT",
            networks: [try IPNetwork("198.51.100.0/24"), try IPNetwork("2001:db8:4::/48")],
            systems: [try ASN(utf8: "AS64504".utf8.span)],
            suffixes: [try NameSuffix(".om"), try NameSuffix("عمان"), try NameSuffix("omantel.example")]
        )
        let list = allowlist(constituency.entries())
        let context = CheckContext(now: noon, audience: .member(1), origin: ASN(64_504))
        for text in [
            "198.51.100.9", "198.51.0.0/16", "2001:db8:4:1::/64", "AS64504", "192.0.2.1", "bank.com.om",
            "a.xn--mgb9awbf",
            "www.omantel.example", "https://shop.om/a", "http://198.51.100.1/x",
        ] {
            let verdict = list.check(try address(text), in: context)
            #expect(verdict.outcome == .neverBlock, "\(text)")
            #expect(verdict.findings.first.map { list[$0].terms.owner } == "OM-CERT")
        }
        #expect(try list.outcome("rom.example") == .free)
        #expect(try allowlist(constituency.entries(.askFirst)).outcome("bank.com.om") == .askFirst)
    }

    @Test(arguments: ["", ".", "a b", "192.0.2.1"])
    func `has no suffix that is no name`(text: String) {
        #expect(throws: AddressError.self) { try NameSuffix(text) }
    }
}
