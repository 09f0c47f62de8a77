public import Reports

/// Where what members watch for is kept.
///
/// Every change of a rule writes its own audit record with it.
public protocol WatchStore: Sendable {
    /// The rules of a member, by number.
    func watchRules(of member: Member.ID) throws(StoreError) -> [WatchRule]

    /// Adds a rule of the member that `actor` works for.
    /// - Throws: ``StoreError/Code/invalidValue`` for settings with a ``WatchSettings/fault``, an actor without a member,
    ///   a target that the member watches already, or one more rule than ``WatchRule/maximumCount``.
    func addWatchRule(
        _ settings: WatchSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> WatchRule

    /// Removes a rule of the member that `actor` works for.
    /// - Returns: the rule that was.
    /// - Throws: ``StoreError/Code/notFound`` when the member has none of that number.
    @discardableResult
    func removeWatchRule(_ id: WatchRule.ID, by actor: Actor, at: Timestamp) throws(StoreError) -> WatchRule

    /// Up to which revision somebody has seen what their member watches; nil when they never looked.
    func watchedRevision(of user: User.ID) throws(StoreError) -> Int64?

    /// Notes that somebody has seen everything up to a revision; never takes anything back.
    func noteWatched(_ revision: Int64, by user: User.ID) throws(StoreError)
}
