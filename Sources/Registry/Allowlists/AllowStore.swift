public import Allowlists
public import Reports

/// Where allowlists are kept: entries of people one by one, and imported lists as wholes.
///
/// Every change writes its own audit record with it.
public protocol AllowStore: Sendable {
    /// All entries of people by number, those that have ended too.
    func allowEntries() throws(StoreError) -> [AllowEntry]

    /// Adds an entry, or lets it wait for a second person: see ``AllowProposal``.
    ///
    /// An entry of the kind *never block* waits unless its rule lies within what its own member answers for, whoever adds
    /// it; at the command line it takes effect where nobody could be the second person. An entry is widened or prolonged
    /// by adding another.
    /// - Throws: ``StoreError/Code/invalidValue`` for settings with a ``AllowEntrySettings/fault(at:)``, an owner or a
    ///   receiver that is no member, one that an entry in force covers or that waits already, or one more than
    ///   ``AllowEntry/maximumCount`` or ``AllowProposal/maximumCount``.
    func addAllowEntry(
        _ settings: AllowEntrySettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> AllowChange

    /// Removes an entry, or lets that wait for a second person by the same rule: until then it holds. One that has ended
    /// is removed at once.
    /// - Returns: the entry that was, or what waits.
    /// - Throws: ``StoreError/Code/invalidValue`` when there is none of that number, or its removal waits already.
    @discardableResult
    func removeAllowEntry(_ id: AllowEntry.ID, by actor: Actor, at: Timestamp) throws(StoreError)
        -> AllowChange

    /// What waits for a second person, by number.
    func allowProposals() throws(StoreError) -> [AllowProposal]

    /// Lets what waits happen, or turns it down.
    /// - Parameters:
    ///   - proposal: what waits.
    ///   - isApproved: whether it happens.
    ///   - note: why, for the records; may be empty.
    ///   - actor: a person who is not the one that asked for it: of the member that the entry belongs to, of any where it
    ///     belongs to the system.
    ///   - at: now.
    /// - Returns: the entry that is now, or was; nil when it was turned down.
    /// - Throws: ``StoreError/Code/notFound`` when nothing waits under this number that the actor may decide of,
    ///   ``StoreError/Code/notAllowed`` to a program or the person who asked for it, ``StoreError/Code/conflict`` when it
    ///   no longer fits what is there: it can only be turned down.
    @discardableResult
    func decideAllowProposal(
        _ proposal: AllowProposal.ID,
        isApproved: Bool,
        note: String,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> AllowEntry?

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
