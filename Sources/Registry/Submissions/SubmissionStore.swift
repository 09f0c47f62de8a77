public import Addresses
public import Reports

/// Where members' own reports are taken.
public protocol SubmissionStore: Sendable {
    /// Takes reports of the member that `actor` works for.
    ///
    /// A person's report that asks to block waits for a second person, and so does a program's of an address that is held
    /// back; until then what the member reported before stands.
    /// With a key that `actor` used before, nothing happens, and the answer is the one given then.
    /// - Throws: ``StoreError/Code/invalidValue`` for a submission with a ``Submission/fault``, an actor without a member
    ///   or a member named that there is not; ``StoreError/Code/conflict`` for a key that named other reports.
    func submit(
        _ submission: Submission,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> SubmissionReceipt

    /// The reports of `member` that wait, oldest first, after `last`.
    func proposals(
        of member: Member.ID,
        after last: Proposal.ID?,
        limit: Int
    ) throws(StoreError) -> [Proposal]

    /// How many reports of `member` wait.
    func proposalCount(of member: Member.ID) throws(StoreError) -> Int

    /// Lets a report through, or turns it down.
    /// - Parameters:
    ///   - proposal: the report.
    ///   - isApproved: whether it goes through.
    ///   - note: why, for the records; may be empty.
    ///   - actor: a person of the same member who is not the one that made it.
    ///   - at: now.
    /// - Returns: the revision of the change.
    /// - Throws: ``StoreError/Code/notFound`` when no report of the actor's member waits under this number,
    ///   ``StoreError/Code/notAllowed`` to a program or the person who made it.
    func decide(
        _ proposal: Proposal.ID,
        isApproved: Bool,
        note: String,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Int64

    /// Takes back what the actor's member reported of an address, what waits too.
    /// - Returns: the revision of the change.
    /// - Throws: ``StoreError/Code/notFound`` when it reports nothing.
    func retract(
        _ address: Address,
        note: String,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Int64
}
