import Foundation
import TestSupport
import Testing

/// Feeds as an operator keeps them.
@Suite struct `Feeds` {
    private let marsad = Program.product("marsad")
    private let folder: TemporaryFolder

    private var data: String { folder.path("data") }
    private var lists: String { folder.path("lists") }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("lists"),
            withIntermediateDirectories: true
        )
        let first = try folder.write("first.txt", "192.0.2.1\n")
        #expect(
            try marsad.run(["import", "--source", "first", first, "--data", folder.path("data")]).status == 0
        )
    }

    @discardableResult
    private func feeds(_ arguments: String...) throws -> Program.Outcome {
        try marsad.run(["feeds"] + arguments + ["--data", data])
    }

    private func run(_ name: String) throws -> Program.Outcome {
        try feeds("run", name, "--feeds-folder", lists)
    }

    private func write(_ name: String, _ addresses: some Sequence<String>) throws -> String {
        try folder.write("lists/\(name)", addresses.joined(separator: "\n") + "\n")
    }

    private static func addresses(_ numbers: Range<Int>) -> [String] {
        numbers.map { "198.\(18 + $0 / 65536).\($0 / 256 % 256).\($0 % 256)" }
    }

    private func isListed(_ address: String) throws -> Bool {
        let outcome = try marsad.run(["lookup", address, "--json", "--data", data])
        return outcome.output.contains(#""state":"active""#)
    }

    /// The feed's line of `feeds list --json`.
    private func state(of name: String) throws -> [String: Any] {
        let lines = try feeds("list", "--json").lines
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            if let object, object["id"] as? String == name { return object }
        }
        return [:]
    }

    @Test func `show what they are worth, and take an analyst's word`() throws {
        let file = try write("bad.txt", ["192.0.2.1", "evil.example"])
        #expect(try feeds("add", "own", "--file", file).status == 0)
        #expect(try run("own").status == 0)
        #expect(try feeds("learn").output.hasPrefix("learnt"))
        #expect(try feeds("learn").output.hasPrefix("nothing to learn yet"))
        let text = try feeds("show", "own").output
        #expect(text.contains("2 listed, 1 here alone (50 %)"), "\(text)")
        #expect(text.contains("shares 1 (50 %) with first"), "\(text)")
        let show = try feeds("show", "own", "--json").lines.first ?? ""
        let object = try JSONSerialization.jsonObject(with: Data(show.utf8)) as? [String: Any]
        let worth = try #require(object?["worth"] as? [String: Any])
        #expect((worth["comparison"] as? [String: Any])?["alone"] as? Int == 1)
        let source = try #require(worth["source"] as? String)
        #expect(try feeds("overrule", source, "--reliability", "0.8", "--why", "ours").status == 0)
        #expect(try feeds("overrule", source, "--reliability", "8", "--why", "ours").status == 2)
        #expect(try feeds("lineage", source, "first", "one", "--why", "a mirror").status == 0)
        let after = try feeds("show", "own").output
        #expect(after.contains("reliability set by hand: 0.8"), "\(after)")
        #expect(after.contains("first, one lineage, decided by shell: a mirror"), "\(after)")
    }

    @Test func `are added, fetched, paused, resumed and taken out`() throws {
        let file = try write("bad.txt", Self.addresses(0..<20) + ["no address", "evil.example"])
        #expect(try feeds("add", "own", "--file", file, "--every", "60").status == 0)
        #expect(try state(of: "own")["health"] as? String == "new")
        let run = try run("own")
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("21 accepted, 1 faults"), "\(run)")
        #expect(run.output.contains("21 added"), "\(run)")
        #expect(try isListed("evil.example"))
        #expect(try state(of: "own")["health"] as? String == "fresh")
        #expect(try state(of: "own")["listed"] as? Int == 21)
        #expect(try feeds("show", "own").output.contains("21 added"))

        #expect(try feeds("pause", "own").status == 0)
        #expect(try state(of: "own")["health"] as? String == "paused")
        #expect(try feeds("run").output == "")
        #expect(try feeds("resume", "own").status == 0)
        #expect(try state(of: "own")["health"] as? String == "fresh")

        #expect(try feeds("remove", "own").status == 0)
        #expect(try state(of: "own").isEmpty)
        #expect(try isListed("evil.example"), "what it reported stays")
    }

    @Test func `that shrink or empty keep what was there until a person releases them`() throws {
        let file = try write("bad.txt", Self.addresses(0..<400))
        #expect(try feeds("add", "own", "--file", file).status == 0)
        #expect(try run("own").status == 0)
        for rest in [Self.addresses(0..<10), []] {
            _ = try write("bad.txt", rest)
            let held = try run("own")
            #expect(held.status == 1, "\(held)")
            #expect(held.output.contains("held"), "\(held)")
            #expect(try state(of: "own")["health"] as? String == "held")
            #expect(try isListed(Self.addresses(399..<400)[0]))
        }
        _ = try write("bad.txt", Self.addresses(0..<10))
        #expect(try run("own").status == 1)
        #expect(try feeds("release", "own").status == 0)
        #expect(try run("own").status == 0)
        #expect(try state(of: "own")["listed"] as? Int == 10)
        #expect(try isListed(Self.addresses(399..<400)[0]) == false)
        #expect(try feeds("release", "own").status == 2, "nothing is held any more")
    }

    @Test func `that another process fetches say what allowlists hold of them`() throws {
        let file = try write("bad.txt", ["198.51.100.1", "8.8.8.8", "127.0.0.1"])
        #expect(try feeds("add", "own", "--file", file).status == 0)
        let run = try run("own")
        #expect(run.output.contains("held by allowlists"), "\(run)")
    }

    @Test(arguments: [
        (["add", "no-such-feed"], "not in the catalogue"),
        (["add", "Own", "--url", "https://feeds.example/x"], "small letters"),
        (["add", "own", "--url", "https://feeds.example/x", "--file", "/x"], "one place"),
        (["add", "own", "--url", "https://feeds.example/x", "--every", "1"], "5 minutes"),
        (["add", "own", "--url", "https://feeds.example/x", "--format", "nonsense"], "no such format"),
        (["show", "own"], "no such feed"),
        (["run", "own"], "no such feed"),
    ]) func `that cannot be are refused with what to do`(arguments: [String], words: String) throws {
        let outcome = try marsad.run(["feeds"] + arguments + ["--data", data])
        #expect(outcome.status == 2, "\(outcome)")
        #expect(outcome.errors.contains(words), "\(outcome)")
    }

    @Test func `outside the folders of feeds are not read`() throws {
        let file = try folder.write("secret.txt", "198.51.100.9\n")
        #expect(try feeds("add", "own", "--file", file).status == 0)
        let run = try run("own")
        #expect(run.status == 1, "\(run)")
        #expect(try isListed("198.51.100.9") == false)
    }

    @Test func `whose run is killed lose and double nothing`() async throws {
        var generator = SeededGenerator(seed: 4)
        let all = Self.addresses(0..<60_000)
        let file = try write("bad.txt", all)
        #expect(try feeds("add", "own", "--file", file).status == 0)
        for _ in 0..<6 {
            let running = try RunningProgram(
                marsad,
                ["feeds", "run", "own", "--feeds-folder", lists, "--data", data]
            )
            let pause = Duration.milliseconds(Int.random(in: 1...1500, using: &generator))
            try await Task.sleep(for: pause)
            running.kill()
            let listed = try state(of: "own")["listed"] as? Int
            #expect(listed == 0 || listed == all.count, "all of it or nothing")
        }
        #expect(try run("own").status == 0)
        #expect(try state(of: "own")["listed"] as? Int == all.count)
        let again = try run("own")
        #expect(
            again.output.contains("not modified") || again.output.contains("0 added, 0 changed"),
            "\(again)"
        )
    }
}
