public import Reports

/// Where appeals of those who were blocked are kept. Taking and answering one writes an audit record with it.
public protocol AppealStore: Sendable {
    /// Takes an appeal. Its owner is the member whose list has the address, else the member that reported it first, as far
    /// as every member may know that; nobody's in particular when a feed did.
    /// - Throws: ``StoreError/Code/invalidValue`` for a draft with a ``AppealDraft/fault``; ``StoreError/Code/busy`` when
    ///   ``Appeal/maximumOpen`` wait.
    func takeAppeal(_ draft: AppealDraft, at: Timestamp) throws(StoreError) -> Appeal

    /// Appeals that those who work for `member` may read, those of the system for nil.
    /// - Parameters:
    ///   - member: for whom.
    ///   - isOpen: those that wait, the first due first; otherwise those that are answered, the latest first.
    ///   - skipping: so many are left out first.
    ///   - limit: so many at most.
    /// - Returns: the appeals.
    /// - Throws: ``StoreError``.
    func appeals(for member: Member.ID?, isOpen: Bool, skipping: Int, limit: Int) throws(StoreError)
        -> [Appeal]

    /// The appeal with this number, if those who work for `member` may read it.
    func appeal(_ id: Appeal.ID, for member: Member.ID?) throws(StoreError) -> Appeal?

    /// How many wait for those who work for `member`, and how many of them beyond their time.
    func appealCounts(for member: Member.ID?, at: Timestamp) throws(StoreError) -> AppealCounts

    /// Answers an appeal.
    /// - Throws: ``StoreError/Code/notFound`` when the actor may not read it; ``StoreError/Code/conflict`` when it is
    ///   answered already; ``StoreError/Code/invalidValue`` for a reason of other than 1 to
    ///   ``OverrideSettings/maximumTextLength`` bytes.
    func answerAppeal(
        _ id: Appeal.ID,
        _ verdict: Appeal.Answer.Verdict,
        reason: String,
        act: String?,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Appeal
}

/// How many appeals wait.
public struct AppealCounts: Hashable, Sendable {
    /// All that wait.
    public var open: Int
    /// Those of them that are due.
    public var overdue: Int

    /// These counts.
    public init(open: Int, overdue: Int) {
        self.open = open
        self.overdue = overdue
    }
}
