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
        /// When the next entry of an allowlist ends.
        let end: Timestamp?
    }

    private let store: any Store
    private let known = Mutex<Known?>(nil)
    private let builtIns: [BuiltInList]

    /// A publisher of the lists of `store`.
    /// - Parameters:
    ///   - store: the registry.
    ///   - leavingOut: lists that come with the program and are not asked: the demonstration lives on documentation
    ///     addresses.
    public init(_ store: any Store, leavingOut: Set<BuiltInList> = []) {
        self.store = store
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
        let (allowlist, hasEnded) = try allowlist(at: now)
        let list = try existing(name)
        return try store.refreshList(
            named: name,
            by: ListGuard(list.settings, asking: allowlist, at: now),
            isFull: isFull || hasEnded,
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
        let (allowlist, hasEnded) = try allowlist(at: now)
        var outcomes: [ListOutcome] = []
        var failure: StoreError?
        for list in try store.servedLists() {
            do throws(StoreError) {
                outcomes.append(
                    try store.refreshList(
                        named: list.settings.name,
                        by: ListGuard(list.settings, asking: allowlist, at: now),
                        isFull: hasEnded,
                        actor: .system,
                        at: now
                    )
                )
            } catch { failure = failure ?? error }
        }
        if let failure {
            // What ended has not been looked at in all lists: the next time begins anew.
            if hasEnded { known.withLock { $0 = nil } }
            throw failure
        }
        return outcomes
    }

    /// When something has to be published though nobody changes anything; nil when never.
    public func nextMoment() throws(StoreError) -> Timestamp? {
        let end = known.withLock { $0?.end }
        return [try store.nextListMoment(), end].compactMap(\.self).min()
    }

    /// What a list with these settings would hold.
    public func preview(_ settings: ListSettings, limit: Int, at now: Timestamp) throws(StoreError)
        -> ListPreview
    {
        let guarding = ListGuard(settings, asking: try allowlist(at: now).list, at: now)
        return try store.previewList(settings, by: guarding, limit: limit, at: now)
    }

    /// Serves the entries of an earlier serial again and holds the list there.
    public func rollBack(
        _ name: ListName,
        to serial: Int64,
        by actor: Actor,
        at now: Timestamp
    ) throws(StoreError) -> PublishedList {
        let guarding = ListGuard(try existing(name).settings, asking: try allowlist(at: now).list, at: now)
        return try store.rollBackList(named: name, to: serial, by: guarding, actor: actor, at: now)
    }

    private func existing(_ name: ListName) throws(StoreError) -> PublishedList {
        guard let list = try store.servedList(named: name) else {
            throw StoreError(.notFound, "list \(name.text)")
        }
        return list
    }

    /// All that holds anything back, and whether an entry has ended since it was last asked, or may have before.
    private func allowlist(at now: Timestamp) throws(StoreError) -> (list: Allowlist, hasEnded: Bool) {
        let policy = try store.listBasis().policy
        let before = known.withLock(\.self)
        if let before, before.policy == policy, before.end.map({ now < $0 }) ?? true {
            return (before.allowlist, false)
        }
        var ends = try store.allowEntries().compactMap(\.settings.expiry)
        ends += try store.importedAllowlists().compactMap(\.terms.expiry)
        var builder = AllowlistBuilder()
        builder.addBuiltIns(builtIns)
        try store.addAllowlists(to: &builder)
        let list = before?.policy == policy ? before?.allowlist : nil
        let next = Known(
            policy: policy,
            allowlist: list ?? builder.freeze(),
            end: ends.filter { $0 > now }.min()
        )
        known.withLock { $0 = next }
        let hasEnded = before == nil ? ends.contains { $0 <= now } : before?.end.map { $0 <= now } ?? false
        return (next.allowlist, hasEnded)
    }
}
