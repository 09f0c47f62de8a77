public import Addresses
public import Reports
public import Reputation

/// An address and how suspicious it is, without the reasons.
public struct AddressSummary: Hashable, Sendable {
    /// Its number in the registry.
    public var id: Int64
    /// The address.
    public var address: Address
    /// Its score when it was last computed, 0…100.
    public var score: Double
    /// The level of that score.
    public var level: Level
    /// The category of its strongest report.
    public var category: Category
    /// How much of a URL's neighbourhood its reports mean: the widest of them.
    public var scope: MatchScope
    /// The revision of its last change.
    public var revision: Int64

    /// A summary as stored.
    public init(
        id: Int64,
        address: Address,
        score: Double,
        level: Level,
        category: Category,
        scope: MatchScope,
        revision: Int64
    ) {
        self.id = id
        self.address = address
        self.score = score
        self.level = level
        self.category = category
        self.scope = scope
        self.revision = revision
    }
}

/// All that is kept of one address.
public struct AddressRecord: Sendable {
    /// The address and its score.
    public var summary: AddressSummary
    /// When the score was computed.
    public var scoredAt: Timestamp
    /// When the score next crosses a level or a report runs out; nil when neither will happen by itself.
    public var nextCrossing: Timestamp?
    /// What the score is made of.
    public var terms: ScoreTerms
    /// The reports, by source number.
    public var reports: [ReportRecord]
    /// How many reports the viewer may not see that are no secret as such: all but RED ones.
    public var hiddenReports: Int
    /// The names of the sources that ``terms`` count, those of networks around it among them, by number.
    public var sourceNames: [Int64: String]
    /// What happened, oldest first.
    public var timeline: [TimelineEntry]

    /// A record as stored.
    public init(
        summary: AddressSummary,
        scoredAt: Timestamp,
        nextCrossing: Timestamp?,
        terms: ScoreTerms,
        reports: [ReportRecord],
        hiddenReports: Int,
        sourceNames: [Int64: String],
        timeline: [TimelineEntry]
    ) {
        self.summary = summary
        self.scoredAt = scoredAt
        self.nextCrossing = nextCrossing
        self.terms = terms
        self.reports = reports
        self.hiddenReports = hiddenReports
        self.sourceNames = sourceNames
        self.timeline = timeline
    }
}

/// The answer to a question about one address.
public struct LookupResult: Sendable {
    /// What is kept of the address itself; nil when it was never reported.
    public var record: AddressRecord?
    /// The registered addresses around it, widest first.
    public var within: [AddressSummary]

    /// An answer of these parts.
    public init(record: AddressRecord?, within: [AddressSummary]) {
        self.record = record
        self.within = within
    }
}

/// What a watchlist takes of an address.
public struct ScoredAddress: Hashable, Sendable {
    /// The key of the address; entries come in its order.
    public var key: AddressKey
    /// The kind of the address.
    public var kind: AddressKind
    /// Its score, above 0.
    public var score: Double
    /// The level of that score.
    public var level: Level
    /// The category of its strongest report.
    public var category: Category
    /// How much of a URL's neighbourhood is meant.
    public var scope: MatchScope

    /// An entry of these parts.
    public init(
        key: AddressKey,
        kind: AddressKind,
        score: Double,
        level: Level,
        category: Category,
        scope: MatchScope
    ) {
        self.key = key
        self.kind = kind
        self.score = score
        self.level = level
        self.category = category
        self.scope = scope
    }
}
