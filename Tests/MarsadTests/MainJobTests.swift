import Foundation
import TestSupport
import Testing

@Suite struct `The main job` {
    let marsad = Program.product("marsad")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var repository: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    @Test func `finds the sample's addresses in the sample's log`() throws {
        let script = Program(executable: repository.appending(path: "scripts/run-main-job"))
        let samples = repository.appending(path: "Samples")
        let outcome = try script.run(
            [samples.appending(path: "feed.txt").path, samples.appending(path: "dns.log").path],
            environment: ["MARSAD": marsad.executable.path, "MARSAD_DATA": folder.path("data")]
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        let hits = outcome.lines.filter { $0.hasPrefix("{") }
        let matched = try hits.map { try Self.fields(String($0))["matched"] as? String }
        #expect(
            matched == [
                "malware.example", "203.0.113.66", "xn--mgbh0fb.example", "198.51.100.0/28",
                "2001:db8:bad::/48",
            ]
        )
        #expect(try Self.fields(hits[2])["seen"] as? String == "مثال.example")
    }

    @Test func `prints hits as JSON with every field, and counts lines`() throws {
        let feed = try folder.write("feed.txt", "evil.example\nhttp://web.example/login\n192.0.2.0/24\n")
        let watchlist = folder.path("w.marsad")
        let compiled = try marsad.run(["compile", "--from", feed, "-o", watchlist, "--json"])
        #expect(compiled.status == 0, "\(compiled.errors)")
        let log = try folder.write(
            "proxy.log",
            """
            nothing to see
            GET http://WEB.example:80/login?x=1 192.0.2.7
            GET http://web.example/login 198.51.100.7
            a.evil.example. notevil.example

            """
        )
        let outcome = try marsad.run(["match", "--watchlist", watchlist, log])
        #expect(outcome.status == 0)
        let hits = try outcome.lines.map(Self.fields)
        #expect(hits.map { $0["line"] as? Int } == [2, 3, 4])
        #expect(
            hits.map { $0["matched"] as? String } == [
                "192.0.2.0/24", "http://web.example/login", "evil.example",
            ]
        )
        #expect(hits.map { $0["kind"] as? String } == ["network", "url", "domain"])
        for hit in hits {
            #expect(
                Set(hit.keys) == ["file", "line", "seen", "matched", "kind", "score", "category"]
            )
            #expect(hit["file"] as? String == log)
        }
        let counted = try marsad.run(["match", "--watchlist", watchlist, "--count", log])
        #expect(counted.lines == ["3"])
        let piped = try marsad.run(
            ["match", "--watchlist", watchlist, "--count"],
            input: "x\nevil.example\n"
        )
        #expect(piped.lines == ["1"])
    }

    @Test func `compiles what changed since a watchlist, and matches with it`() throws {
        let old = try folder.write("old.txt", "evil.example\ngone.example\n192.0.2.0/24\n")
        let new = try folder.write("new.txt", "evil.example\nnew.example\n192.0.2.0/24\n")
        let newer = try folder.write("newer.txt", "gone.example\n")
        let watchlist = folder.path("w.marsad")
        let first = folder.path("first.delta")
        #expect(try marsad.run(["compile", "--from", old, "-o", watchlist]).status == 0)
        let made = try marsad.run(
            ["compile", "--from", new, "--since", watchlist, "-o", first, "--json"]
        )
        #expect(made.status == 0, "\(made.errors)")
        let counts = try Self.fields(made.lines.first ?? "")
        #expect(["from", "to", "added", "removed"].map { counts[$0] as? Int } == [0, 1, 1, 1])
        let log = try folder.write("dns.log", "a.new.example\ngone.example\nevil.example\n192.0.2.9\n")
        let outcome = try marsad.run(["match", "--watchlist", watchlist, "--delta", first, "--", log])
        #expect(try outcome.lines.map(Self.fields).map { $0["line"] as? Int } == [1, 3, 4])
        // Another delta of the first revision does not follow the first one.
        let other = folder.path("other.delta")
        #expect(try marsad.run(["compile", "--from", newer, "--since", watchlist, "-o", other]).status == 0)
        let refused = try marsad.run(["match", "--watchlist", watchlist, "--delta", first, other, "--", log])
        #expect(refused.status == 2 && refused.errors.contains("revision 1, the delta begins at revision 0"))
        let foreign = try marsad.run(["match", "--watchlist", watchlist, "--delta", log, "--", log])
        #expect(foreign.status == 2 && foreign.errors.contains("\(log): is not a delta"))
    }

    @Test func `leaves with 1 when nothing matches, 2 for a watchlist that is none`() throws {
        let feed = try folder.write("feed.txt", "evil.example\n")
        let watchlist = folder.path("w.marsad")
        #expect(try marsad.run(["compile", "--from", feed, "-o", watchlist]).status == 0)
        #expect(try marsad.run(["match", "--watchlist", watchlist], input: "good.example\n").status == 1)
        let foreign = try marsad.run(["match", "--watchlist", feed], input: "evil.example\n")
        #expect(foreign.status == 2)
        #expect(foreign.errors.contains(feed))
        var bytes = try Data(contentsOf: URL(filePath: watchlist))
        bytes.removeLast(100)
        let cut = folder.path("cut.marsad")
        try bytes.write(to: URL(filePath: cut))
        #expect(try marsad.run(["match", "--watchlist", cut], input: "evil.example\n").status == 2)
    }

    @Test func `looks up registered, contained and unknown addresses`() throws {
        let feed = try folder.write("feed.txt", "evil.example\n192.0.2.0/24\n")
        let data = folder.path("data")
        #expect(try marsad.run(["import", "--data", data, "--source", "s", feed]).status == 0)
        let outcome = try marsad.run(
            ["lookup", "--data", data, "--json", "hxxp://a.evil[.]example/x", "192.0.2.9", "good.example"])
        #expect(outcome.status == 0)
        let answers = try outcome.lines.map(Self.fields)
        let within = answers.map { ($0["within"] as? [[String: Any]] ?? []).map { $0["address"] as? String } }
        #expect(within == [["evil.example"], ["192.0.2.0/24"], []])
        for answer in answers {
            #expect(
                Set(answer.keys).isSuperset(of: [
                    "kind", "address", "score", "level", "terms", "reports", "within", "timeline",
                ])
            )
        }
        #expect(try marsad.run(["lookup", "--data", data, "good.example"]).status == 1)
        #expect(try marsad.run(["lookup", "--data", data, "not an address"]).status == 2)
        #expect(try marsad.run(["lookup", "--data", folder.path("none"), "good.example"]).status == 2)
    }

    @Test func `extracts addresses of prose in order of first appearance`() throws {
        let text =
            "Seen: hxxps://evil[.]example/a, 198.51.100[.]7 and evil[.]example; again 198.51.100.7 (AS64496)."
        let outcome = try marsad.run(["extract"], input: text)
        #expect(outcome.status == 0)
        #expect(outcome.lines == ["https://evil.example/a", "198.51.100.7", "evil.example", "AS64496"])
        #expect(try marsad.run(["extract"], input: "Nothing here.\n").status == 1)
        #expect(try marsad.run(["extract", folder.path("missing")]).status == 2)
    }

    private static func fields(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
}
