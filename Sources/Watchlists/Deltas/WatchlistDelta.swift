public import Addresses
public import Reports

/// What changed in a watchlist between two revisions: small, for those who hold the earlier one.
///
/// ``Watchlist/applying(_:)`` brings a watchlist from the one to the other; ``LiveWatchlist`` does it under readers.
/// Deltas that follow each other can be applied one after another or be merged first. See docs/decisions/0004.
public struct WatchlistDelta: Hashable, Sendable {
    /// The revision of the watchlists that it can be applied to.
    public let from: UInt64
    /// The revision that they have then.
    public let to: UInt64
    /// By key and scope, each once.
    let changes: [Change]

    /// What is said of one address now.
    struct Change: Hashable, Sendable {
        let key: AddressKey
        let scope: MatchScope
        /// Overrides; listed unless the address was removed.
        let meta: EntryMeta

        var place: Place { Place(key: key, scope: scope) }
    }

    struct Place: Hashable, Comparable {
        let key: AddressKey
        let scope: MatchScope

        static func < (left: Place, right: Place) -> Bool {
            left.key == right.key ? left.scope.rawValue < right.scope.rawValue : left.key < right.key
        }
    }

    /// A delta of known changes.
    /// - Parameters:
    ///   - from: the revision before.
    ///   - to: the revision after, a later one.
    ///   - added: entries that are new, or have another score or category than before.
    ///   - removed: addresses that are listed no more, with the scope they had; one that was not listed does no harm. An
    ///     address that is both is added.
    /// - Throws: ``WatchlistError`` when `to` is not later than `from`.
    public init(
        from: UInt64,
        to: UInt64,
        added: some Sequence<WatchlistEntry>,
        removed: some Sequence<(address: Address, scope: MatchScope)> = []
    ) throws(WatchlistError) {
        var changes = removed.map { removed in
            let scope = removed.address.kind == .url ? removed.scope : .exact
            return Change(key: removed.address.key, scope: scope, meta: EntryMeta.removed)
        }
        changes += added.map { entry in
            var meta = EntryMeta(score: entry.score, category: entry.category)
            meta.raw |= EntryMeta.overrides
            return Change(key: entry.address.key, scope: entry.scope, meta: meta)
        }
        try self.init(from: from, to: to, changes: Self.merged(changes))
    }

    init(from: UInt64, to: UInt64, changes: [Change]) throws(WatchlistError) {
        guard from < to else { throw WatchlistError(.revisionsReversed(from: from, to: to)) }
        self.from = from
        self.to = to
        self.changes = changes
    }

    /// Sorted, of several changes of one entry the last listed one, else the last.
    private static func merged(_ changes: [Change]) -> [Change] {
        var result: [Change] = []
        result.reserveCapacity(changes.count)
        for change in changes.sorted(by: { $0.place < $1.place }) {
            guard let last = result.last, last.place == change.place else {
                result.append(change)
                continue
            }
            result[result.count - 1] = Change(
                key: change.key,
                scope: change.scope,
                meta: last.meta.merged(with: change.meta)
            )
        }
        return result
    }

    /// How many entries are new or changed.
    public var addedCount: Int { changes.count { $0.meta.isListed } }

    /// How many addresses are removed.
    public var removedCount: Int { changes.count { !$0.meta.isListed } }

    /// This delta and the one that follows it, in one.
    /// - Parameter next: begins at the revision where this one ends.
    /// - Returns: the delta from where this one begins to where the next one ends.
    /// - Throws: ``WatchlistError`` when it begins elsewhere.
    public func followed(by next: WatchlistDelta) throws(WatchlistError) -> WatchlistDelta {
        guard next.from == to else {
            throw WatchlistError(.otherRevision(found: next.from, expected: to))
        }
        return try WatchlistDelta(from: from, to: next.to, changes: Self.overlaid(changes, by: next.changes))
    }

    /// Both, sorted; where both say something of an entry, what `later` says.
    static func overlaid(_ earlier: [Change], by later: [Change]) -> [Change] {
        var result: [Change] = []
        result.reserveCapacity(earlier.count + later.count)
        var index = 0
        for change in later {
            while index < earlier.count, earlier[index].place < change.place {
                result.append(earlier[index])
                index += 1
            }
            if index < earlier.count, earlier[index].place == change.place { index += 1 }
            result.append(change)
        }
        result.append(contentsOf: earlier[index...])
        return result
    }
}

extension WatchlistDelta {
    /// The difference of two watchlists.
    /// - Parameters:
    ///   - old: the earlier one.
    ///   - new: the later one, of a later revision.
    /// - Throws: ``WatchlistError`` when `new` is not later.
    public init(from old: Watchlist, to new: Watchlist) throws(WatchlistError) {
        var added: [WatchlistEntry] = []
        var removed: [(address: Address, scope: MatchScope)] = []
        withExtendedLifetime((old, new)) {
            let (oldTables, newTables) = (old.tables, new.tables)
            new.forEachEntry { entry in
                let known = oldTables.meta(of: entry.address, scope: entry.scope).visible
                if known?.score != entry.score || known?.category != entry.category { added.append(entry) }
            }
            old.forEachEntry { entry in
                if newTables.meta(of: entry.address, scope: entry.scope).visible == nil {
                    removed.append((entry.address, entry.scope))
                }
            }
        }
        try self.init(from: old.revision, to: new.revision, added: added, removed: removed)
    }
}

extension EntryMeta {
    /// Of an address that is listed no more.
    static let removed = EntryMeta(raw: overrides)
}
