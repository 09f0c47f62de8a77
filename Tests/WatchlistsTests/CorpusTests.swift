import Addresses
import Foundation
import Reports
import TestSupport
import Testing
import Watchlists

@Suite(.enabled(if: Corpus.isPresent, "the corpus is not there"))
struct `Real logs` {
    /// Every address that stands alone at the beginning of a line of real feeds, and what shows up in the logs themselves,
    /// so that something matches.
    static func entries() throws -> [WatchlistEntry] {
        var texts: [String] = [
            "com", "net", "org", "in-addr.arpa", "microsoft.com", "google.com", "evil.com", "example.com",
            "example.org",
            "live.com", "bing.com", "amazonaws.com", "10.0.0.0/9", "192.168.1.0/24", "8.8.8.8",
            "172.16.0.0/14", "fe80::/10",
            "2001:4860::/32", "ff02::fb", "1.1.1.1", "http://example.com/", "203.0.113.0/24", "apple.com",
            "facebook.com",
        ]
        let feeds = try Corpus.files(below: "feeds/maltrail/sample") + [Corpus.url("feeds/ipsum/ipsum.txt")]
        for feed in feeds {
            let content = String(decoding: try Data(contentsOf: feed), as: UTF8.self)
            for line in content.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
                texts.append(String(line.prefix { !$0.isWhitespace }))
            }
        }
        return texts.enumerated().compactMap { index, text in
            guard let address = try? Address(text) else { return nil }
            let scope = MatchScope(rawValue: UInt8(index % 3)) ?? .exact
            return WatchlistEntry(
                address: address,
                scope: scope,
                score: UInt8(index % 101),
                category: .scanning
            )
        }
    }

    @Test func `give the hits that the oracle gives`() throws {
        let entries = try Self.entries()
        let list = try watchlist(entries)
        let oracle = NaiveMatcher(entries)
        var scanner = LineScanner(list)
        var lines = 0
        var hits = 0
        var matching = 0
        for file in try Corpus.files(below: "logs") where !["gz", "zst", "xz"].contains(file.pathExtension) {
            let content = Array(try Data(contentsOf: file))
            var expectedLines = 0
            for line in content.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init) {
                let expected = oracle.matches(in: line).map(\.description)
                let actual = found(list, in: line)
                #expect(
                    actual == expected,
                    "\(file.lastPathComponent): \(String(decoding: line, as: UTF8.self))"
                )
                lines += 1
                hits += actual.count
                if !expected.isEmpty { expectedLines += 1 }
            }
            #expect(scanner.countMatchingLines(content.span) == expectedLines, "\(file.path)")
            matching += expectedLines
        }
        print("real logs: \(entries.count) entries, \(lines) lines, \(matching) of them match, \(hits) hits")
        #expect(hits > 1000)
    }
}
