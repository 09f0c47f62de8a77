public import Allowlists
public import Reports

/// Where allowlists are kept: entries of people one by one, and imported lists as wholes.
///
/// Every change writes its own audit record with it.
public protocol AllowStore: Sendable {
    /// All entries of people by number, those that have ended too.
    func allowEntries() throws(StoreError) -> [AllowEntry]

    /// Adds an entry.
    /// - Throws: ``StoreError/Code/invalidValue`` for settings with a ``AllowEntrySettings/fault(at:)``, an owner or a
    ///   receiver that is no member, one that is alike to one in force, or one more than ``AllowEntry/maximumCount``.
    func addAllowEntry(
        _ settings: AllowEntrySettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> AllowEntry

    /// Removes an entry.
    /// - Returns: the entry that was.
    /// - Throws: ``StoreError/Code/invalidValue`` when there is none of that number.
    @discardableResult
    func removeAllowEntry(_ id: AllowEntry.ID, by actor: Actor, at: Timestamp) throws(StoreError)
        -> AllowEntry

    /// The imported lists, by name.
    func importedAllowlists() throws(StoreError) -> [ImportedAllowlist]

    /// Makes imported lists hold exactly what is given: all of them or, when one is refused, none.
    /// - Returns: what became of each list, in the order given.
    /// - Throws: ``StoreError/Code/invalidValue`` for a draft with a ``AllowlistDraft/fault``, two of one name, a receiver
    ///   that is no member, or one list more than ``ImportedAllowlist/maximumCount``.
    func replaceAllowlists(
        _ drafts: [AllowlistDraft],
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> [AllowlistReplacement]

    /// Removes an imported list with all its rules.
    /// - Returns: the list that was.
    /// - Throws: ``StoreError/Code/invalidValue`` when there is none of that name.
    @discardableResult
    func removeAllowlist(named name: String, by actor: Actor, at: Timestamp) throws(StoreError)
        -> ImportedAllowlist

    /// How far what ``addAllowlists(to:)`` gives has changed, whoever changed it: cheap, for those who keep a copy.
    /// - Parameter known: the stamp of the copy; nil without one.
    /// - Returns: the stamp of now. When its ``AllowlistStamp/change`` is that of the copy, the copy is good.
    /// - Throws: ``StoreError``.
    func allowlistStamp(after known: AllowlistStamp?) throws(StoreError) -> AllowlistStamp

    /// Adds all that holds anything back, as of one moment: the entries, the lists and the members' constituencies.
    func addAllowlists(to builder: inout AllowlistBuilder) throws(StoreError)
}
