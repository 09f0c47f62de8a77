import Addresses
import Allowlists
import Reports
import Testing

@Suite struct `An entry for a name` {
    @Test(arguments: [
        "github.com", "www.github.com", "GITHUB.com.", "https://GitHub.com/", "http://github.com",
        "github.com:443",
        "https://www.github.com:8443/", "github.com/", "hxxps://github[.]com", "*.github.com", ".github.com",
        "https://user@github.com/", "ftp://github.com/", "a.b.c.github.com", "https://github.com/?",
        "https://github.com/#top",
    ])
    func `holds back every form of it`(form: String) throws {
        let list = allowlist([try entry("github.com")])
        #expect(try list.outcome(form) == .neverBlock)
    }

    @Test(arguments: [
        "notgithub.com", "github.com.evil.example", "github.co", "hub.com", "https://notgithub.com/",
        "https://evil.example/github.com", "https://evil.example/?u=github.com", "github-com.example",
        "xn--github-2ya.com", "192.0.2.1", "AS36459", "192.0.2.0/24",
    ])
    func `holds back nothing else`(other: String) throws {
        let list = allowlist([try entry("github.com"), try entry("https://github.com/", .exact)])
        #expect(try list.findings(other).isEmpty)
        #expect(try list.outcome(other) == .free)
    }

    @Test(arguments: [
        "موقع.example", "xn--4gbrim.example", "XN--4GBRIM.Example.", "http://موقع.example:80/",
        "a.موقع。example",
    ])
    func `is found in international and in ASCII form`(form: String) throws {
        for written in ["موقع.example", "xn--4gbrim.example", "https://موقع.example/"] {
            #expect(try allowlist([try entry(written)]).outcome(form) == .neverBlock)
        }
    }

    @Test func `reaches as far as it says`() throws {
        let cases: [(Reach, String, [String])] = [
            (.exact, "shop.example", ["same shop.example"]),
            (.exact, "https://shop.example:444/", ["same shop.example"]),
            (.exact, "www.shop.example", []),
            (.exact, "https://shop.example/a", ["served shop.example"]),
            (.exact, "https://www.shop.example/a", []),
            (.registrable, "www.shop.example", ["inside shop.example"]),
            (.below, "www.shop.example", ["inside shop.example"]),
            (.below, "https://www.shop.example/a", ["served shop.example"]),
            (.everything, "https://www.shop.example/a", ["inside shop.example"]),
            (.everything, "https://shop.example/a", ["same shop.example"]),
        ]
        for (reach, text, findings) in cases {
            let list = allowlist([try entry("shop.example", reach)])
            #expect(try list.findings(text) == findings, "\(reach) \(text)")
        }
    }

    @Test func `that reaches to the next public suffix stops at shared platforms`() throws {
        var builder = AllowlistBuilder()
        builder.add([try entry("amazonaws.com", .registrable), try entry("google.com", .registrable)])
        builder.add([
            try SuffixRule("com", isPrivate: false), try SuffixRule("s3.amazonaws.com", isPrivate: true),
        ])
        for list in [
            builder.freeze(),
            allowlist([try entry("amazonaws.com", .registrable), try entry("google.com", .registrable)]),
        ] {
            #expect(try list.findings("mail.google.com") == ["inside google.com"])
            #expect(try list.findings("console.amazonaws.com") == ["inside amazonaws.com"])
            #expect(try list.findings("bucket.s3.amazonaws.com").isEmpty)
            #expect(try list.findings("a.bucket.s3.amazonaws.com").isEmpty)
        }
    }

    @Test func `is found inside a name that would take it along`() throws {
        let list = allowlist([
            try entry("mail.google.com", .exact), try entry("https://docs.google.com/a/b", .exact),
        ])
        #expect(
            try list.findings("google.com") == [
                "around mail.google.com", "around https://docs.google.com/a/b",
            ]
        )
        #expect(try list.findings("docs.google.com") == ["around https://docs.google.com/a/b"])
        #expect(try list.findings("www.google.com").isEmpty)
        #expect(try list.findings("https://google.com/mail").isEmpty)
        #expect(try list.findings("https://google.com/mail", scope: .host).count == 2)
    }

    @Test func `leaves alone a URL on a popular host`() throws {
        let list = allowlist([try entry("drive.example", .exact, terms(.askFirst, .popularName))])
        let url = list.check(try address("https://drive.example/file?id=1"), in: CheckContext(now: noon))
        #expect(url.outcome == .free)
        #expect(url.findings.map(\.relation) == [.served])
        #expect(url.labels.isEmpty)
        #expect(try list.outcome("https://drive.example/") == .askFirst)
    }
}

@Suite struct `An entry for a network` {
    @Test func `is found from inside and from around`() throws {
        let list = allowlist([try entry("198.51.0.0/16"), try entry("2001:db8:1::/48")])
        #expect(try list.findings("198.51.100.0/24") == ["inside 198.51.0.0/16"])
        #expect(try list.findings("198.51.100.7") == ["inside 198.51.0.0/16"])
        #expect(try list.findings("198.0.0.0/8") == ["around 198.51.0.0/16"])
        #expect(try list.findings("198.51.0.0/16") == ["same 198.51.0.0/16"])
        #expect(try list.findings("198.52.0.0/16").isEmpty)
        #expect(try list.findings("2001:db8:1:2::/64") == ["inside 2001:db8:1::/48"])
        #expect(try list.findings("2001:db8::/32") == ["around 2001:db8:1::/48"])
        #expect(try list.findings("::ffff:198.51.100.7") == ["inside 198.51.0.0/16"])
        for text in ["198.51.100.0/24", "198.0.0.0/8", "2001:db8::/32"] {
            #expect(try list.outcome(text) == .neverBlock)
        }
    }

