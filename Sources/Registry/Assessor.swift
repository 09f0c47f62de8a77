public import Addresses
public import Reports
public import Reputation

/// What of a stored report takes part in scoring.
public struct ReportFacts: Hashable, Sendable {
    /// The number of the source.
    public var source: Int64
    /// What the report says; nil leaves it to the source.
    public var category: Category?
    /// How sure the report is, 0…100; nil leaves it to the source.
    public var confidence: UInt8?
    /// How much of a URL's neighbourhood is meant.
    public var scope: MatchScope
    /// How it stands.
    public var state: ReportRecord.State
    /// When it was found on the list.
    public var listedAt: Timestamp
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
    public init(_ claim: Claim, by source: Source, listedAt: Timestamp, now moment: Timestamp) {
        let days = source.settings.expiryDays
        expiresAt = claim.expiry ?? days.map { listedAt.advanced(byDays: Double($0)) }
        self.source = source.id.number
        category = claim.category
        confidence = claim.confidence
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
        scope: MatchScope,
        state: ReportRecord.State,
        listedAt: Timestamp,
        lastListedAt: Timestamp?,
        lastSeen: Timestamp?,
        expiresAt: Timestamp?
    ) {
        self.source = source
        self.category = category
        self.confidence = confidence
        self.scope = scope
        self.state = state
        self.listedAt = listedAt
        self.lastListedAt = lastListedAt
        self.lastSeen = lastSeen
        self.expiresAt = expiresAt
    }
}

/// What is stored of an address's score.
public struct Assessment: Hashable, Sendable {
    /// The score, 0…100 to two decimals.
    public var score: Double
    /// Its level.
    public var level: Level
    /// ``Score/storedTerms``.
    public var terms: String
    /// The category of the strongest report.
    public var category: Category
    /// The widest scope of the reports that have not run out.
    public var scope: MatchScope
    /// When the level next changes or a report runs out, if nothing new happens.
    public var nextCrossing: Timestamp?
}

/// Scores addresses from their stored reports: the one place where reports and sources become evidence.
public struct Assessor: Sendable {
    private var memo: ScoreMemo
    private let sources: [Int64: Source]
    private let lineages: [Int64: Int64]

    /// An assessor that knows `sources`. Sources that name the same lineage share the number of their first.
    public init(model: ReputationModel, sources: [Source]) {
        memo = ScoreMemo(model)
        self.sources = Dictionary(sources.map { ($0.id.number, $0) }, uniquingKeysWith: { $1 })
        var heads: [String: Int64] = [:]
        var lineages: [Int64: Int64] = [:]
        for source in sources.sorted(by: { $0.id < $1.id }) {
            guard let lineage = source.settings.lineage else { continue }
            lineages[source.id.number] = heads[lineage, default: source.id.number]
            heads[lineage] = lineages[source.id.number]
        }
        self.lineages = lineages
    }

    /// The score of an address of this kind with these reports.
    public mutating func assess(
        _ kind: AddressKind,
        reports: [ReportFacts],
        at moment: Timestamp
    ) -> Assessment {
        let evidence = reports.compactMap(evidence)
        let score = memo.score(ScoreInputs(kind: kind, evidence: evidence), at: moment)
        let expiries = reports.lazy.filter { $0.state == .active }.compactMap(\.expiresAt)
        let crossings = [score.nextCrossing, expiries.min()].compactMap(\.self)
        return Assessment(
            score: score.value,
            level: score.level,
            terms: score.storedTerms,
            category: category(of: score, reports: reports),
            scope: reports.lazy.filter { $0.state != .expired }.map(\.scope)
                .max { $0.rawValue < $1.rawValue } ?? .exact,
            nextCrossing: crossings.min()
        )
    }

    /// A report that ran out is no evidence; one that left its list counts with the time since.
    private func evidence(_ facts: ReportFacts) -> Evidence? {
        guard facts.state != .expired, let source = sources[facts.source] else { return nil }
        let isFirstReading = facts.listedAt == source.firstSuccessAt
        return Evidence(
            source: facts.source,
            lineage: lineages[facts.source] ?? facts.source,
            reliability: source.settings.reliability,
            confidence: facts.confidence ?? source.settings.confidence,
            category: facts.category ?? source.settings.category,
            listedAt: isFirstReading ? nil : facts.listedAt,
            reportedLastSeen: facts.lastSeen,
            presence: facts.state == .active ? .listed : .lastSeen(facts.lastListedAt ?? facts.listedAt),
            usualStay: source.settings.usualStayDays.flatMap { try? UsualStay(days: $0) },
            expiry: facts.expiresAt
        )
    }

    private func category(of score: Score, reports: [ReportFacts]) -> Category {
        var strongest = reports.first
        for case .report(let term) in score.terms where term.isCounted {
            strongest = reports.first { $0.source == term.source }
            break
        }
        guard let strongest else { return .undetermined }
        return strongest.category ?? sources[strongest.source]?.settings.category ?? .undetermined
    }
}
