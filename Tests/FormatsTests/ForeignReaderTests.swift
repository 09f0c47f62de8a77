import Addresses
import ByteStreams
import Foundation
import Formats
import Reports
import TestSupport
import Testing

/// What we write, read by the libraries that others read it with.
@Suite(.enabled(if: TestTools.arePresent, "no Python test tools: run scripts/setup")) struct `Other readers` {
    @Test(arguments: [false, true]) func `take our STIX`(includesObservables: Bool) throws {
        let writer = STIXWriter(
            author: Writers.author,
            generated: Writers.now,
            includesObservables: includesObservables
        )
        let folder = try TemporaryFolder()
        let path = try Writers.file(Writers.write(writer).text, in: folder)
        let result = try #require(try TestTools.check("stix", path) as? [String: Any])
        #expect(result["problems"] as? [String] == [])
        let objects = try #require(result["objects"] as? [[String: Any]])
        #expect(objects.count { $0["type"] as? String == "indicator" } == Writers.reports.count)
    }

    @Test func `take our MISP events`() throws {
        let folder = try TemporaryFolder()
        let path = try Writers.file(Writers.write(Writers.event).text, in: folder)
        let result = try #require(try TestTools.check("misp", path) as? [String: Any])
        let attributes = try #require(result["attributes"] as? [[String: Any]])
        #expect(attributes.compactMap { $0["value"] as? String } == Writers.reports.map { "\($0.address)" })
        #expect(result["tags"] as? [String] == ["tlp:clear"])
        let types = Set(attributes.compactMap { $0["type"] as? String })
        #expect(types == ["ip-src", "ip-dst", "AS", "domain", "hostname", "url"])
    }

    @Test func `take our MISP feeds`() throws {
        let (written, states) = `MISP feeds as written`.write(`MISP feeds as written`.reports(0..<9000))
        let folder = try TemporaryFolder()
        for (name, bytes) in written.files { try Data(bytes).write(to: folder.url.appending(path: name)) }
        let result = try #require(try TestTools.check("feed", folder.url.path) as? [String: Any])
        #expect(result["problems"] as? [String] == [])
        #expect(result["values"] as? Int == 9000)
        #expect(result["events"] as? Int == states.count)
    }

    @Test func `take our IDEA and IntelMQ events`() throws {
        let folder = try TemporaryFolder()
        let idea = try Writers.file(Writers.write(IDEAWriter(author: Writers.author)).text, in: folder)
        #expect((try TestTools.check("idea", idea) as? [Any])?.count == Writers.reports.count)
        let intelMQ = try Writers.file(Writers.write(IntelMQWriter(author: Writers.author)).text, in: folder)
        #expect((try TestTools.check("intelmq", intelMQ) as? [Any])?.count == Writers.reports.count)
    }

    /// Random patterns, some of them broken: we take what the reference parser takes, and refuse what it refuses.
    @Test func `agree on what is a pattern`() throws {
        var generator = SeededGenerator(seed: 7)
        var patterns: [String] = []
        for round in 0..<1500 {
            var pattern = PatternMaker.observations(depth: 2, &generator)
            if round % 3 == 0 { pattern = PatternMaker.broken(pattern, &generator) }
            patterns.append(pattern)
        }
        let folder = try TemporaryFolder()
        let path = folder.path("patterns.json")
        try JSONSerialization.data(withJSONObject: patterns).write(to: URL(filePath: path))
        let verdicts = try #require(try TestTools.check("patterns", path) as? [Bool])
        var valid = 0
        for (pattern, isValid) in zip(patterns, verdicts) {
            let result = try `STIX patterns`.read(pattern)
            let isRead =
                !result.reasons.contains("malformed-pattern") && !result.reasons.contains("missing-field")
            if isValid { valid += 1 }
            // Ours is looser in what the module says: keywords in any case, hyphens in names.
            #expect(isRead || !isValid, "\(pattern)")
            if !isRead { #expect(!isValid, "\(pattern)") }
        }
        #expect(valid > 700)
    }
}

/// Makes patterns of the grammar at random.
enum PatternMaker {
    static func observations(depth: Int, _ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...3, using: &generator)
        let operators = [" OR ", " AND ", " FOLLOWEDBY "]
        var parts: [String] = []
        for _ in 0..<count {
            var part = "[\(comparison(depth: depth, &generator))]"
            if depth > 0, Int.random(in: 0..<4, using: &generator) == 0 {
                part = "(\(observations(depth: depth - 1, &generator)))"
            }
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: part += " WITHIN 300 SECONDS"
            case 1: part += " REPEATS 5 TIMES"
            case 2: part += " START t'2026-11-01T00:00:00Z' STOP t'2026-11-02T00:00:00Z'"
            default: break
            }
            parts.append(part)
        }
        return parts.joined(separator: operators.randomElement(using: &generator) ?? " OR ")
    }

    static func comparison(depth: Int, _ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...3, using: &generator)
        var parts: [String] = []
        for _ in 0..<count {
            if depth > 0, Int.random(in: 0..<4, using: &generator) == 0 {
                parts.append("(\(comparison(depth: depth - 1, &generator)))")
            } else {
                parts.append(tests.randomElement(using: &generator) ?? "a:b = 1")
            }
        }
        return parts.joined(separator: Bool.random(using: &generator) ? " OR " : " AND ")
    }

    /// One byte less, more or other.
    static func broken(_ pattern: String, _ generator: inout SeededGenerator) -> String {
        var bytes = Array(pattern.utf8)
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(Array("[]()=':,. '".utf8).randomElement(using: &generator) ?? 0x5B, at: index)
        default: bytes[index] = Array("[]()=':,. aZ0".utf8).randomElement(using: &generator) ?? 0x5B
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static let tests = [
        "ipv4-addr:value = '192.0.2.1'", "ipv4-addr:value != '192.0.2.1'",
        "domain-name:value IN ('a.example', 'b.example')",
        "domain-name:value NOT LIKE '%.a.example'", "url:value MATCHES '^http://a\\\\.example/'",
        "file:size >= 100",
        "ipv4-addr:value ISSUBSET '192.0.2.0/24'", "file:hashes.'SHA-256' = 'aa'",
        "network-traffic:dst_ref.value = '192.0.2.2'",
        "domain-name:resolves_to_refs[*].value = '192.0.2.3'", "process:arguments[0] = 'x'", "x-a:b = true",
        "x-a:c = 1.5",
        "x-a:d = t'2026-11-01T00:00:00Z'", "x-a:e = b'aGVsbG8='", "x-a:f = h'00ff'",
        "x-a:g = 'it\\'s \\\\ here'", "x-a:h < -5",
        "autonomous-system:number = 64496",
    ]
}
