import Addresses
public import Reports
public import Reputation
public import SourceWorth

/// Scores addresses from their stored facts: the one place where reports and sources become evidence.
public struct Assessor: Sendable {
    private var memo: ScoreMemo
    private let standings: [Int64: Standing]

    /// What is set and learnt of one source.
    private struct Standing {
        let settings: SourceSettings
        let firstSuccessAt: Timestamp?
        let lineage: Int64
        let usualStay: UsualStay?
        let isFlapping: Bool
        /// What is learnt, by kind and category; empty when it is set by hand.
        var reliabilities: [ReportGroup: Double] = [:]

        init(_ source: Source, worth: Worth) {
            let stay = worth.stays[source.id.number]
            settings = source.settings
            firstSuccessAt = source.firstSuccessAt
            lineage = worth.lineages[source.id.number]
            usualStay = settings.usualStayDays.flatMap { try? UsualStay(days: $0) } ?? stay?.usualStay
            isFlapping = stay?.isFlapping ?? false
        }
    }

    /// An assessor that knows `sources`.
    /// - Parameters:
    ///   - model: how reports become a score.
    ///   - sources: the sources; what is set of one by hand wins over what is learnt.
    ///   - worth: what is learnt of them, lineages included; nil when nothing is: then sources that name the same lineage
    ///     share the number of their first.
    public init(model: ReputationModel, sources: [Source], worth: Worth? = nil) {
        memo = ScoreMemo(model)
        let worth = worth ?? Worth(declaredBy: sources)
        var standings = Dictionary(
            sources.map { ($0.id.number, Standing($0, worth: worth)) },
            uniquingKeysWith: { $1 }
        )
        for (key, reliability) in worth.reliabilities
        where standings[key.source]?.settings.reliability == nil {
            standings[key.source]?.reliabilities[key.group] = reliability
        }
        self.standings = standings
    }

    /// The score of an address with these facts.
    public mutating func assess(_ facts: AddressFacts, at moment: Timestamp) -> Assessment {
        let score = memo.score(inputs(of: facts), at: moment)
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

    /// What of these facts enters the score.
    package func inputs(of facts: AddressFacts) -> ScoreInputs {
        ScoreInputs(
            kind: facts.kind,
            evidence: facts.reports.compactMap { evidence($0, kind: facts.kind) },
            networks: facts.networks.map { network in
                ContainingNetwork(
                    id: network.id,
                    evidence: network.reports.compactMap { evidence($0, kind: .network) }
                )
            }
        )
    }

    /// A report that ran out is no evidence; one that left its list counts with the time since.
    private func evidence(_ facts: ReportFacts, kind: AddressKind) -> Evidence? {
        guard facts.state != .expired, let standing = standings[facts.source] else { return nil }
        let settings = standing.settings
        let category = facts.category ?? settings.category
        var reliability = settings.reliability
        if !standing.reliabilities.isEmpty {
            reliability = standing.reliabilities[ReportGroup(kind: kind, category: category)]
        }
        let listedAt = standing.isFlapping ? facts.listedSince ?? facts.listedAt : facts.listedAt
        return Evidence(
            source: facts.source,
            lineage: standing.lineage,
            reliability: reliability,
            confidence: facts.confidence ?? settings.confidence,
            category: category,
            listedAt: listedAt == standing.firstSuccessAt ? nil : listedAt,
            reportedLastSeen: facts.lastSeen,
            presence: facts.state == .active ? .listed : .lastSeen(facts.lastListedAt ?? facts.listedAt),
            usualStay: standing.usualStay,
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
        return strongest.category ?? standings[strongest.source]?.settings.category ?? .undetermined
    }
}

extension Worth {
    /// Nothing but the lineages that sources are declared to be of.
    init(declaredBy sources: [Source]) {
        let declared = sources.compactMap { source in
            source.settings.lineage.map { (source.id.number, $0) }
        }
        let lineages = LineageLedger().lineages(
            declared: Dictionary(declared, uniquingKeysWith: { $1 })
        )
        self.init(stays: [:], lineages: lineages)
    }
}
