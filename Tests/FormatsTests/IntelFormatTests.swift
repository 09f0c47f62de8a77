import Formats
import Reports
import Testing

@Suite struct `Maltrail trails` {
    static let text = """
        # Copyright (c) 2014-2026 Maltrail developers

        # Reference: https://reports.example/1
        # Reference: https://reports.example/2

        evil.example
        192.0.2.1:8443
        192.0.2.0/24 # sinkhole
        evil.example/gate/

        # Refernce: https://reports.example/3 (Korean)

        worse.example # seen
        /gate.php

        # Generic

        third.example
        """

    @Test func `carry their references`() throws {
        let (sink, summary) = try read(Self.text)
        #expect(summary.format == .maltrail)
        #expect(
            sink.addresses == [
                "evil.example", "192.0.2.1", "192.0.2.0/24", "http://evil.example/gate/", "worse.example",
                "third.example",
            ]
        )
        let first = "https://reports.example/1"
        #expect(
            sink.claims.map(\.reference) == [first, first, first, first, "https://reports.example/3", nil]
        )
        #expect(sink.claims.map(\.comment) == [nil, "port 8443", "sinkhole", nil, "seen", nil])
        #expect(sink.claims.map(\.scope) == [.exact, .exact, .exact, .pathPrefix, .exact, .exact])
        #expect(sink.reasons == ["14:path-only"])
    }
}

@Suite struct `Zeek intelligence` {
    static let head = "#fields\tindicator\tindicator_type\tmeta.source\tmeta.do_notice\tmeta.desc\tmeta.url\n"

    @Test func `tells its types`() throws {
        let (sink, summary) = try read(
            Self.head
                + "192.0.2.1\tIntel::ADDR\tS\tF\tBOTNET\t-\n192.0.2.0/24\tIntel::SUBNET\tS\tF\tC2\thttp://r.example/\n"
                + "evil.example\tIntel::DOMAIN\tS\tF\tPhishing-URLS\t-\nevil.example/x\tIntel::URL\tS\tF\t-\t-\n"
                + "evil.example\tIntel::URL\tS\tF\t-\t-\nhttps://evil.example/y\tIntel::URL\tS\tF\t-\t-\n"
                + "d41d8cd98f00b204e9800998ecf8427e\tIntel::FILE_HASH\tS\tF\t-\t-\nx@evil.example\tIntel::EMAIL\tS\tF\t-\t-\n"
                + "evil.example\n-\tIntel::ADDR\tS\tF\t-\t-\n"
        )
        #expect(summary.format == .zeekIntel)
        #expect(
            sink.addresses == [
                "192.0.2.1", "192.0.2.0/24", "evil.example", "http://evil.example/x", "http://evil.example/",
                "https://evil.example/y",
            ]
        )
        #expect(
            sink.claims.map(\.category) == [.infectedSystem, .commandAndControl, .phishing, nil, nil, nil]
        )
        #expect(sink.claims.map(\.reference) == [nil, "http://r.example/", nil, nil, nil, nil])
        #expect(
            sink.reasons == ["8:hash-value", "9:email-address", "10:missing-field", "11:missing-field"]
        )
    }

    @Test func `may be a header alone`() throws {
        let (sink, summary) = try read(Self.head)
        #expect(summary.format == .zeekIntel)
        #expect(sink.addresses.isEmpty && sink.rejects.isEmpty)
    }

    @Test func `keeps the order of its columns`() throws {
        let (sink, _) = try read(
            "#fields\tindicator_type\tmeta.desc\tindicator\nIntel::ADDR\tspam\t192.0.2.1\n"
        )
        #expect(sink.addresses == ["192.0.2.1"])
        #expect(sink.claims.first?.category == .spam)
    }
}

