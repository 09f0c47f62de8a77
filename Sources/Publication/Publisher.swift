internal import Addresses
public import Allowlists
public import Lists
public import Registry
public import Reports
internal import Synchronization

/// Makes published lists what the registry gives, by the guard.
///
/// Calls block their thread; any number of threads may call.
public final class Publisher: Sendable {
    private struct Known {
        let policy: Int64
        let allowlist: Allowlist
        /// When entries of the allowlist end.
        let ends: [Timestamp]
        /// When all lists were last brought up to date.
        var lookedAt: Timestamp?

        /// When the first of the entries ends that may still hold something back.
        var nextEnd: Timestamp? {
            ends.filter { end in lookedAt.map { end > $0 } ?? true }.min()
        }

        /// Whether an entry has ended since all lists were looked at.
        func hasEnded(at now: Timestamp) -> Bool { nextEnd.map { $0 <= now } ?? false }

        func guarding(
            _ settings: ListSettings,
            in geography: ListGeography?,
            at now: Timestamp
        ) -> ListGuard {
            ListGuard(settings, asking: allowlist, of: policy, in: geography, at: now)
        }
    }

    private let store: any Store
    private let known = Mutex<Known?>(nil)
    private let geography: Mutex<ListGeography>
    private let builtIns: [BuiltInList]

    /// A publisher of the lists of `store`.
    /// - Parameters:
    ///   - store: the registry.
    ///   - geographyFolder: the folder of geography databases; without one, nothing is known to lie anywhere.
    ///   - leavingOut: lists that come with the program and are not asked: the demonstration lives on documentation
    ///     addresses.
    public init(
        _ store: any Store,
        geographyFolder: String? = nil,
        leavingOut: Set<BuiltInList> = []
    ) {
        self.store = store
        geography = Mutex(ListGeography(folder: geographyFolder))
        builtIns = BuiltInList.allCases.filter { !leavingOut.contains($0) }
    }

    /// Brings a list up to date and publishes it, as far as nothing holds it.
    /// - Parameters:
    ///   - name: the list.
    ///   - isFull: whether to look at all of the registry.
    ///   - actor: who publishes.
    ///   - now: the moment.
    /// - Returns: what it came to.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func publish(
        _ name: ListName,
        isFull: Bool = false,
        by actor: Actor = .system,
        at now: Timestamp
    ) throws(StoreError) -> ListOutcome {
        let known = try current()
        let list = try existing(name)
        return try store.refreshList(
            named: name,
            by: guarding(list.settings, known, at: now),
            isFull: isFull || known.hasEnded(at: now),
            actor: actor,
            at: now
        )
    }

    /// Scores again what is due, and publishes all lists.
    /// - Returns: what each came to.
    /// - Throws: ``StoreError`` of the first list that failed, after the others were tried.
    @discardableResult
    public func publishAll(at now: Timestamp) throws(StoreError) -> [ListOutcome] {
        _ = try store.rescoreDue(at: now)
        let known = try current()
        var outcomes: [ListOutcome] = []
        var failure: StoreError?
        for list in try store.servedLists() {
            do throws(StoreError) {
                outcomes.append(
                    try store.refreshList(
                        named: list.settings.name,
                        by: guarding(list.settings, known, at: now),
                        isFull: known.hasEnded(at: now),
                        actor: .system,
                        at: now
                    )
                )
            } catch { failure = failure ?? error }
        }
        // What ended has been looked at when it was in all lists, and not before.
        if let failure { throw failure }
        self.known.withLock { $0?.lookedAt = now }
        return outcomes
    }

    /// When something has to be published though nobody changes anything; nil when never.
    public func nextMoment(after now: Timestamp) throws(StoreError) -> Timestamp? {
        let end = known.withLock { $0?.nextEnd }
        let selects = try store.servedLists().contains { !$0.settings.criteria.countries.isEmpty }
        // Databases are replaced without a word.
        let look = selects ? Timestamp(seconds: now.seconds + ListGeography.patience) : nil
        return [try store.nextListMoment(), end, look].compactMap(\.self).min()
    }

    /// What a list with these settings would hold.
    public func preview(_ settings: ListSettings, limit: Int, at now: Timestamp) throws(StoreError)
        -> ListPreview
    {
        let guarding = guarding(settings, try current(), at: now)
        return try store.previewList(settings, by: guarding, limit: limit, at: now)
    }

    /// Serves the entries of an earlier serial again and holds the list there.
    public func rollBack(
        _ name: ListName,
        to serial: Int64,
        by actor: Actor,
        at now: Timestamp
    ) throws(StoreError) -> PublishedList {
        let guarding = guarding(try existing(name).settings, try current(), at: now)
        return try store.rollBackList(named: name, to: serial, by: guarding, actor: actor, at: now)
    }

    /// What decides on a list with these settings. Databases are opened when a list wants to know where addresses lie.
    private func guarding(_ settings: ListSettings, _ known: Known, at now: Timestamp) -> ListGuard {
        guard !settings.criteria.countries.isEmpty else { return known.guarding(settings, in: nil, at: now) }
        let geography = geography.withLock { geography in
            geography.refresh()
            return geography
        }
        return known.guarding(settings, in: geography, at: now)
    }

    private func existing(_ name: ListName) throws(StoreError) -> PublishedList {
        guard let list = try store.servedList(named: name) else {
            throw StoreError(.notFound, "list \(name.text)")
        }
        return list
    }

    /// All that holds anything back now.
    private func current() throws(StoreError) -> Known {
        let policy = try store.listBasis().policy
        let before = known.withLock(\.self)
        if let before, before.policy == policy { return before }
        var ends = try store.allowEntries().compactMap(\.settings.expiry)
        ends += try store.importedAllowlists().compactMap(\.terms.expiry)
        var builder = AllowlistBuilder()
        builder.addBuiltIns(builtIns)
        try store.addAllowlists(to: &builder)
        return known.withLock { known in
            let next = Known(
                policy: policy,
                allowlist: builder.freeze(),
                ends: ends,
                lookedAt: known?.lookedAt
            )
            known = next
            return next
        }
    }
}
