import Addresses
import Reports
import TestSupport
import Testing
import WatchlistOracle
import Watchlists

@Suite struct `Scanning agrees with the oracle` {
    static func randomEntries(_ generator: inout SeededGenerator) throws -> [WatchlistEntry] {
        var entries: [WatchlistEntry] = []
        for text in HostileEntries.texts where Bool.random(using: &generator) {
            entries.append(try entry(text, score: UInt8.random(in: 0...100, using: &generator)))
        }
        for (text, scope) in HostileEntries.urls where Bool.random(using: &generator) {
            entries.append(try entry(text, scope: scope, score: UInt8.random(in: 0...100, using: &generator)))
        }
        return entries
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `on lines glued at random from hostile pieces`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let entries = try Self.randomEntries(&generator)
        let list = try watchlist(entries)
        let oracle = NaiveMatcher(entries)
        var scanner = LineScanner(list)
        var chunk: [UInt8] = []
        var lineCount = 0
        for _ in 0..<2500 {
            var line: [UInt8] = []
            if Bool.random(using: &generator) {
                line = Array(repeating: 0x20, count: Int.random(in: 0...130, using: &generator))
            }
            for _ in 0..<Int.random(in: 1...9, using: &generator) {
                line += HostileEntries.pieces.randomElement(using: &generator) ?? []
            }
            let expected = oracle.matches(in: line).map(\.description)
            let actual = found(list, in: line)
            #expect(actual == expected, "\(String(decoding: line, as: UTF8.self)) \(line)")
            chunk += line + [0x0A]
            if !expected.isEmpty { lineCount += 1 }
        }
        #expect(lineCount > 100)
        #expect(scanner.countMatchingLines(chunk.span) == lineCount)
    }

    @Test func `on every name of up to three labels of two letters`() throws {
        let labels = ["a", "b", "aa", "ab", "ba", "bb"]
        let pairs = labels.flatMap { first in labels.map { "\(first).\($0)" } }
        let triples = labels.flatMap { first in pairs.map { "\(first).\($0)" } }
        for listed in [
            ["a.b"], ["ab.a", "b.ab.a"], ["aa.b", "bb.b", "a.a.a"], pairs.filter { $0.hasPrefix("a") },
        ] {
            let entries = try listed.map { try entry($0) }
            let list = try watchlist(entries)
            let oracle = NaiveMatcher(entries)
            for name in labels + pairs + triples {
                for line in [
                    name, ".\(name).", "-\(name)", "b\(name)", "\(name)b", "\\\(name)", "x=\(name):80",
                ] {
                    let line = Array(line.utf8)
                    #expect(found(list, in: line) == oracle.matches(in: line).map(\.description))
                }
            }
        }
    }

    @Test func `on every block of a small network`() throws {
        let addresses = (0...15).map { "192.0.2.\(240 + $0)" }
        let blocks = (28...31).flatMap { length in
            stride(from: 0, to: 16, by: 1 << (32 - length)).map { "192.0.2.\(240 + $0)/\(length)" }
        }
        for blockSet in [blocks, Array(blocks.prefix(3)), [], ["192.0.2.252/30", "0.0.0.0/0"]] {
            for listed in [[], addresses, [addresses[3], addresses[15]]] {
                let entries = try (listed + blockSet).map { try entry($0) }
                let list = try watchlist(entries)
                let oracle = NaiveMatcher(entries)
                for address in addresses + ["192.0.2.239", "192.0.3.0", "192.0.2.24"] {
                    let line = Array("a \(address)/24 b".utf8)
                    #expect(found(list, in: line) == oracle.matches(in: line).map(\.description))
                }
            }
        }
    }

    @Test func `on every small path`() throws {
        let parts = ["", "/", "/a", "/a/", "/a/b", "/ab", "/a?b", "/a/b?a", "?a", "/%61", "/a%2fb", "/a%2Fb"]
        let scopes = MatchScope.allCases
        for (index, part) in parts.enumerated() {
            for scope in scopes {
                let text = "http://evil.example\(part.hasPrefix("?") ? "/" : "")\(part)"
                let entries = [
                    try entry(text, scope: scope), try entry("http://evil.example/a", score: UInt8(index)),
                ]
                let list = try watchlist(entries)
                let oracle = NaiveMatcher(entries)
                for seen in parts {
                    for head in ["http://evil.example", "x evil.example", "//u@EVIL.example:81"] {
                        let line = Array("\(head)\(seen)\" z".utf8)
                        #expect(found(list, in: line) == oracle.matches(in: line).map(\.description))
                    }
                }
            }
        }
    }
}
