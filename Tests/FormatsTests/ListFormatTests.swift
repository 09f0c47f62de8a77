import Formats
import Reports
import Testing

@Suite struct `Plain lists` {
    @Test(arguments: [
        ("192.0.2.1", ["192.0.2.1"]), ("  192.0.2.1\t\r", ["192.0.2.1"]), ("192.0.2.0/24", ["192.0.2.0/24"]),
        ("192.0.2.0-192.0.2.3", ["192.0.2.0/30"]), ("192.0.2.0 - 192.0.2.3", ["192.0.2.0/30"]),
        ("evil.example # seen twice", ["evil.example"]), ("evil.example#note", ["evil.example"]),
        ("192.0.2.1;SBL1", ["192.0.2.1"]), ("192.0.2.0/24;SBL1", ["192.0.2.0/24"]),
        ("192.0.2.0/24 ; SBL1", ["192.0.2.0/24"]), ("192.0.2.1 // note", ["192.0.2.1"]),
        ("http://evil.example/a;b", ["http://evil.example/a;b"]), ("192.0.2.1\t10", ["192.0.2.1"]),
        ("192.0.2.1 198.51.100.7 2001:db8::/32", ["192.0.2.1", "198.51.100.7", "2001:db8::/32"]),
        ("192.0.2.1 scanner.example", ["192.0.2.1"]),
        ("192.0.2.0\t192.0.2.255\t24\t788\tNet", ["192.0.2.0/24"]),
        ("192.0.2.1:8080", ["192.0.2.1"]), ("[2001:db8::1]:443", ["2001:db8::1"]),
        ("AS64496 ; XX | Net", ["AS64496"]),
        ("- evil.example http://evil.example/x", ["evil.example", "http://evil.example/x"]),
        ("ipset add bad 192.0.2.1", ["192.0.2.1"]), ("add bad 192.0.2.0/24 timeout 300", ["192.0.2.0/24"]),
        ("-A INPUT -s 192.0.2.1/32 -j DROP", ["192.0.2.1"]),
        ("iptables -A IN -s 192.0.2.9 -j REJECT", ["192.0.2.9"]),
        ("# 192.0.2.1", []), ("; 192.0.2.1", []), ("// 192.0.2.1", []), ("!192.0.2.1", []), ("", []),
        ("-A INPUT -s 192.0.2.1 -j ACCEPT", []), ("ipset create bad hash:ip", []),
        ("iptables -N LOGNDROP", []),
        ("*.evil.example", ["evil.example"]), (".evil.example", ["evil.example"]),
    ])
    func `hold an address per line`(line: String, expected: [String]) throws {
        let (sink, summary) = try read(line, as: .plain)
        #expect(sink.addresses == expected)
        #expect(sink.rejects.isEmpty)
        #expect(summary.skipped == (expected.isEmpty && !line.isEmpty ? 1 : 0))
    }

    @Test func `keep what is said behind the address`() throws {
        let (sink, _) = try read(
            "192.0.2.0/24 ; SBL1\n192.0.2.1:22\n192.0.2.2\t7\nevil.example # caf\u{E9}\n"
                + "add s 192.0.2.3 comment \"two words\"\n"
        )
        #expect(sink.claims.map(\.comment) == ["SBL1", "port 22", nil, "café", "two words"])
        #expect(sink.lines == [1, 2, 3, 4, 5])
    }

    @Test func `say where and why a line does not read`() throws {
        let (sink, summary) = try read("192.0.2.1\n\n  192.0.2.256\nd41d8cd98f00b204e9800998ecf8427e\nevil\n")
        #expect(sink.reasons == ["3:invalid-ipv4", "4:hash-value", "5:single-label-name"])
        #expect(sink.rejects.map(\.offset).first == 21)
        #expect(sink.rejects.map(\.excerpt) == ["192.0.2.256", "d41d8cd98f00b204e9800998ecf8427e", "evil"])
        #expect(
            (summary.lines, summary.skipped, summary.accepted, summary.rejected, summary.read) == (
                5, 1, 1, 3, 4
            )
        )
    }
}

