import Addresses
public import Registry
import Reports
public import Watchlists

extension WatchlistDelta {
    /// Most changes of a delta; who is further behind fetches the whole watchlist.
    public static let maximumRegistryChanges = 200_000
    /// Addresses read at a time.
    private static let pageLength = 4096

    /// What changed for a viewer since a revision.
    /// - Parameters:
    ///   - store: the registry.
    ///   - since: the revision of the watchlist that is known.
    ///   - viewer: whose scores count.
    /// - Returns: the changes up to the present revision; nil when there is no later one, when there are more than
    ///   ``maximumRegistryChanges``, or when the registry never had that revision.
    /// - Throws: an error of the registry or of the watchlist.
    public static func reading(
        _ store: some ReportStore,
        since: UInt64,
        for viewer: Viewer
    ) throws -> WatchlistDelta? {
        let revision = UInt64(max(try store.revision(), 0))
        guard since < revision, let first = Int64(exactly: since) else { return nil }
        var added: [WatchlistEntry] = []
        var removed: [(address: Address, scope: MatchScope)] = []
        var cursor = ChangeCursor(after: first)
        while true {
            let page = try store.changes(after: cursor, limit: pageLength, for: viewer)
            if page.changes.isEmpty { break }
            cursor = page.next
            for change in page.changes {
                if change.score > 0 { added.append(WatchlistEntry(change)) }
                removed += change.placesLeft
            }
            guard added.count + removed.count <= maximumRegistryChanges else { return nil }
        }
        return try WatchlistDelta(from: since, to: revision, added: added, removed: removed)
    }
}

extension WatchlistEntry {
    fileprivate init(_ change: AddressSummary) {
        self.init(
            address: change.address,
            scope: change.scope,
            score: UInt8(change.score.rounded()),
            category: change.category
        )
    }
}

extension AddressSummary {
    /// Where the address may have been listed and is not any more: a URL may have had another scope.
    fileprivate var placesLeft: [(address: Address, scope: MatchScope)] {
        let scopes = address.kind == .url ? MatchScope.allCases : [.exact]
        return scopes.filter { score == 0 || address.kind == .url && $0 != scope }.map { (address, $0) }
    }
}
