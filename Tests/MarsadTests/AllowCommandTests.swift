import Foundation
import TestSupport
import Testing

@Suite struct `marsad allow check` {
    let marsad = Program.product("marsad")

    @Test func `says what holds an address back, and leaves with 0`() throws {
        let outcome = try marsad.run([
            "allow", "check", "8.8.8.8", "https://www.moi.gov.sa/x", "evil-site.net",
        ])
        #expect(outcome.status == 0)
        #expect(
            outcome.lines == [
                "8.8.8.8  ip: never-block  (well-known-resolver)",
                "  is 8.8.8.8: never-block, well-known-resolver; resolver of Google (built-in well-known resolvers, marsad)",
                "https://www.moi.gov.sa/x  url: never-block  (national-asset)",
                "  inside gov.sa: never-block, national-asset; government or education, Saudi Arabia "
                    + "(built-in national assets, marsad)",
                "evil-site.net  domain: free",
            ]
        )
    }

    @Test func `leaves with 1 when nothing holds anything back`() throws {
        let outcome = try marsad.run(["allow", "check", "evil-site.net", "https://evil-site.net/a"])
        #expect(outcome.status == 1)
        #expect(outcome.lines == ["evil-site.net  domain: free", "https://evil-site.net/a  url: free"])
    }

    @Test func `reads lists of all kinds`() throws {
        let folder = try TemporaryFolder()
        let ours = try folder.write("ours.txt", "bank-of-us.net\n203.0.112.0/24\n")
        let popular = try folder.write("top.csv", "1,popular-site.net\n2,other-site.net\n")
        let warninglist = try folder.write(
            "scanners.json",
            #"{"name": "Scanners", "description": "used for scanning", "version": 1, "type": "cidr", "list": ["203.0.111.0/28"]}"#
        )
        let outcome = try marsad.run(
            [
                "allow", "check", "www.bank-of-us.net", "203.0.96.0/19", "https://Popular-Site.net/",
                "203.0.111.9",
            ]
                + ["--list", ours, popular, warninglist, "--json"]
        )
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains("\(popular): popularity, 2 entries taken as ask-first (popular-name)")
        )
        let answers = try outcome.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(
            answers.map { $0["outcome"] as? String } == [
                "never-block", "never-block", "ask-first", "inform-only",
            ]
        )
        let findings = try answers.map { try #require($0["findings"] as? [[String: Any]]) }
        #expect(
            findings[0][0]["relation"] as? String == "inside" && findings[0][0]["list"] as? String == "ours"
        )
        #expect(findings[1][0]["rule"] as? String == "203.0.112.0/24" && answers[1]["inside"] as? Int == 3)
        #expect(answers[3]["labels"] as? [String] == ["research-scanner"])
        let told = try marsad.run([
            "allow", "check", "other-site.net", "--list", popular, "--as", "never-block",
        ])
        #expect(told.lines.first == "other-site.net  domain: never-block")
    }

    @Test func `counts what standard input brings, and says what is no address`() throws {
        let outcome = try marsad.run(
            ["allow", "check", "-", "--count"],
            input: "8.8.8.8\n10.1.2.3\nme.blogspot.com\nx y\nevil-site.net\n"
        )
        #expect(outcome.status == 0)
        #expect(outcome.lines == ["free\t1", "inform-only\t0", "ask-first\t1", "never-block\t2"])
        #expect(outcome.errors.contains("standard input: line 4"))
    }

    @Test func `leaves with 2 for what it cannot read`() throws {
        for arguments in [["1.2.3"], ["a-site.net", "--list", "/nowhere"], ["a-site.net", "--as", "maybe"]] {
            let outcome = try marsad.run(["allow", "check"] + arguments)
            #expect(outcome.status == 2, "\(arguments)")
            #expect(!outcome.errors.isEmpty)
        }
    }
}

@Suite struct `marsad allow blast` {
    let marsad = Program.product("marsad")

    @Test func `counts what an address would take with it`() throws {
        let outcome = try marsad.run(["allow", "blast", "8.8.0.0/16", "--json"])
        #expect(outcome.status == 0)
        let answer = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        )
        #expect(answer["count"] as? Int == 2)
        #expect(answer["labels"] as? [String: Int] == ["well-known-resolver": 2])
        let text = try marsad.run(["allow", "blast", "8.8.8.0/24"])
        #expect(text.lines.first == "8.8.8.0/24  network: 1 entries")
        #expect(try marsad.run(["allow", "blast", "203.0.112.0/24"]).status == 1)
        #expect(try marsad.run(["allow", "blast", "nonsense"]).status == 2)
    }
}
