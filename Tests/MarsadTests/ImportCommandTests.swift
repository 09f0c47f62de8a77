import Foundation
import TestSupport
import Testing

@Suite struct `marsad import` {
    let marsad = Program.product("marsad")
    let folder: TemporaryFolder
    var data: String { folder.path("registry") }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func importing(_ files: [String], _ options: [String] = []) throws -> Program.Outcome {
        try marsad.run(["import", "--data", data, "--source", "test", "--json"] + options + files)
    }

    private func counts(_ outcome: Program.Outcome) throws -> [String: Int] {
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return (object ?? [:]).compactMapValues { $0 as? Int }
    }

    private func lookup(_ address: String) throws -> [String: Any] {
        let outcome = try marsad.run(["lookup", "--data", data, "--json", address])
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return try #require(object)
    }

    @Test func `is a difference against the source's last snapshot`() throws {
        let feed = try folder.write("feed.txt", "192.0.2.1\nevil.example\n192.0.2.1\nnot an address!\n")
        let first = try importing([feed])
        #expect(first.status == 0)
        #expect(first.errors.contains("feed.txt:4: "))
        let counted = try counts(first)
        #expect(counted["read"] == 4 && counted["accepted"] == 3 && counted["rejected"] == 1)
        #expect(counted["added"] == 2 && counted["unchanged"] == 0 && counted["retired"] == 0)

        let again = try counts(importing([feed]))
        #expect(again["read"] == 4 && again["accepted"] == 3 && again["rejected"] == 1)
        #expect(again["added"] == 0 && again["unchanged"] == 2 && again["revision"] == nil)

        let next = try folder.write("feed.txt", "evil.example\n198.51.100.0/24\n")
        let moved = try counts(importing([next]))
        #expect(moved["added"] == 1 && moved["unchanged"] == 1 && moved["retired"] == 1)
        #expect(try lookup("192.0.2.1")["registered"] as? Bool == true)
        let reports = try lookup("192.0.2.1")["reports"] as? [[String: Any]]
        #expect(reports?.first?["state"] as? String == "delisted")
    }

    @Test func `takes several files as one snapshot, packed or not`() throws {
        let plain = try folder.write("one.txt", "192.0.2.1\n192.0.2.2\n")
        let other = try folder.write("two.txt", "192.0.2.2\n192.0.2.3\n")
        let gzip = Program(executable: URL(filePath: "/bin/gzip"))
        #expect(try gzip.run([other]).status == 0)
        let counted = try counts(importing([plain, other + ".gz"]))
        #expect(counted["accepted"] == 4 && counted["added"] == 3)
    }

    @Test func `scores by what is said of the source`() throws {
        let feed = try folder.write("feed.txt", "192.0.2.1\n")
        _ = try importing([feed], ["--reliability", "0.25", "--category", "phishing"])
        let weak = try #require(try lookup("192.0.2.1")["score"] as? Double)
        _ = try importing([feed], ["--reliability", "1"])
        let record = try lookup("192.0.2.1")
        let strong = try #require(record["score"] as? Double)
        #expect(abs(strong - 4 * weak) < 0.05)
        #expect(record["category"] as? String == "phishing")
        let terms = try #require(record["terms"] as? [[String: Any]])
        #expect(terms.first?["source"] as? String == "test")
        #expect(terms.first?["reliability"] as? Double == 1)
    }

    @Test func `takes a folder as one feed, and tells faults from what is left out`() throws {
        let feed = folder.url.appending(path: "feed")
        try FileManager.default.createDirectory(at: feed, withIntermediateDirectories: true)
        let uuids = (1...2).map { "ad1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a0\($0)" }
        let manifest = uuids.map { "\"\($0)\": {\"info\": \"x\", \"Orgc\": {}, \"threat_level_id\": 1}" }
        let event = """
            {"Event": {"uuid": "\(uuids[0])", "info": "x", "Orgc": {"name": "CERT"}, "Attribute": [
              {"type": "domain", "category": "Network activity", "to_ids": true, "value": "evil.example"},
              {"type": "md5", "category": "Payload delivery", "to_ids": true, "value": "d41d8cd98f00b204e9800998ecf8427e"}]}}
            """
        for (name, text) in [
            ("manifest.json", "{\(manifest.joined(separator: ", "))}"), ("\(uuids[0]).json", event),
            ("notes.txt", "These are notes\nof no importance.\n"),
        ] {
            try Data(text.utf8).write(to: feed.appending(path: name))
        }
        let first = try importing([feed.path])
        #expect(first.status == 0)
        let counted = try counts(first)
        #expect(counted["accepted"] == 1 && counted["rejected"] == 2 && counted["leftOut"] == 1)
        #expect(first.errors.contains("missing-event: \(uuids[1])"))
        #expect(first.errors.contains("left out: ") && first.errors.contains("notes.txt"))
        #expect(!first.errors.contains("hash-value"))
        let again = try counts(importing([feed.path]))
        #expect(again["unchanged"] == 1 && again["revision"] == nil)
    }

