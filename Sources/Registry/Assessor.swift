public import Reports
public import Reputation

/// Scores addresses from their stored facts: the one place where reports and sources become evidence.
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

    /// The score of an address with these facts.
    public mutating func assess(_ facts: AddressFacts, at moment: Timestamp) -> Assessment {
        let inputs = ScoreInputs(
            kind: facts.kind,
            evidence: facts.reports.compactMap(evidence),
            sightings: facts.sightings,
            networks: facts.networks.map { network in
                ContainingNetwork(id: network.id, evidence: network.reports.compactMap(evidence))
            }
        )
        let score = memo.score(inputs, at: moment)
        let expiries = facts.reports.lazy.filter { $0.state == .active }.compactMap(\.expiresAt)
        let crossings = [score.nextCrossing, expiries.min()].compactMap(\.self)
        return Assessment(
            score: score.value,
            level: score.level,
            terms: score.storedTerms,
            category: category(of: score, facts),
            scope: facts.reports.lazy.filter { $0.state != .expired }.map(\.scope)
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

    /// That of the strongest report that counts, own or lent, else of the first source's.
    private func category(of score: Score, _ facts: AddressFacts) -> Category {
        var strongest = facts.reports.first
        for case .report(let term) in score.terms where term.isCounted {
            let reports = facts.networks.first { $0.id == term.network }?.reports ?? facts.reports
            strongest = reports.first { $0.source == term.source }
            break
        }
        guard let strongest else { return .undetermined }
        return strongest.category ?? sources[strongest.source]?.settings.category ?? .undetermined
    }
}
