import Addresses
public import Registry
public import Watchlists

extension WatchlistBuilder {
    /// A builder with all addresses whose score, as a viewer sees it, is above 0.
    /// - Parameters:
    ///   - store: the registry.
    ///   - viewer: whose scores count.
    ///   - minimumScore: what scores less is left out, 0…100.
    /// - Returns: the builder, and the revision to write it with: everything up to it is in, and perhaps more.
    /// - Throws: an error of the registry.
    public static func reading(
        _ store: some ReportStore,
        for viewer: Viewer,
        minimumScore: Double = 0
    ) throws -> (builder: WatchlistBuilder, revision: UInt64) {
        var builder = WatchlistBuilder()
        let revision = UInt64(max(try store.revision(), 0))
        try store.forEachScoredAddress(for: viewer) { entry in
            guard entry.score >= minimumScore, let address = Address(key: entry.key) else { return }
            builder.add(WatchlistEntry(address: address, entry))
        }
        return (builder, revision)
    }
}

extension WatchlistEntry {
    fileprivate init(address: Address, _ entry: ScoredAddress) {
        self.init(
            address: address,
            scope: entry.scope,
            score: UInt8(entry.score.rounded()),
            category: entry.category
        )
    }
}
