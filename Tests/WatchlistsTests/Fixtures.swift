import Addresses
import Reports
import TestSupport
import Watchlists

/// An entry for `text`; the score tells it apart.
func entry(
    _ text: String,
    scope: MatchScope = .exact,
    score: UInt8 = 50,
    category: Category = .commandAndControl
) throws -> WatchlistEntry {
    WatchlistEntry(address: try Address(text), scope: scope, score: score, category: category)
}

func watchlist(_ entries: [WatchlistEntry], revision: UInt64 = 7) throws -> Watchlist {
    try Watchlist(bytes: serialized(entries, revision: revision))
}

/// The file of `entries`, always with the same hash key.
func serialized(_ entries: [WatchlistEntry], revision: UInt64 = 7) throws -> [UInt8] {
    var generator = SeededGenerator(seed: 11)
    var builder = WatchlistBuilder(randomness: &generator)
    for entry in entries { builder.add(entry) }
    return try builder.serialized(revision: revision)
}

/// What a scan of a line finds, in the oracle's terms and in a form that a failed test can show.
func found(_ list: Watchlist, in line: [UInt8]) -> [String] {
    var scanner = LineScanner(list)
    var result: [String] = []
    scanner.scan(line.span) { hit in
        let text = hit.canonical ?? String(decoding: line[hit.seen], as: UTF8.self)
        result.append(
            "\(hit.seen) \(text) <- \(hit.kind.name) \(hit.matched) \(hit.scope.name) \(hit.score) \(hit.category.name)"
        )
    }
    return result
}

extension NaiveMatcher.Match {
    var description: String {
        "\(seen) \(text) <- \(entry.address.kind.name) \(entry.address) \(entry.scope.name) \(entry.score) \(entry.category.name)"
    }
}