    static let brokenFiles: [(String, [UInt8], String)] = [
        ("cut.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x4C], "truncated"),
        ("broken.json", Array("[{\"ip\": \"192.0.2.1\"}, {".utf8), "JSON"),
        ("bytes.bin", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37) }, "text"),
        ("page.html", Array("<!DOCTYPE html><html><body><p>Hello</p></body></html>\n".utf8), "format"),
    ]

    @Test(arguments: brokenFiles)
    func `refuses a broken file in one line and leaves the registry as it was`(
        name: String,
        bytes: [UInt8],
        word: String
    ) throws {
        let good = try folder.write("good.txt", "192.0.2.1\n192.0.2.2\n")
        _ = try importing([good])
        let before = try marsad.run(["lookup", "--data", data, "--json", "192.0.2.1", "192.0.2.2"]).output
        let broken = folder.path(name)
        try Data(bytes).write(to: URL(filePath: broken))
        let outcome = try importing([good, broken], ["--reliability", "0.9", "--category", "spam"])
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.split(whereSeparator: \.isNewline).count == 1, "\(outcome.errors)")
        #expect(outcome.errors.contains(name), "\(outcome.errors)")
        #expect(outcome.errors.localizedCaseInsensitiveContains(word), "\(outcome.errors)")
        let after = try marsad.run(["lookup", "--data", data, "--json", "192.0.2.1", "192.0.2.2"]).output
        #expect(after == before)
    }

    @Test func `refuses a folder and a file that is not there`() throws {
        for path in [folder.url.path, folder.path("missing.txt")] {
            let outcome = try importing([path])
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains(path), "\(outcome.errors)")
        }
    }

    @Test func `refuses a file written by another format than the one named`() throws {
        let feed = try folder.write("feed.csv", "ip,seen\n192.0.2.1,2026-01-01\n")
        let outcome = try importing([feed], ["--format", "json"])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("feed.csv"), "\(outcome.errors)")
    }

    @Test func `refuses options it does not know`() throws {
        let feed = try folder.write("feed.txt", "192.0.2.1\n")
        for options in [
            ["--format", "no-such"], ["--category", "no-such"], ["--label", "BLUE"], ["--use", "no"],
            ["--reliability", "2"], ["--map", "nonsense"],
        ] {
            let outcome = try importing([feed], options)
            #expect(outcome.status == 2, "\(options): \(outcome.errors)")
            #expect(!outcome.errors.isEmpty)
        }
    }

    @Test func `killed at any moment leaves the registry as before or as after`() throws {
        let first = try folder.write("first.txt", "192.0.2.1\n192.0.2.2\n")
        _ = try importing([first])
        let many = (0..<40_000).map { "host\($0).evil.example" }.joined(separator: "\n")
        let second = try folder.write("second.txt", "192.0.2.1\n\(many)\n")
        var random = SeededGenerator(seed: 0x51C)
        var before = 0
        // Each life is longer than the one before, the first one too short for anything, on machines of any speed.
        var delay = 0.0
        while delay < 20 {
            let process = Process()
            process.executableURL = marsad.executable
            process.arguments = ["import", "--data", data, "--source", "test", second]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            if delay > 0 { _ = process.waitUntilExit(for: delay) }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let isOld = try lookup("192.0.2.2")["reports"] as? [[String: Any]]
            let isListed = isOld?.first?["state"] as? String == "active"
            let newest = try lookup("host39999.evil.example")["registered"] as? Bool == true
            #expect(isListed != newest, "half an import is there")
            guard isListed else { break }
            before += 1
            delay = delay * 1.25 + Double.random(in: 0.005...0.03, using: &random)
        }
        #expect(before > 0, "every kill came too late to prove anything")
        #expect(try importing([second]).status == 0)
        #expect(try lookup("host0.evil.example")["registered"] as? Bool == true)
    }

    @Test func `lets a listed network lend to the addresses in it, and says which network and source`() throws
    {
        let networks = try folder.write("networks.txt", "198.51.100.0/24\n")
        let addresses = try folder.write("addresses.txt", "198.51.100.7\n203.0.113.9\n")
        for (source, path) in [("one", addresses), ("two", networks)] {
            let outcome = try marsad.run(["import", "--data", data, "--source", source, path])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let lookup = try marsad.run(["lookup", "--data", data, "--json", "198.51.100.7", "203.0.113.9"])
        let records = try lookup.lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let scores = records.map { $0["score"] as? Double ?? 0 }
        #expect(scores[0] > scores[1])
        let terms = try #require(records[0]["terms"] as? [[String: Any]])
        #expect(terms.map { $0["source"] as? String } == ["one", "two"])
        #expect(terms.map { $0["network"] as? String } == [nil, "198.51.100.0/24"])
        let text = try marsad.run(["lookup", "--data", data, "198.51.100.7"]).lines
        #expect(text.contains { $0.contains("two: lent by 198.51.100.0/24: share 0.25") })
    }
}

extension Process {
    /// Waits until the process has ended or `seconds` have passed.
    fileprivate func waitUntilExit(for seconds: Double) -> Bool {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while isRunning, Date() < deadline {
            RunLoop.current.run(until: min(deadline, Date(timeIntervalSinceNow: 0.005)))
        }
        return !isRunning
    }
}
