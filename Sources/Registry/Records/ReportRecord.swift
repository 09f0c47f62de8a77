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

        /// The word used in output, JSON and SQL.
        public var name: String {
            switch self {
            case .active: "active"
            case .expired: "expired"
            case .delisted: "delisted"
            }
        }
    }

    /// Who reports.
    public var source: Source.ID
    /// The name of the source.
    public var sourceName: String
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
        claim: Claim,
        state: State,
        listedAt: Timestamp,
        leftAt: Timestamp?,
        lastListedAt: Timestamp
    ) {
        self.source = source
        self.sourceName = sourceName
        self.claim = claim
        self.state = state
        self.listedAt = listedAt
        self.leftAt = leftAt
        self.lastListedAt = lastListedAt
    }
}
