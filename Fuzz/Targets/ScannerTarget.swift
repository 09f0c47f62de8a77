import Addresses
import Reports
import WatchlistOracle
import Watchlists

extension FuzzTarget {
    /// The scanner against the naive matcher: the first byte chooses a watchlist, the rest are lines.
    static let scanner = FuzzTarget(name: "scanner") { bytes in
        guard let first = bytes.first else { return }
        let subject = ScannerSubject.all[Int(first) % ScannerSubject.all.count]
        let text = Array(bytes.dropFirst().prefix(ScannerSubject.maximumLength))
        var scanner = LineScanner(subject.watchlist)
        var expectedLines: [Int] = []
        for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = Array(line)
            let expected = subject.oracle.matches(in: line).map(\.description)
            let actual = found(subject.watchlist, in: line)
            if actual != expected {
                fail(
                    "line \(line)\n\(String(decoding: line, as: UTF8.self))\nfound    \(actual)\nexpected \(expected)"
                )
            }
            if !expected.isEmpty { expectedLines.append(number) }
        }
        let count = scanner.countMatchingLines(text.span)
        if count != expectedLines.count { fail("counted \(count) lines, expected \(expectedLines)") }
        var lines: [Int] = []
        _ = scanner.scanLines(text.span) { _, number, _ in lines.append(number) }
        if lines != expectedLines { fail("lines \(lines), expected \(expectedLines)") }
    }
}

/// A watchlist and what the oracle makes of its entries.
private struct ScannerSubject: Sendable {
    /// The oracle is slow.
    static let maximumLength = 4096

    let watchlist: Watchlist
    let oracle: NaiveMatcher

    /// Each subset in a file, and with half of it in a delta over other entries.
    static let all: [ScannerSubject] = (0..<16).flatMap { number in
        let entries = entries(number)
        let others = Self.entries(number + 5).map {
            WatchlistEntry(address: $0.address, scope: $0.scope, score: 1, category: .undetermined)
        }
        guard let whole = list(entries, revision: 1), let old = list(others, revision: 1),
            let changed = try? old.applying(delta(from: others, to: entries))
        else { fatal("cannot make a watchlist") }
        let oracle = NaiveMatcher(entries)
        return [
            ScannerSubject(watchlist: whole, oracle: oracle),
            ScannerSubject(watchlist: changed, oracle: oracle),
        ]
    }

    private static func fatal(_ message: String) -> Never { FuzzTarget.fail(message) }

    private static func list(_ entries: [WatchlistEntry], revision: UInt64) -> Watchlist? {
        var builder = WatchlistBuilder()
        for entry in entries { builder.add(entry) }
        return (try? builder.serialized(revision: revision)).flatMap { try? Watchlist(bytes: $0) }
    }

    private static func delta(from old: [WatchlistEntry], to new: [WatchlistEntry]) throws -> WatchlistDelta {
        try WatchlistDelta(
            from: 1,
            to: 2,
            added: new,
            removed: old.map { (address: $0.address, scope: $0.scope) }
        )
    }

    /// A subset of the hostile entries that depends on the number.
    private static func entries(_ number: Int) -> [WatchlistEntry] {
        let plain = HostileEntries.texts.map { ($0, MatchScope.exact) }
        return (plain + HostileEntries.urls).enumerated().compactMap { place, entry in
            let mixed = (UInt64(place + 1) &* 0x9E37_79B9_7F4A_7C15) >> 40 ^ UInt64(number * 0x5_4321)
            guard number == 0 || mixed % 3 != 0, let address = try? Address(entry.0) else { return nil }
            return WatchlistEntry(
                address: address,
                scope: entry.1,
                score: UInt8(place % 101),
                category: .commandAndControl
            )
        }
    }
}