@Suite struct `Filter lists` {
    @Test(arguments: [
        ("||evil.example^", ["evil.example"], []), ("||evil.example^$third-party,doc", ["evil.example"], []),
        ("||192.0.2.1^", ["192.0.2.1"], []), ("||evil.example", ["evil.example"], []),
        ("||*.evil.example^", ["evil.example"], []),
        ("||evil.example/bad/", ["http://evil.example/bad/"], []),
        ("|https://evil.example/x|", ["https://evil.example/x"], []),
        ("evil.example", ["evil.example"], []), ("0.0.0.0 evil.example", ["evil.example"], []),
        ("@@||good.example^", [], []), ("! comment", [], []), ("[Adblock Plus 2.0]", [], []),
        ("# comment", [], []),
        ("||evil.example^$badfilter", [], []), ("###banner", [], ["1:cosmetic-rule"]),
        ("site.example##.ad", [], ["1:cosmetic-rule"]), ("site.example#@#.ad", [], ["1:cosmetic-rule"]),
        ("site.example#?#div:has(a)", [], ["1:cosmetic-rule"]), ("##.ad", [], ["1:cosmetic-rule"]),
        ("/ads[0-9]+/", [], ["1:pattern-rule"]), ("-banner-ad.", [], ["1:pattern-rule"]),
        ("||evil.example^path", [], ["1:pattern-rule"]), ("||ad*.example^", [], ["1:pattern-rule"]),
    ])
    func `name hosts and URLs`(rule: String, addresses: [String], reasons: [String]) throws {
        let (sink, _) = try read(rule, as: .adblock)
        #expect(sink.addresses == addresses)
        #expect(sink.reasons == reasons)
    }

    @Test func `tell whole URLs from beginnings`() throws {
        let (sink, _) = try read(
            "||evil.example/bad/\n|https://evil.example/x|\n|https://evil.example/y\n",
            as: .adblock
        )
        #expect(sink.claims.map(\.scope) == [.pathPrefix, .exact, .pathPrefix])
    }
}

@Suite struct `Lists of resolvers` {
    @Test(arguments: [
        ("0.0.0.0 evil.example", ["evil.example"], []),
        ("127.0.0.1\tevil.example worse.example # x", ["evil.example", "worse.example"], []),
        (":: evil.example", ["evil.example"], []), ("0 evil.example", ["evil.example"], []),
        ("10.0.0.1 evil.example", ["evil.example"], []), ("127.0.0.1 localhost", [], []),
        ("::1 ip6-localhost ip6-loopback", [], []),
        ("255.255.255.255 broadcasthost", [], []), ("fe80::1%lo0 localhost", [], []),
        ("0.0.0.0 0.0.0.0", [], []),
        ("192.0.2.80 www.example.com", [], ["1:redirected-name"]), ("evil.example", ["evil.example"], []),
    ])
    func `as hosts files`(line: String, addresses: [String], reasons: [String]) throws {
        let (sink, _) = try read(line, as: .hosts)
        #expect(sink.addresses == addresses)
        #expect(sink.reasons == reasons)
    }

    @Test(arguments: [
        ("address=/evil.example/#", ["evil.example"], []), ("address=/evil.example/", ["evil.example"], []),
        ("address=/a.example/b.example/0.0.0.0", ["a.example", "b.example"], []),
        ("local=/evil.example/", ["evil.example"], []),
        ("server=/evil.example/", ["evil.example"], []),
        ("server=/evil.example/127.0.0.1#5353", ["evil.example"], []),
        ("server=/good.example/#", [], []), ("server=/corp.example/192.0.2.53", [], ["1:redirected-name"]),
        ("bogus-nxdomain=192.0.2.0/24", ["192.0.2.0/24"], []), ("cache-size=1000", [], []), ("# x", [], []),
        ("no-resolv", [], []), ("address=/evil.example/ # note", ["evil.example"], []),
    ])
    func `as options of dnsmasq`(line: String, addresses: [String], reasons: [String]) throws {
        let (sink, _) = try read(line, as: .dnsmasq)
        #expect(sink.addresses == addresses)
        #expect(sink.reasons == reasons)
    }

