public import Reports
import SourceWorth

/// What of a stored report takes part in scoring.
public struct ReportFacts: Hashable, Sendable {
    /// The number of the source.
    public var source: Int64
    /// What the report says; nil leaves it to the source.
    public var category: Category?
    /// How sure the report is, 0…100; nil leaves it to the source.
    public var confidence: UInt8?
    /// How far it may be shared; nil leaves it to the source.
    public var label: SharingLabel?
    /// The members that it names.
    public var named: [Member.ID]
    /// How much of a URL's neighbourhood is meant.
    public var scope: MatchScope
    /// How it stands.
    public var state: ReportRecord.State
    /// When it was found on the list.
    public var listedAt: Timestamp
    /// When the chain of listings began of which this is the last, each having returned within
    /// ``FreshListing/returnDays`` of leaving; nil when it is the first of its chain.
    public var listedSince: Timestamp?
    /// When it was last seen there, once it has left.
    public var lastListedAt: Timestamp?
    /// When the source says it last saw the address active.
    public var lastSeen: Timestamp?
    /// When it ends by itself.
    public var expiresAt: Timestamp?

    /// The facts of `claim` about an address that `source` lists since `listedAt`.
    /// - Parameters:
    ///   - claim: what is claimed.
    ///   - source: who claims it.
    ///   - listedAt: when it was found on the list.
    ///   - moment: now; a report that has run out by then is expired.
    ///   - named: the members that it names.
    public init(
        _ claim: Claim,
        by source: Source,
        listedAt: Timestamp,
        now moment: Timestamp,
        naming named: [Member.ID] = []
    ) {
        let days = source.settings.expiryDays
        expiresAt = claim.expiry ?? days.map { listedAt.advanced(byDays: Double($0)) }
        self.source = source.id.number
        category = claim.category
        confidence = claim.confidence
        label = claim.label
        self.named = named
        scope = claim.scope
        state = expiresAt.map { $0 <= moment } == true ? .expired : .active
        self.listedAt = listedAt
        lastSeen = claim.lastSeen
    }

    /// Facts as stored.
    public init(
        source: Int64,
        category: Category?,
        confidence: UInt8?,
        label: SharingLabel?,
        named: [Member.ID],
        scope: MatchScope,
        state: ReportRecord.State,
        listedAt: Timestamp,
        lastListedAt: Timestamp?,
        lastSeen: Timestamp?,
        expiresAt: Timestamp?,
        listedSince: Timestamp? = nil
    ) {
        self.source = source
        self.category = category
        self.confidence = confidence
        self.label = label
        self.named = named
        self.scope = scope
        self.state = state
        self.listedAt = listedAt
        self.lastListedAt = lastListedAt
        self.lastSeen = lastSeen
        self.expiresAt = expiresAt
        self.listedSince = listedSince
    }

    /// Whether it counts still but should not.
    public func hasRunOut(by moment: Timestamp) -> Bool {
        state == .active && expiresAt.map { $0 <= moment } == true
    }
}
