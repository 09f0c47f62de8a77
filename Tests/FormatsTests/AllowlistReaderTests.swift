import Addresses
import Allowlists
import ByteStreams
import Formats
import Foundation
import Reports
import TestSupport
import Testing

/// A text read as an allowlist.
private struct Read {
    let list: Allowlist
    let summaries: [AllowlistSummary]

    init(
        _ text: String,
        name: String = "lists/sample/list.json",
        _ reader: AllowlistReader = AllowlistReader()
    ) throws {
        var builder = AllowlistBuilder()
        summaries = try reader.read(ByteInput(name: name, bytes: Array(text.utf8)), into: &builder)
        list = builder.freeze()
    }

    var summary: AllowlistSummary {
        get throws { try #require(summaries.first) }
    }

    func found(_ text: String) throws -> [String] {
        list.check(try Address(text), in: CheckContext(now: Timestamp(seconds: 0))).findings.map {
            let entry = list[$0]
            return "\($0.relation.name) \(entry.terms.kind.name) \(entry.rule) \(entry.rule.reach.name)"
        }
    }
}

@Suite struct `A warninglist` {
    static func json(_ type: String, _ values: [String], attributes: [String]? = nil, more: String = "")
        -> String
    {
        let list = values.map { "\"\($0)\"" }.joined(separator: ",\n    ")
        let matching =
            attributes.map {
                ",\n  \"matching_attributes\": [\($0.map { "\"\($0)\"" }.joined(separator: ", "))]"
            } ?? ""
        return """
            {
              "description": "Sample of a list",\(more)
              "list": [
                \(list)
              ]\(matching),
              "name": "A sample",
              "type": "\(type)",
              "version": 3
            }
            """
    }

    @Test func `of networks is read`() throws {
        let read = try Read(
            Self.json(
                "cidr",
                [
                    "192.0.2.0/24", "198.51.100.7", "2001:db8::/32", "::ffff:cb00:7105", "host.example",
                    "192.0.2.0/33",
                ]
            )
        )
        #expect(try read.summary.accepted == 4)
        #expect(try read.summary.rejectedByReason == [.wrongKind: 1, RejectReason(.invalidPrefixLength): 1])
        #expect(try read.summary.rejects.map(\.excerpt) == ["host.example", "192.0.2.0/33"])
        #expect(try read.summary.rejects.map(\.line) == [8, 9])
        #expect(try read.found("192.0.2.1") == ["inside ask-first 192.0.2.0/24 exact"])
        #expect(try read.found("203.0.113.5") == ["same ask-first 203.0.113.5 exact"])
    }

    @Test func `of host names reaches below them`() throws {
        let read = try Read(
            Self.json(
                "hostname",
                ["Shop.Example", ".bank.example", "trailing.example.", "192.0.2.1", "single", "a.example/x"]
            )
        )
        #expect(try read.summary.accepted == 4)
        #expect(try read.summary.rejectedByReason == [RejectReason(.singleLabel): 1, .wrongKind: 1])
        #expect(try read.found("www.shop.example") == ["inside ask-first shop.example below"])
        #expect(try read.found("www.bank.example") == ["inside ask-first bank.example below"])
        #expect(try read.found("https://TRAILING.example:444/") == ["same ask-first trailing.example below"])
        #expect(try read.found("notshop.example").isEmpty)
    }

    @Test func `of strings is exact, but for suffixes`() throws {
        let read = try Read(
            Self.json(
                "string",
                ["exact.example", ".suffix.example", "*.wild.example", "https://a.example/b", "AS64500"]
            )
        )
        #expect(try read.summary.accepted == 5)
        #expect(try read.found("exact.example") == ["same ask-first exact.example exact"])
        #expect(try read.found("www.exact.example").isEmpty)
        #expect(try read.found("www.suffix.example") == ["inside ask-first suffix.example below"])
        #expect(try read.found("www.wild.example") == ["inside ask-first wild.example below"])
        #expect(try read.found("http://a.example/b") == ["same ask-first https://a.example/b exact"])
        #expect(try read.found("AS64500") == ["same ask-first AS64500 exact"])
    }

    @Test func `of substrings and regular expressions is matched in bounded time or counted`() throws {
        let substrings = try Read(Self.json("substring", ["sandbox.example", ""]))
        #expect(try substrings.summary.rejectedByReason.map(\.key.label) == ["empty-pattern"])
        #expect(try substrings.found("my-sandbox.example").count == 1)
        let values = [
            #"/^(.*\\.)?cdn\\.example$/i"#, #"/^host-[0-9]+\\.example$/"#, "/(?=a)b/", #"/(a)\\1/"#,
        ]
        let read = try Read(Self.json("regex", values))
        #expect(try read.summary.accepted == 2)
        #expect(try Set(read.summary.rejectedByReason.map(\.key.label)) == ["lookaround", "backreference"])
        #expect(try read.summary.rejects.map(\.excerpt) == ["/(?=a)b/", #"/(a)\1/"#])
        #expect(try read.found("x.cdn.example") == ["inside ask-first cdn.example below"])
        #expect(
            try read.found("host-12.example") == [#"matched ask-first /^host-[0-9]+\.example$/ everything"#]
        )
        #expect(try read.found("host-a.example").isEmpty)
    }

    @Test(arguments: [["md5", "filename|sha1"], ["email-src"], ["phone-number"]])
    func `about other things than addresses is counted and left`(attributes: [String]) throws {
        let read = try Read(Self.json("string", ["a.example", "b.example"], attributes: attributes))
        #expect(try read.summary.rejectedByReason == [.notAboutAddresses: 2])
        #expect(read.list.count == 0)
        let addresses = try Read(Self.json("string", ["a.example"], attributes: ["md5", "domain|ip"]))
        #expect(addresses.list.count == 1)
    }

    @Test(
        arguments: [
            ("tranco10k", "", EntryKind.askFirst, EntryLabel.popularName),
            ("some-org-scanning", "", .label, .researchScanner),
            ("public-dns-v4", "", .label, .openResolver), ("cloudflare", "", .label, .contentDelivery),
            ("cloudflare-top10k", "", .askFirst, .popularName), ("amazon-aws", "", .label, .cloud),
            ("dynamic-dns", "", .label, .sharedPlatform), ("sinkholes", "", .informOnly, .sinkhole),
            ("vpn-ipv4", "", .label, .sharedEgress), ("anything", "", .askFirst, nil),
            ("anything", "\n\"category\": \"known\",", .informOnly, nil),
        ] as [(String, String, EntryKind, EntryLabel?)]
    )
    func `is taken by what it is about`(name: String, more: String, kind: EntryKind, label: EntryLabel?)
        throws
    {
        let read = try Read(Self.json("string", ["a.example"], more: more), name: "x/lists/\(name)/list.json")
        #expect(try read.summary.list == name && read.summary.title == "A sample")
        #expect(try read.summary.treatment?.kind == kind && read.summary.treatment?.label == label)
        var reader = AllowlistReader()
        reader.treatment = ListTreatment(.neverBlock, .vendorService, reach: .everything)
        let told = try Read(Self.json("string", ["a.example"], more: more), reader)
        #expect(try told.found("a.example") == ["same never-block a.example everything"])
    }

    @Test(arguments: [
        (#"{"list": ["a.example", "#, FeedError.Code.malformedJSON),
        (#"{"list": ["a.example"], "type": "telepathy"}"#, .unrecognisedFormat),
        (#"{"list": ["a.example"], "type": "string"} x"#, .malformedJSON),
    ])
    func `that is broken is one error`(text: String, code: FeedError.Code) {
        let error = #expect(throws: FeedError.self) { try Read(text) }
        #expect(error?.code == code && error?.file == "lists/sample/list.json")
    }

    @Test func `repository is one import, as a folder and as an archive`() throws {
        let folder = try TemporaryFolder()
        for (name, value) in [("one", "a.example"), ("two", "b.example")] {
            let path = folder.url.appending(path: "repo/lists/\(name)")
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            try Self.json("string", [value]).write(
                to: path.appending(path: "list.json"),
                atomically: true,
                encoding: .utf8
            )
        }
        try "Visit evil.example for more.".write(
            to: folder.url.appending(path: "repo/README.md"),
            atomically: true,
            encoding: .utf8
        )
        try "{}".write(to: folder.url.appending(path: "repo/schema.json"), atomically: true, encoding: .utf8)
        let tar = Program(executable: URL(filePath: "/usr/bin/env"))
        _ = try tar.run(["tar", "-czf", folder.path("repo.tgz"), "-C", folder.url.path, "repo"])
        for path in [folder.path("repo"), folder.path("repo/lists"), folder.path("repo.tgz")] {
            var builder = AllowlistBuilder()
            let summaries = try AllowlistReader().read(path: path, into: &builder)
            #expect(summaries.filter { $0.format != nil }.map(\.list).sorted() == ["one", "two"], "\(path)")
            #expect(builder.freeze().count == 2)
        }
    }
}

@Suite struct `A popularity list` {
    @Test(arguments: [
        "1,a.example\n2,www.b.example\n3,c.example\n",
        "rank,domain\n1,a.example\n2,www.b.example\n3,c.example\n",
        "GlobalRank,TldRank,Domain,TLD\n1,1,a.example,example\n2,1,www.b.example,example\n3,1,c.example,example\n",
        "origin,rank\nhttps://a.example,1\nhttps://www.b.example,2\nhttp://c.example:80,3\n",
        "\"rank\",\"domain\"\r\n1,\"a.example\"\r\n2,\"www.b.example\"\r\n3,\"c.example\"\r\n",
    ])
    func `is told by its ranks and asks`(text: String) throws {
        var reader = AllowlistReader()
        reader.maximumRank = 2
        reader.maximumReachingRank = 1
        let read = try Read(text, name: "top-1m.csv", reader)
        #expect(try read.summary.format == .popularity && read.summary.list == "top-1m")
        #expect(try read.summary.accepted == 2 && read.summary.rejectedByReason == [.beyondRank: 1])
        #expect(try read.found("www.a.example") == ["inside ask-first a.example registrable"])
        #expect(try read.found("www.b.example") == ["same ask-first www.b.example exact"])
        #expect(try read.found("x.www.b.example").isEmpty)
        #expect(try read.found("c.example").isEmpty)
    }

    @Test func `counts what is no name`() throws {
        let read = try Read(
            "1,a.example\n2,b.example\n3,c.example\n4,d.example\n5,e.example\n6,com\n7\n8,x y\n",
            name: "t.csv"
        )
        #expect(try read.summary.accepted == 5 && read.summary.rejected == 3)
    }
}

@Suite struct `Other allowlists` {
    @Test func `of one address per line are never blocked, with all they serve`() throws {
        let read = try Read(
            "# ours\nbank.example\n192.0.2.0/24\nhttps://portal.example/login\nnot an address\n",
            name: "/etc/ours.txt"
        )
        #expect(try read.summary.format == .feed && read.summary.list == "ours")
        #expect(try read.summary.accepted == 3 && read.summary.rejected == 1)
        #expect(
            try read.found("https://www.bank.example/a") == ["inside never-block bank.example everything"]
        )
        #expect(try read.found("https://portal.example/login/x").count == 1)
        #expect(try read.found("192.0.2.8").count == 1)
    }

    @Test func `carry scope, owner and expiry`() throws {
        var reader = AllowlistReader()
        reader.owner = "KW-CERT"
        reader.scope = .member(6)
        reader.expiry = Timestamp(seconds: 100)
        let read = try Read("bank.example\n", name: "ours.txt", reader)
        func outcome(_ seconds: Int64, _ audience: EntryScope) throws -> Outcome {
            let context = CheckContext(now: Timestamp(seconds: seconds), audience: audience)
            return read.list.check(try Address("bank.example"), in: context).outcome
        }
        #expect(try outcome(99, .member(6)) == .neverBlock)
        #expect(try outcome(99, .everyone) == .free)
        #expect(try outcome(100, .member(6)) == .free)
        let finding = try #require(
            read.list.check(
                try Address("bank.example"),
                in: CheckContext(now: Timestamp(seconds: 0), audience: .member(6))
            ).findings.first
        )
        #expect(read.list[finding].terms.owner == "KW-CERT")
    }

    @Test func `of public suffixes teach where names are registered`() throws {
        let text = """
            // ===BEGIN ICANN DOMAINS===
            example
            *.ck.example
            !www.ck.example
            // ===END ICANN DOMAINS===
            // ===BEGIN PRIVATE DOMAINS===
            pages.example
            // ===END PRIVATE DOMAINS===
            """
        var builder = AllowlistBuilder()
        builder.addBuiltIns([.publicSuffixes])
        let summaries = try AllowlistReader().read(
            ByteInput(name: "psl.dat", bytes: Array(text.utf8)),
            into: &builder
        )
        #expect(summaries.map(\.format) == [.publicSuffixes] && summaries[0].accepted == 4)
        let list = builder.freeze()
        func outcome(_ text: String) throws -> Outcome {
            list.check(try Address(text), in: CheckContext(now: Timestamp(seconds: 0))).outcome
        }
        #expect(try outcome("a.example") == .free)
        #expect(try outcome("any.ck.example") == .neverBlock)
        #expect(try outcome("www.ck.example") == .free)
        #expect(try outcome("a.any.ck.example") == .free)
        #expect(try outcome("pages.example") == .askFirst)
        #expect(try outcome("me.pages.example") == .askFirst)
    }

    @Test func `that are not there or not text are one error`() {
        var builder = AllowlistBuilder()
        #expect(throws: FeedError.self) {
            try AllowlistReader().read(path: "/nowhere/at/all", into: &builder)
        }
        let binary = ByteInput(name: "b", bytes: (0..<200).map { UInt8($0 % 8) })
        #expect(throws: FeedError.self) { try AllowlistReader().read(binary, into: &builder) }
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "marsad-empty-\(UUID().uuidString)"
        )
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = #expect(throws: FeedError.self) {
            try AllowlistReader().read(path: folder.path, into: &builder)
        }
        #expect(error?.code == .nothingReads)
    }
}
