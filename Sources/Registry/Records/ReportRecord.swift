public import Reports

/// One source's report of one address, as kept.
public struct ReportRecord: Hashable, Sendable {
    /// How a report stands. The raw value is stored and never changes.
    public enum State: UInt8, Sendable, CaseIterable {
        /// It counts.
        case active = 1
        /// Its time has run out.
        case expired = 2
        /// The source no longer lists the address: it counts with the time since.
        case delisted = 3
        /// It waits for a second person and counts for nothing.
        case pending = 4
        /// Its source took it back.
        case retracted = 5
        /// A second person turned it down.
        case rejected = 6

        /// Whether it takes part in the score.
        public var counts: Bool { self == .active || self == .delisted }

        /// The word used in output, JSON and SQL.
        public var name: String {
            switch self {
            case .active: "active"
            case .expired: "expired"
            case .delisted: "delisted"
            case .pending: "pending"
            case .retracted: "retracted"
            case .rejected: "rejected"
            }
        }
    }

    /// Who reports.
    public var source: Source.ID
    /// The name of the source.
    public var sourceName: String
    /// The member whose source it is; nil when it is nobody's in particular.
    public var member: Member.ID?
    /// The members that it names: those that may see it when it is RED.
    public var named: [Member.ID]
    /// What it claims; the source's defaults fill what the report left out, except a confidence that neither gives.
    public var claim: Claim
    /// How it stands.
    public var state: State
    /// When the address was found on the list, the last time it came there.
    public var listedAt: Timestamp
    /// When it was found to have left the list; nil while it is there.
    public var leftAt: Timestamp?
    /// When it was last seen on the list: while it is there, the last time the source was read.
    public var lastListedAt: Timestamp

    /// A report as stored.
    public init(
        source: Source.ID,
        sourceName: String,
        member: Member.ID? = nil,
        named: [Member.ID] = [],
        claim: Claim,
        state: State,
        listedAt: Timestamp,
        leftAt: Timestamp?,
        lastListedAt: Timestamp
    ) {
        self.source = source
        self.sourceName = sourceName
        self.member = member
        self.named = named
        self.claim = claim
        self.state = state
        self.listedAt = listedAt
        self.leftAt = leftAt
        self.lastListedAt = lastListedAt
    }
}

extension ReportRecord {
    /// Whether `viewer` may see it. One that waits, or was turned down, is its owner's business alone.
    public func isVisible(to viewer: Viewer) -> Bool {
        guard
            Visibility.allows(claim.label ?? .red, ownedBy: member, naming: named, to: viewer)
        else { return false }
        switch (state, viewer) {
        case (.pending, .staff(let viewing)), (.rejected, .staff(let viewing)):
            return viewing != nil && viewing == member
        case (.pending, .system), (.rejected, .system): return true
        case (.pending, _), (.rejected, _): return false
        default: return true
        }
    }
}