    @Test func `finds all that lie around an address, and only those`() throws {
        let blocks = [
            "0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "10.1.2.3", "10.1.2.4", "10.2.0.0/16",
        ]
        let list = allowlist(try blocks.map { try entry($0) })
        #expect(
            try Set(list.findings("10.1.2.3")) == [
                "same 10.1.2.3", "inside 10.1.2.0/24", "inside 10.1.0.0/16", "inside 10.0.0.0/8",
                "inside 0.0.0.0/0",
            ]
        )
        #expect(try list.findings("10.1.2.5").count == 4)
        #expect(try list.findings("2001:db8::1").isEmpty)
        #expect(try list.findings("::/0").isEmpty)
        #expect(try list.findings("0.0.0.0/0").count == 7)
    }

    @Test func `counts for URLs only where it says so`() throws {
        let list = allowlist([try entry("192.0.2.0/24", .everything), try entry("198.51.100.0/24")])
        #expect(try list.findings("http://192.0.2.1/a") == ["inside 192.0.2.0/24"])
        #expect(try list.findings("http://198.51.100.1/a") == ["served 198.51.100.0/24"])
        #expect(try list.findings("http://198.51.100.1:8080/") == ["inside 198.51.100.0/24"])
    }

    @Test func `of a verdict names the strictest of those inside and counts all`() throws {
        var entries = try (0..<200).map {
            try entry("198.51.100.\($0)", .below, terms(.label, .openResolver))
        }
        entries.append(try entry("198.51.100.250", .below, terms(.neverBlock)))
        let list = allowlist(entries)
        let verdict = list.check(try address("198.51.100.0/24"), in: CheckContext(now: noon))
        #expect(verdict.innerCount == 201)
        #expect(verdict.findings.count == Allowlist.maximumInnerFindings)
        #expect(verdict.findings.first.map { list[$0].rule.text } == "198.51.100.250")
        #expect(verdict.outcome == .neverBlock)
        #expect(verdict.labels.isEmpty)
    }
}

@Suite struct `An entry for an AS number` {
    @Test func `holds back the number and the addresses it announces`() throws {
        let list = allowlist([
            AllowlistEntry(.address(.asn(try ASN(utf8: "AS64500".utf8.span)), .everything), terms())
        ])
        var context = CheckContext(now: noon)
        #expect(try list.findings("AS64500") == ["same AS64500"])
        #expect(try list.findings("192.0.2.1").isEmpty)
        context.origin = ASN(64_500)
        #expect(try list.findings("192.0.2.1", in: context) == ["inside AS64500"])
        #expect(try list.findings("http://192.0.2.1/a", in: context) == ["inside AS64500"])
        context.origin = ASN(64_501)
        #expect(try list.findings("192.0.2.1", in: context).isEmpty)
    }
}

@Suite struct `An entry for a URL` {
    @Test(arguments: [
        (
            "https://code.example/team/",
            ["https://code.example/team", "http://CODE.example:8080/team/", "https://code.example/%74eam"]
        ),
        ("https://code.example/a?x=1", ["http://code.example/a?x=1", "http://code.example/a/?x=1"]),
    ])
    func `holds back that URL in its forms`(written: String, forms: [String]) throws {
        let list = allowlist([try entry(written, .exact)])
        for form in forms { #expect(try list.outcome(form) == .neverBlock, "\(form)") }
        for other in [
            "https://code.example/team/x", "https://code.example/teams", "https://code.example/a?x=2",
            "https://www.code.example/team",
        ] {
            #expect(try list.outcome(other) == .free, "\(other)")
        }
    }

    @Test func `reaches below its path when it says so`() throws {
        let list = allowlist([try entry("https://code.example/team", .below)])
        for text in [
            "https://code.example/team", "https://code.example/team/a/b?c", "https://code.example/team?x",
        ] {
            #expect(try list.outcome(text) == .neverBlock, "\(text)")
        }
        #expect(try list.outcome("https://code.example/teams") == .free)
        let prefix = list.check(
            try address("https://code.example/"),
            scope: .pathPrefix,
            in: CheckContext(now: noon)
        )
        #expect(prefix.findings.map(\.relation) == [.around])
    }

    @Test func `is found around by a path prefix and by its host`() throws {
        let list = allowlist([try entry("http://192.0.2.1/a/b", .exact)])
        #expect(
            try list.findings("http://192.0.2.1/a", scope: .pathPrefix) == ["around http://192.0.2.1/a/b"]
        )
        #expect(try list.findings("http://192.0.2.1/a").isEmpty)
        #expect(try list.findings("192.0.2.1") == ["around http://192.0.2.1/a/b"])
        #expect(try list.findings("192.0.2.0/24") == ["around http://192.0.2.1/a/b"])
        #expect(try list.findings("192.0.2.2").isEmpty)
    }
}