@Suite struct `Tables` {
    @Test func `name their columns`() throws {
        let (sink, summary) = try read(
            "type,indicator,classification,detected_date\r\ndomain,evil.example,phishing,2026-11-02\r\n"
                + "ip,192.0.2.1,malware,2026-11-03\r\nmd5,d41d8cd98f00b204e9800998ecf8427e,malware,\r\nfilename,setup.example,,\r\n"
        )
        #expect(summary.format == .csv)
        #expect(sink.addresses == ["evil.example", "192.0.2.1"])
        #expect(sink.claims.map(\.category) == [.phishing, .malwareDistribution])
        #expect(
            sink.claims.map(\.firstSeen?.description) == ["2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"]
        )
        #expect(sink.reasons == ["4:hash-value", "5:file-name"])
    }

    @Test func `say all that a claim holds`() throws {
        let (sink, _) = try read(
            "first_seen,last_seen,ip,port,malware,description,confidence,tlp,reference,expires,threat\n"
                + "2026-01-02 03:04:05,2026-02-01,192.0.2.1,443,Emotet,epoch 5,75,TLP:AMBER,https://r.example/1,2026-12-01T00:00:00+04:00,botnet_cc\n"
        )
        let claim = try #require(sink.claims.first)
        #expect(sink.addresses == ["192.0.2.1"])
        #expect(claim.firstSeen?.description == "2026-01-02T03:04:05Z")
        #expect(claim.lastSeen?.description == "2026-02-01T00:00:00Z")
        #expect(claim.expiry?.description == "2026-11-30T20:00:00Z")
        #expect(claim.comment == "port 443; Emotet; epoch 5")
        #expect((claim.confidence, claim.label, claim.category) == (75, .amber, .commandAndControl))
        #expect(claim.reference == "https://r.example/1")
    }

    @Test func `quote as RFC 4180 says`() throws {
        let (sink, _) = try read(
            "\"ip\",\"comment\"\n\"192.0.2.1\",\"a, \"\"b\"\"\nsecond line\"\n\"192.0.2.2\",\"\"\n192.0.2.3,c\n"
        )
        #expect(sink.addresses == ["192.0.2.1", "192.0.2.2", "192.0.2.3"])
        #expect(sink.claims.map(\.comment) == ["a, \"b\"\nsecond line", nil, "c"])
        #expect(sink.lines == [2, 4, 5])
    }

    @Test func `lose one line to a quote that does not end`() throws {
        let rows = (1...100).map { "192.0.2.\($0),note\n" }.joined()
        let (sink, _) = try read("ip,comment\n198.51.100.1,\"open\n" + rows)
        #expect(sink.reasons == ["2:unterminated-quote"])
        #expect(sink.addresses.count == 100)
    }

    @Test(arguments: [
        ("ip,hostname\n192.0.2.1,mail.example\n", ["192.0.2.1"]),
        ("ip,url\n192.0.2.1,http://evil.example/\n", ["192.0.2.1", "http://evil.example/"]),
        ("ip,asn,network\n192.0.2.1,64496,192.0.2.0/24\n", ["192.0.2.1"]),
        ("asn,name\n64496,Net\n", ["AS64496"]),
        ("source.ip,destination.ip,domain\n192.0.2.1,198.51.100.1,sink.example\n", ["192.0.2.1"]),
        ("destination_ip,port\n198.51.100.1,443\n", ["198.51.100.1"]),
        ("hostname,first_seen\nevil.example,2026-01-01\n", ["evil.example"]),
        ("# Host,Path\nevil.example,/a/\n", ["http://evil.example/a/"]),
        ("start_ip,end_ip\n192.0.2.0,192.0.2.3\n", ["192.0.2.0/30"]),
        (
            "#ip,ioc\n192.0.2.1,Possible C2 server\n192.0.2.2,Possible C2 server\n",
            ["192.0.2.1", "192.0.2.2"]
        ),
        (
            "source_ip,source_url,tags\n192.0.2.1,http://evil.example/,x\n",
            ["192.0.2.1", "http://evil.example/"]
        ),
        ("url,source_url\nhttp://evil.example/,https://blog.example/post\n", ["http://evil.example/"]),
        ("ip\tcountry\n192.0.2.1\tXX\n", ["192.0.2.1"]), ("ip;comment\n192.0.2.1;x\n", ["192.0.2.1"]),
        ("# report|ip|asn|timestamp\nspam|192.0.2.1|64496|2026-01-01 00:00:00\n", ["192.0.2.1"]),
        ("indicator,type\n\"192.0.2.1, 192.0.2.2\",ip\n", ["192.0.2.1", "192.0.2.2"]),
    ])
    func `report the indicator and not its context`(text: String, addresses: [String]) throws {
        let (sink, _) = try read(text)
        #expect(sink.addresses == addresses)
        #expect(sink.rejects.isEmpty)
    }

    @Test(arguments: [
        ("evil.example,Used by X,2026-11-12 15:02,http://docs.example/x.txt\n", ["evil.example"]),
        (
            "1 | AS-NAME | 192.0.2.1 | 2026-01-01 00:00:00 | sshpwauth\n2 | Net | x | 192.0.2.2 | 2026-01-02 00:00:00 | sshpwauth\n3 | Net | 192.0.2.3 | 2026-01-02 00:00:00 | sshpwauth\n",
            ["192.0.2.1", "192.0.2.2", "192.0.2.3"]
        ),
        ("192.0.2.1,scan1.example\n192.0.2.2,scan2.example\n", ["192.0.2.1", "192.0.2.2"]),
        (
            "http://evil.example/a,Bank\nhttp://evil.example/b,Post\nhttp://evil.example/c,Bank\n",
            ["http://evil.example/a", "http://evil.example/b", "http://evil.example/c"]
        ),
    ])
    func `without a header are read by what they hold`(text: String, addresses: [String]) throws {
        let (sink, _) = try read(text)
        #expect(sink.addresses == addresses)
    }

    @Test func `of file names by regular expression hold no addresses`() throws {
        let text = (1...10).map { "\\\\tool\($0)\\.exe;70\nsetup\($0)\\.zip;60\n" }.joined()
        let (sink, summary) = try read(text)
        #expect(summary.format == .semicolon)
        #expect(sink.addresses.isEmpty)
        #expect(sink.rejects.allSatisfy { $0.reason.label == "file-name" })
    }

    @Test func `can be mapped by name and number`() throws {
        let text = "who,what,why\nx,192.0.2.1,spam\n"
        #expect(
            try read(text, as: .csv, map: ["address=what", "category=3"]).sink.claims.first?.category == .spam
        )
        #expect(try read("x,192.0.2.1\n", as: .csv, map: ["address=2"]).sink.addresses == ["192.0.2.1"])
        let error = #expect(throws: FeedError.self) { try read(text, as: .csv, map: ["address=nothing"]) }
        #expect(error?.code == .unknownColumn)
    }
}

