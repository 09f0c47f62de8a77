import Foundation
import TestSupport
import Testing

@Suite struct `Allowlists in the registry, by command` {
    let marsad = Program.product("marsad")
    let folder: TemporaryFolder
    var data: String { folder.path("registry") }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String...) throws -> Program.Outcome {
        try marsad.run(arguments + ["--data", data])
    }

    private func objects(_ outcome: Program.Outcome) throws -> [[String: Any]] {
        try outcome.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private func addMember(_ code: String, _ constituency: String) throws {
        let outcome = try run(
            "members",
            "add",
            code,
            "--name",
            "CERT \(code)",
            "--arabic-name",
            "مركز",
            "--constituency",
            constituency
        )
        #expect(outcome.status == 0)
    }

    @Test func `adds, shows, asks and removes entries`() throws {
        try addMember("sa", "203.0.112.0/24")
        let added = try run("allow", "add", "shop-site.net", ".bh", "--reason", "our shop", "--owner", "sa")
        #expect(added.status == 0 && added.lines == ["1", "2"])
        #expect(
            try run(
                "allow",
                "add",
                "203.0.111.0/24",
                "--reason",
                "scans for us",
                "--kind",
                "inform-only",
                "--for",
                "sa",
                "--until",
                "2999-01-01"
            ).status == 0
        )
        let listed = try objects(run("allow", "list", "--json"))
        #expect(listed.map { $0["rule"] as? String } == ["shop-site.net", "bh", "203.0.111.0/24"])
        #expect(listed[0]["reach"] as? String == "everything" && listed[0]["owner"] as? String == "sa")
        #expect(listed[0]["addedBy"] as? String == "shell" && listed[2]["member"] as? String == "sa")
        #expect(listed[2]["expiry"] as? String == "2999-01-01T00:00:00Z")
        #expect(try run("allow", "list").lines[1].contains("of sa  by shell"))

        let asked = try run("allow", "check", "https://www.shop-site.net/x", "203.0.112.9", "203.0.111.9")
        #expect(asked.status == 0)
        #expect(
            asked.lines == [
                "https://www.shop-site.net/x  url: never-block",
                "  inside shop-site.net: never-block; our shop (entries of the registry, CERT sa)",
                "203.0.112.9  ip: never-block  (constituency)",
                "  inside 203.0.112.0/24: never-block, constituency; CERT sa answers for it "
                    + "(constituency of CERT sa, CERT sa)",
                "203.0.111.9  ip: free",
            ]
        )
        let forMember = try run("allow", "check", "203.0.111.9", "--member", "sa")
        #expect(forMember.lines.first == "203.0.111.9  ip: inform-only")
        #expect(forMember.lines.last?.contains("for sa, until 2999-01-01") == true)
        let blast = try objects(run("allow", "blast", "203.0.112.0/24", "--json"))
        #expect(blast[0]["labels"] as? [String: Int] == ["constituency": 1])

        #expect(try run("allow", "remove", "1", "2", "3").status == 0)
        #expect(try run("allow", "list").status == 1)
        #expect(try run("allow", "check", "shop-site.net").status == 1)
    }

    @Test func `lifts what asks by a released entry, of exactly what was given`() throws {
        #expect(
            try run("allow", "add", "shop-site.net", "--kind", "ask-first", "--reason", "known").status == 0
        )
        let released = try run(
            "allow",
            "add",
            "bad.shop-site.net",
            "--kind",
            "released",
            "--reason",
            "case 41"
        )
        #expect(released.status == 0)
        let outcome = try run(
            "allow",
            "check",
            "bad.shop-site.net",
            "good.shop-site.net",
            "x.bad.shop-site.net"
        )
        let firsts = outcome.lines.filter { !$0.hasPrefix(" ") }
        #expect(
            firsts == [
                "bad.shop-site.net  domain: free, released", "good.shop-site.net  domain: ask-first",
                "x.bad.shop-site.net  domain: ask-first",
            ]
        )
    }

    @Test func `refuses what cannot be kept in one line`() throws {
        try addMember("sa", "203.0.112.0/24")
        let wrong: [[String]] = [
            ["1.2.3"], ["a-site.net", "--kind", "label"], ["a-site.net", "--kind", "maybe"],
            ["a-site.net", "--owner", "xx"], ["a-site.net", "--for", "xx"],
            ["a-site.net", "--until", "soon"],
            ["a-site.net", "--until", "2001-01-01"], ["a-site.net", "--days", "0"],
            ["a-site.net", "--reach", "far"], ["a-site.net", "--label", "nice"],
        ]
        for arguments in wrong {
            let outcome = try marsad.run(["allow", "add", "--reason", "x", "--data", data] + arguments)
            #expect(outcome.status == 2 && !outcome.errors.isEmpty, "\(arguments)")
        }
        #expect(try run("allow", "add", "a-site.net", "--reason", "").status == 2)
        #expect(try run("allow", "list").status == 1)
        #expect(try run("allow", "remove").status == 2)
        #expect(try run("allow", "remove", "1").status == 2)
        #expect(try run("allow", "remove", "--list", "none").status == 2)
        #expect(try run("allow", "check", "8.8.8.8", "--member", "xx").status == 2)
        let nowhere = try marsad.run(["allow", "check", "8.8.8.8", "--data", folder.path("nowhere")])
        #expect(nowhere.status == 2 && nowhere.errors.contains("no registry there"))
    }

    @Test func `imports lists as wholes, all or none`() throws {
        let popular = try folder.write("top.csv", "1,one-site.net\n2,two-site.net\n")
        let partners = try folder.write("partners.txt", "203.0.111.0/24\nbank-of-us.net\n")
        let first = try objects(run("allow", "import", popular, partners, "--json"))
        #expect(first.map { $0["list"] as? String } == ["top", "partners"])
        #expect(first[0]["kind"] as? String == "ask-first" && first[1]["kind"] as? String == "never-block")
        #expect(
            try run("allow", "check", "www.two-site.net").lines[0]
                == "www.two-site.net  domain: ask-first  (popular-name)"
        )

        _ = try folder.write("top.csv", "1,three-site.net\n")
        let second = try run("allow", "import", popular)
        #expect(second.lines == ["top: 1 rules, instead of 2, ask-first"])
        #expect(second.errors.contains("top.csv: popularity, 1 entries"))
        #expect(try run("allow", "check", "two-site.net").status == 1)

        _ = try folder.write("top.csv", "1,four-site.net\n")
        let broken = try folder.write(
            "scanners.json",
            #"{"name": "x", "type": "cidr", "list": ["203.0.111.0"#
        )
        #expect(try run("allow", "import", popular, broken).status == 2)
        let hashes = try folder.write(
            "top.json",
            #"{"name": "x", "type": "string", "matching_attributes": ["md5"], "list": ["abc"]}"#
        )
        let unusable = try run("allow", "import", hashes)
        #expect(unusable.status == 2 && unusable.errors.contains("not-about-addresses"))
        let suffixes = try folder.write("psl.dat", "// ===BEGIN ICANN DOMAINS===\ncom\n")
        #expect(try run("allow", "import", suffixes).status == 2)
        #expect(try run("allow", "import", popular, partners, "--name", "both").status == 2)
        #expect(try run("allow", "import", folder.path("nowhere.txt")).status == 2)
        #expect(try run("allow", "check", "three-site.net").status == 0)
        #expect(try run("allow", "check", "four-site.net").status == 1)

        #expect(try run("allow", "import", partners, "--name", "friends", "--as", "inform-only").status == 0)
        let listed = try objects(run("allow", "list", "--json"))
        #expect(listed.map { $0["list"] as? String } == ["friends", "partners", "top"])
        #expect(try run("allow", "remove", "--list", "partners", "--list", "friends").status == 0)
        #expect(try run("allow", "list").lines.count == 1)
    }

    @Test func `tell an import what they hold, and lose nothing of it`() throws {
        #expect(
            try run("allow", "add", "shop-site.net", "--kind", "ask-first", "--reason", "known").status == 0
        )
        let feed = try folder.write(
            "feed.txt",
            "8.8.8.8\n10.0.0.1\nwww.shop-site.net\nhttps://shop-site.net/x\nevil-site.net\n203.0.111.4\n"
        )
        let imported = try objects(run("import", "--source", "a", "--json", feed))
        #expect(
            imported[0]["allowlist"] as? [String: Int] == [
                "free": 3, "inform-only": 0, "ask-first": 1, "never-block": 2,
            ]
        )
        #expect(imported[0]["added"] as? Int == 6)
        let again = try objects(run("import", "--source", "a", "--json", feed))
        #expect(again[0]["unchanged"] as? Int == 6 && again[0]["allowlist"] == nil)
        let text = try run("import", "--source", "b", feed)
        #expect(
            text.lines.suffix(3) == [
                "held by allowlists          3", "  never-block               2",
                "  ask-first                 1",
            ]
        )
        let output = folder.path("watchlist.marsad")
        let compiled = try objects(run("compile", "--registry", "-o", output, "--json"))
        #expect(compiled[0]["ip"] as? Int == 3 && compiled[0]["domain"] as? Int == 2)
    }

    @Test func `are told by a lookup, with entry and reason`() throws {
        #expect(
            try run("allow", "add", "shop-site.net", "--kind", "ask-first", "--reason", "known").status == 0
        )
        let feed = try folder.write("feed.txt", "www.shop-site.net\nevil-site.net\n")
        #expect(try run("import", "--source", "a", feed).status == 0)
        let text = try run("lookup", "www.shop-site.net")
        #expect(
            text.lines[1...3] == [
                "  registrable domain: shop-site.net", "  allowlist: ask-first",
                "    inside shop-site.net: ask-first; known (entries of the registry, marsad)",
            ]
        )
        #expect(try !run("lookup", "evil-site.net").output.contains("allowlist"))
        let answers = try objects(run("lookup", "--json", "www.shop-site.net", "evil-site.net"))
        let held = try #require(answers[0]["allowlist"] as? [String: Any])
        #expect(held["outcome"] as? String == "ask-first")
        let finding = try #require((held["findings"] as? [[String: Any]])?.first)
        #expect(finding["rule"] as? String == "shop-site.net" && finding["reason"] as? String == "known")
        let free = try #require(answers[1]["allowlist"] as? [String: Any])
        #expect(free["outcome"] as? String == "free" && (free["findings"] as? [Any])?.isEmpty == true)
    }
}
