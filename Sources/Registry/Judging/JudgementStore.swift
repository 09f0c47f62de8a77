public import Addresses
public import Reports
public import Reputation

/// Where people's decisions about addresses are kept. All of them are of addresses that the viewer may know of; of others
/// they throw ``StoreError/Code/notFound``.
public protocol JudgementStore: Sendable {
    /// Notes that the actor's member takes an address for a false positive; a second time changes the reason.
    /// - Returns: the revision of the change.
    func dispute(
        _ address: Address,
        why: String,
        by actor: Actor,
        for viewer: Viewer,
        at: Timestamp
    ) throws(StoreError) -> Int64

    /// Takes that back.
    /// - Returns: the revision of the change.
    func withdrawDispute(
        of address: Address,
        by actor: Actor,
        for viewer: Viewer,
        at: Timestamp
    ) throws(StoreError) -> Int64

    /// Sets the score of an address until a moment.
    /// - Parameters:
    ///   - address: the address.
    ///   - settings: the score and why.
    ///   - actor: who decides.
    ///   - viewer: for whom addresses are looked up.
    ///   - at: now.
    /// - Returns: the revision of the change.
    /// - Throws: ``StoreError/Code/invalidValue`` for settings with an ``OverrideSettings/fault(at:)``.
    func setOverride(
        of address: Address,
        _ settings: OverrideSettings,
        by actor: Actor,
        for viewer: Viewer,
        at: Timestamp
    ) throws(StoreError) -> Int64

    /// Lets the score be reckoned again.
    /// - Returns: the revision of the change.
    func endOverride(
        of address: Address,
        by actor: Actor,
        for viewer: Viewer,
        at: Timestamp
    ) throws(StoreError) -> Int64

    /// What was decided of an address that `viewer` may know of.
    func decisions(on address: Address, for viewer: Viewer, at: Timestamp) throws(StoreError) -> Decisions
}

/// What an analyst sets the score of an address to.
public struct OverrideSettings: Hashable, Sendable {
    /// Longest time it holds, in days.
    public static let maximumDays = 366.0
    /// Longest ``why``, in bytes of UTF-8.
    public static let maximumTextLength = Override.maximumTextLength

    /// The score, 0…100.
    public var score: Double
    /// The first moment at which it no longer holds.
    public var until: Timestamp
    /// Why.
    public var why: String

    /// Settings of these parts.
    public init(score: Double, until: Timestamp, why: String) {
        self.score = score
        self.until = until
        self.why = why
    }

    /// What is wrong with them at this moment, as one sentence; nil when nothing is.
    public func fault(at moment: Timestamp) -> String? {
        if !(0...100).contains(score) { return "a score lies between 0 and 100" }
        if until <= moment || until.days(since: moment) > Self.maximumDays {
            return "an override ends within \(Int(Self.maximumDays)) days"
        }
        if why.isEmpty || why.utf8.count > Self.maximumTextLength {
            return "a reason has 1 to \(Self.maximumTextLength) bytes"
        }
        return nil
    }
}

/// What people decided of an address, with their reasons.
public struct Decisions: Hashable, Sendable {
    /// A member's word that an address is a false positive.
    public struct Dispute: Hashable, Sendable {
        /// The member.
        public var member: Member.ID
        /// Who said so for it.
        public var who: String
        /// Why.
        public var why: String
        /// When.
        public var at: Timestamp

        /// A dispute as stored.
        public init(member: Member.ID, who: String, why: String, at: Timestamp) {
            self.member = member
            self.who = who
            self.why = why
            self.at = at
        }
    }

    /// The disputes, by member.
    public var disputes: [Dispute]
    /// The score that holds, if one was set.
    public var override: Override?

    /// Decisions as stored.
    public init(disputes: [Dispute], override: Override?) {
        self.disputes = disputes
        self.override = override
    }
}
