import Addresses
import Reports
import WatchlistOracle
import Watchlists

extension FuzzTarget {
    /// The delta reader: what it takes must give the same bytes again, and what it says must be so once it is applied.
    static let delta = FuzzTarget(name: "delta") { bytes in
        check(try? WatchlistDelta(bytes: bytes), bytes)
        let sealed = WatchlistSeal.sealedDelta(bytes)
        check(try? WatchlistDelta(bytes: sealed), sealed)
    }

    private static func check(_ delta: WatchlistDelta?, _ bytes: [UInt8]) {
        guard let delta else { return }
        if delta.bytes != bytes { fail("a delta gives other bytes than it was read from") }
        var builder = WatchlistBuilder()
        for text in HostileEntries.texts {
            guard let address = try? Address(text) else { continue }
            builder.add(WatchlistEntry(address: address, score: 50, category: .phishing))
        }
        guard let file = try? builder.serialized(revision: delta.from),
            let base = try? Watchlist(bytes: file),
            let changed = try? base.applying(delta)
        else { fail("a delta cannot be applied") }
        if changed.revision != delta.to { fail("a delta leads to another revision than it says") }
        var count = 0
        changed.forEachEntry { entry in
            count += 1
            if changed.entry(for: entry.address, scope: entry.scope) != entry {
                fail("\(entry) is not found")
            }
        }
        if count != changed.counts.total { fail("\(count) entries, counted \(changed.counts.total)") }
    }
}
