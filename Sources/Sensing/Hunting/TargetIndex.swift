import Addresses
import Reports
import Watchlists

/// Which targets an address that was met belongs to: a watchlist of the targets alone, asked as lines are.
struct TargetIndex {
    private struct Place: Hashable {
        let address: Address
        let scope: MatchScope
    }

    private let watchlist: Watchlist
    private let targets: [Place: NewlyListed]

    init(_ targets: [NewlyListed]) throws(WatchlistError) {
        var builder = WatchlistBuilder()
        for target in targets {
            builder.add(
                WatchlistEntry(
                    address: target.address,
                    scope: target.scope,
                    score: WatchlistEntry.maximumScore,
                    category: .undetermined
                )
            )
        }
        watchlist = try Watchlist(bytes: try builder.serialized(), verification: .header)
        self.targets = Dictionary(
            targets.map { (Place(address: $0.address, scope: $0.scope), $0) },
            uniquingKeysWith: { $1 }
        )
    }

    /// The targets that an address belongs to.
    func listing(_ address: Address) -> [NewlyListed] {
        watchlist.entries(matching: address).compactMap {
            targets[Place(address: $0.address, scope: $0.scope)]
        }
    }
}
