public import Reports

/// One source's report of an address, as the reputation sees it.
public struct Evidence: Hashable, Sendable {
    /// Whether the address stands on the source's list.
    public enum Presence: Hashable, Sendable {
        /// It stands there now.
        case listed
        /// It left the list; the moment it was last seen there.
        case lastSeen(Timestamp)
        /// There is no list: the report is a single one with a date.
        case dated
    }

    /// Who reports.
    public let source: Int64
    /// The lineage of the source: sources of one lineage republish each other and count once.
    public let lineage: Int64
    /// How reliable the source is, 0…1 to four decimals; nil takes the model's default.
    public let reliability: Double?
    /// How sure the source is of this report, 0…100; nil takes the model's default.
    public let confidence: UInt8?
    /// What the address is suspected of.
    public let category: Category
    /// When it was last put on the list, or the date of a dated report. Nil when not known: it stood there already
    /// when the list was first read.
    public let listedAt: Timestamp?
    /// When the source says it last saw the address active, if it says so: a dated report of its own.
    public let reportedLastSeen: Timestamp?
    /// Whether it stands on the source's list.
    public let presence: Presence
    /// How long addresses usually stay on the source's list; nil takes the model's default.
    public let usualStay: UsualStay?
    /// From when on the report no longer counts.
    public let expiry: Timestamp?

    /// Evidence with the facts given. A reliability or confidence out of range becomes the nearer bound (a
    /// reliability that is not a number becomes 0), since no stored value may lift a score above its bounds.
    public init(
        source: Int64,
        lineage: Int64,
        reliability: Double? = nil,
        confidence: UInt8? = nil,
        category: Category = .undetermined,
        listedAt: Timestamp?,
        reportedLastSeen: Timestamp? = nil,
        presence: Presence,
        usualStay: UsualStay? = nil,
        expiry: Timestamp? = nil
    ) {
        self.source = source
        self.lineage = lineage
        self.reliability = reliability.map { TenThousandths(clamping: $0).value }
        self.confidence = confidence.map { min($0, 100) }
        self.category = category
        self.listedAt = listedAt
        self.reportedLastSeen = reportedLastSeen
        self.presence = presence
        self.usualStay = usualStay
        self.expiry = expiry
    }
}

extension Evidence {
    /// Takes what tells most reports apart; the rest hardly ever differs alone, and this runs once per address of an
    /// import.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        hasher.combine(listedAt?.seconds ?? 0)
        hasher.combine((reportedLastSeen?.seconds ?? 0) << 8 | Int64(confidence ?? 0))
        if case .lastSeen(let moment) = presence { hasher.combine(moment.seconds) }
    }
}

/// How long an address usually stays on a source's list: the Kaplan–Meier median of its recent listings.
public struct UsualStay: Hashable, Sendable {
    /// The stay in days; infinite when endless.
    public let days: Double

    /// The stay on lists that never remove, or that have stopped changing: being listed says nothing about now.
    public static let endless = UsualStay(unchecked: .infinity)

    /// A stay of `days`, which may be infinite.
    /// - Parameter days: zero or more.
    /// - Throws: `usualStay` for a negative number or none at all.
    public init(days: Double) throws(ReputationError) {
        guard days >= 0 else { throw ReputationError(.usualStay) }
        self.init(unchecked: days)
    }

    init(unchecked days: Double) {
        self.days = days
    }

    /// Whether the stay is endless.
    public var isEndless: Bool { days == .infinity }
}