    @Test(arguments: [
        ("local-zone: \"evil.example.\" always_nxdomain", ["evil.example"]),
        ("local-zone: evil.example refuse", ["evil.example"]),
        ("local-zone: \"good.example\" transparent", []), ("server:", []), ("  do-ip6: yes", []),
        ("local-data: \"evil.example. 60 IN A 0.0.0.0\"", ["evil.example"]),
        ("local-zone: \"evil.example\" redirect\nlocal-data: \"evil.example A 0.0.0.0\"", ["evil.example"]),
    ])
    func `as options of Unbound`(text: String, addresses: [String]) throws {
        let (sink, _) = try read(text, as: .unbound)
        #expect(sink.addresses == addresses)
        #expect(sink.rejects.isEmpty)
    }

    @Test func `as wildcards`() throws {
        let (sink, _) = try read("*.evil.example\n=worse.example\nads.*.example\n", as: .wildcard)
        #expect(sink.addresses == ["evil.example", "worse.example"])
        #expect(sink.reasons == ["3:wildcard-inside"])
    }

    @Test func `as rbldnsd data`() throws {
        let (sink, _) = try read(
            "$SOA 3600 ns.example. x.example. 0 1 1 1 1\n:127.0.0.128:On lists [mw], see\n.evil.example\n"
                + "192.0.2.0/24 :127.0.0.2:Spam source\n!192.0.2.9\n"
        )
        #expect(sink.addresses == ["evil.example", "192.0.2.0/24"])
        #expect(sink.claims.map(\.category) == [.malwareDistribution, .spam])
        #expect(sink.claims.map(\.comment) == ["On lists [mw], see", "Spam source"])
    }
}

@Suite struct `Response policy zones` {
    static let zone = """
        $TTL 60
        @ IN SOA rpz.example. admin.example. (
            1 ; serial
            3600 600 86400 60 )
          NS localhost.
        evil.example CNAME .
        *.evil.example CNAME .
        worse.example 300 IN CNAME *.
        good.example CNAME rpz-passthru.
        self.example CNAME self.example.
        sink.example A 192.0.2.1
        sink.example AAAA 2001:db8::1
        32.1.2.0.192.rpz-ip CNAME .
        24.0.100.51.198.rpz-client-ip CNAME rpz-drop.
        128.1.zz.db8.2001.rpz-ip CNAME .
        48.zz.7.db8.2001.rpz-nsip CNAME .
        ns.bad.example.rpz-nsdname CNAME .
        99.1.rpz-ip CNAME .
        broken.example
        """

    @Test func `name what they block`() throws {
        let (sink, summary) = try read(Self.zone)
        #expect(summary.format == .rpz)
        #expect(
            sink.addresses == [
                "evil.example", "worse.example", "sink.example", "192.0.2.1", "198.51.100.0/24",
                "2001:db8::1",
                "2001:db8:7::/48", "ns.bad.example",
            ]
        )
        #expect(sink.rejects.map(\.line) == [18, 19])
    }

    @Test func `have owners below their origin`() throws {
        let (sink, _) = try read(
            "$ORIGIN .\nrpz.local 60 IN SOA a. b. 1 2 3 4 5\n$ORIGIN rpz.local.\nevil.example CNAME .\n"
                + "worse.example.rpz.local. CNAME .\n$ORIGIN example.rpz.local.\nthird CNAME .\n"
        )
        #expect(sink.addresses == ["evil.example", "worse.example", "third.example"])
        #expect(sink.rejects.isEmpty)
    }
}