@Suite struct `JSON feeds` {
    @Test(arguments: [
        (#"["192.0.2.1", "evil.example"]"#, ["192.0.2.1", "evil.example"]),
        (#"{"ip": "192.0.2.1", "domain": "evil.example"}"#, ["192.0.2.1", "evil.example"]),
        (#"{"source": {"ip": "192.0.2.1"}, "destination": {"ip": "198.51.100.1"}}"#, ["192.0.2.1"]),
        (#"{"status": "ok", "data": [{"source.ip": "192.0.2.1", "source.asn": 64496}]}"#, ["192.0.2.1"]),
        (#"{"domains": ["evil.example"], "tags": ["good.example"]}"#, ["evil.example"]),
        (#"{"ip": 3221225985, "ip_str": "192.0.2.1", "hostnames": ["mail.example"]}"#, ["192.0.2.1"]),
        (#"{"ip": 3221225985}"#, ["192.0.2.1"]),
        (#"{"192.0.2.1": {"score": 1}, "192.0.2.2": {}}"#, ["192.0.2.1", "192.0.2.2"]),
        (
            #"[{"name": "p", "indicators": [{"indicator": "evil.example", "type": "domain"}]}]"#,
            ["evil.example"]
        ),
        (
            #"{"prefixes": [{"ipv4Prefix": "192.0.2.0/24"}, {"ipv6Prefix": "2001:db8::/32"}]}"#,
            ["192.0.2.0/24", "2001:db8::/32"]
        ),
        (#"{"asn":64496,"asname":"Net","domain":"net.example"}"#, ["AS64496"]), ("[]", []), ("{}", []),
        (#"{"url": "http:\/\/evil.example\/\u0061"}"#, ["http://evil.example/a"]),
    ])
    func `are searched for records`(text: String, addresses: [String]) throws {
        let (sink, summary) = try read(text)
        #expect(summary.format == .json)
        #expect(sink.addresses == addresses)
        #expect(sink.rejects.isEmpty)
    }

    @Test func `pass on what is said of all`() throws {
        let (sink, _) = try read(
            """
            [{"name": "Campaign", "TLP": "green", "references": ["https://r.example/1"], "tags": ["x", "phishing"],
              "indicators": [
                {"indicator": "evil.example", "type": "domain", "TLP": "clear"},
                {"indicator": "d41d8cd98f00b204e9800998ecf8427e", "type": "FileHash-MD5"},
                {"indicator": "setup.example", "type": "filename"},
                {"note": "nothing"}]}]
            """
        )
        #expect(sink.addresses == ["evil.example"])
        #expect(sink.lines == [3])
        let claim = try #require(sink.claims.first)
        #expect((claim.label, claim.category, claim.comment) == (.green, .phishing, "Campaign"))
        #expect(claim.reference == "https://r.example/1")
        #expect(sink.reasons == ["4:hash-value", "5:file-name", "6:missing-field"])
    }

    @Test func `come as lines too`() throws {
        let (sink, summary) = try read(
            "{\"ip\":\"192.0.2.1\"}\n{\"ip\":\n\n{\"x\":1}\n{\"ip\":\"192.0.2.2\"} x\n{\"ip\":\"192.0.2.3\"}\n",
            as: .jsonLines
        )
        #expect(sink.addresses == ["192.0.2.1", "192.0.2.3"])
        #expect(sink.reasons == ["2:malformed-json", "4:missing-field", "5:malformed-json"])
        #expect((summary.lines, summary.skipped) == (6, 1))
        #expect(try read("{\"ip\":\"192.0.2.1\"}\n{\"ip\":\"192.0.2.2\"}\n").summary.format == .jsonLines)
    }

    @Test func `can be mapped by key`() throws {
        let text = #"{"entries": [{"a": {"b": "192.0.2.1"}, "ip": "198.51.100.1", "kind": "spam"}]}"#
        let (sink, _) = try read(text, map: ["address=a.b", "category=kind"])
        #expect(sink.addresses == ["192.0.2.1"])
        #expect(sink.claims.first?.category == .spam)
    }

    @Test(
        arguments: [
            (#"{"ip": "192.0.2.1""#, 18), (#"{"ip" "192.0.2.1"}"#, 6), (#"["192.0.2.1", nul]"#, 14),
            (#"{"ip": "\x"}"#, 9),
            (String(repeating: "[", count: 1000), 65), (#"["a"]]"#, 5),
        ] as [(String, Int64)]
    )
    func `are refused with the place of the fault`(text: String, offset: Int64) throws {
        let error = #expect(throws: FeedError.self) { try read(text) }
        #expect(error?.code == .malformedJSON)
        #expect(error?.offset == offset)
    }

    @Test func `without a known key are refused`() throws {
        let error = #expect(throws: FeedError.self) { try read(#"{"x": "192.0.2.1"}"#) }
        #expect(error?.code == .nothingReads)
    }
}
