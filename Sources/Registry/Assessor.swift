public import Reports
public import Reputation

/// Scores addresses from their stored facts: the one place where reports and sources become evidence.
///
/// The community's score counts only what every member may see. A RED report raises the score of those members alone
/// that may see it; see ``overlays(_:at:)``.
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

    /// The community's score of an address with these facts.
    public mutating func assess(_ facts: AddressFacts, at moment: Timestamp) -> Assessment {
        score(filtered(facts) { !isRestricted($0) }, at: moment)
    }

    /// The scores of those members that see more than the community does, by member.
    public mutating func overlays(_ facts: AddressFacts, at moment: Timestamp) -> [Overlay] {
        let all = facts.reports + facts.networks.flatMap(\.reports)
        var members: Set<Member.ID> = []
        for report in all
        where report.state.counts && !report.hasRunOut(by: moment) && isRestricted(report) {
            members.formUnion(audience(of: report))
        }
        return members.sorted().map { member in
            let seen = filtered(facts) { !isRestricted($0) || audience(of: $0).contains(member) }
            return Overlay(member: member, assessment: score(seen, at: moment))
        }
    }

    /// Whether not every member may see a report: it is RED.
    public func isRestricted(_ report: ReportFacts) -> Bool {
        (report.label ?? sources[report.source]?.settings.label ?? .red) == .red
    }

    /// The members that may see a restricted report.
    private func audience(of report: ReportFacts) -> Set<Member.ID> {
        Set(report.named + [sources[report.source]?.settings.member].compactMap(\.self))
    }

    /// The facts without the reports, own and lent, that `isSeen` does not let through.
    private func filtered(_ facts: AddressFacts, _ isSeen: (ReportFacts) -> Bool) -> AddressFacts {
        var seen = facts
        seen.reports.removeAll { !isSeen($0) }
        for index in seen.networks.indices { seen.networks[index].reports.removeAll { !isSeen($0) } }
        return seen
    }

    private mutating func score(_ facts: AddressFacts, at moment: Timestamp) -> Assessment {
        let inputs = ScoreInputs(
            kind: facts.kind,
            evidence: facts.reports.compactMap(evidence),
            sightings: facts.sightings,
            falsePositiveVotes: facts.judgement.votes,
            networks: facts.networks.map { network in
                ContainingNetwork(
                    id: network.id,
                    evidence: network.reports.compactMap(evidence),
                    falsePositiveVotes: network.judgement.votes,
                    override: network.judgement.override
                )
            },
            override: facts.judgement.override
        )
        let score = memo.score(inputs, at: moment)
        let expiries = facts.reports.lazy.filter { $0.state == .active }.compactMap(\.expiresAt)
        let crossings = [score.nextCrossing, expiries.min()].compactMap(\.self)
        return Assessment(
            score: score.value,
            level: score.level,
            terms: score.storedTerms,
            category: category(of: score, facts),
            scope: facts.reports.lazy.filter(\.state.counts).map(\.scope)
                .max { $0.rawValue < $1.rawValue } ?? .exact,
            nextCrossing: crossings.min()
        )
    }

    /// A report that ran out, waits or was taken back is no evidence; one that left its list counts with the time since.
    private func evidence(_ facts: ReportFacts) -> Evidence? {
        guard facts.state.counts, let source = sources[facts.source] else { return nil }
        let isFirstReading = facts.listedAt == source.firstSuccessAt && source.settings.nature == .list
        return Evidence(
            source: facts.source,
            lineage: lineages[facts.source] ?? facts.source,
            reliability: source.settings.reliability,
            confidence: facts.confidence ?? source.settings.confidence,
            category: facts.category ?? source.settings.category,
            listedAt: isFirstReading ? nil : facts.listedAt,
            reportedLastSeen: facts.lastSeen,
            presence: presence(facts, source.settings.nature),
            usualStay: source.settings.usualStayDays.flatMap { try? UsualStay(days: $0) },
            expiry: facts.expiresAt
        )
    }

    private func presence(_ facts: ReportFacts, _ nature: SourceNature) -> Evidence.Presence {
        switch nature {
        case .reports: .dated
        case .list: facts.state == .active ? .listed : .lastSeen(facts.lastListedAt ?? facts.listedAt)
        }
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
