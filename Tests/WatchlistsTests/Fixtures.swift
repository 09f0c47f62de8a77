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
