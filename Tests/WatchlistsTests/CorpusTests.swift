import Addresses
import ByteStreams
import Formats
import Foundation
import Reports
import TestSupport
import Testing
import WatchlistOracle
import Watchlists

@Suite(.enabled(if: Corpus.isPresent, "the corpus is not there"))
struct `Real logs` {
    /// What the whole Maltrail tree and ipsum list, and what shows up in the logs themselves, so that something matches.
    static func entries() throws -> [WatchlistEntry] {
        let common = [
            "com", "net", "org", "in-addr.arpa", "microsoft.com", "google.com", "evil.com", "example.com",
            "example.org", "live.com", "bing.com", "amazonaws.com", "10.0.0.0/9", "192.168.1.0/24", "8.8.8.8",
            "172.16.0.0/14", "fe80::/10", "2001:4860::/32", "ff02::fb", "1.1.1.1", "http://example.com/",
            "203.0.113.0/24", "apple.com", "facebook.com",
        ]
        var sink = AddressSink(addresses: common.compactMap { try? Address($0) })
        for feed in ["feeds/maltrail/maltrail-trails-static.tar.xz", "feeds/ipsum/ipsum.txt"] {
            _ = try FeedReader().read(ByteInput(path: Corpus.url(feed).path), into: &sink)
        }
        return sink.addresses.enumerated().map { index, address in
            WatchlistEntry(
                address: address,
                scope: MatchScope(rawValue: UInt8(index % 3)) ?? .exact,
                score: UInt8(index % 101),
                category: .scanning
            )
        }
    }

    private struct AddressSink: FeedSink {
        var addresses: [Address]

        mutating func accept(_ address: Address, claim: Claim, line: Int) {
            addresses.append(address)
        }

        mutating func reject(_ reject: Reject) {}
    }

    /// The members of a log file, unpacked; a damaged one as far as it reads.
    private static func members(of file: URL) throws -> [[UInt8]] {
        let stream = try ByteStream(ByteInput(path: file.path))
        var members: [[UInt8]] = []
        while try stream.nextMember() {
            var content: [UInt8] = []
            var block = [UInt8](repeating: 0, count: ByteStream.blockSize)
            while let count = try? block.withUnsafeMutableBytes({ try stream.read(into: $0) }), count > 0 {
                content += block[..<count]
            }
            members.append(content)
        }
        return members
    }

    @Test func `give the hits that the oracle gives`() throws {
        let entries = try Self.entries()
        let list = try watchlist(entries)
        let oracle = NaiveMatcher(entries)
        var scanner = LineScanner(list)
        var lines = 0
        var hits = 0
        var matching = 0
        var files = 0
        for file in try Corpus.files(below: "logs") {
            files += 1
            for content in (try? Self.members(of: file)) ?? [] {
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
        }
        print(
            "real logs: \(entries.count) entries, \(files) files, \(lines) lines, \(matching) of them match, \(hits) hits"
        )
        #expect(hits > 1000)
    }
}
