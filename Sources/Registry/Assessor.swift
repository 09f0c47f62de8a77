import Addresses
public import Reports
public import Reputation
public import SourceWorth

/// Scores addresses from their stored facts: the one place where reports and sources become evidence.
///
/// The community's score counts only what every member may see. A RED report raises the score of those members alone
/// that may see it; see ``overlays(_:at:)``.
public struct Assessor: Sendable {
    private var memo: ScoreMemo
    private let standings: [Int64: SourceStanding]

    /// An assessor that knows `sources`.
    /// - Parameters:
    ///   - model: how reports become a score.
    ///   - sources: the sources; what is set of one by hand wins over what is learnt.
    ///   - worth: what is learnt of them, lineages included; nil when nothing is: then sources that name the same lineage
    ///     share the number of their first.
    public init(model: ReputationModel, sources: [Source], worth: Worth? = nil) {
        memo = ScoreMemo(model)
        standings = SourceStanding.all(sources, worth: worth ?? Worth(declaredBy: sources))
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
        (report.label ?? standings[report.source]?.settings.label ?? .red) == .red
    }

    /// The members that may see a restricted report.
    private func audience(of report: ReportFacts) -> Set<Member.ID> {
        Set(report.named + [standings[report.source]?.settings.member].compactMap(\.self))
    }

    /// The facts without the reports, own and lent, that `isSeen` does not let through.
    private func filtered(_ facts: AddressFacts, _ isSeen: (ReportFacts) -> Bool) -> AddressFacts {
        var seen = facts
        seen.reports.removeAll { !isSeen($0) }
        for index in seen.networks.indices { seen.networks[index].reports.removeAll { !isSeen($0) } }
        return seen
    }

    private mutating func score(_ facts: AddressFacts, at moment: Timestamp) -> Assessment {
        let score = memo.score(inputs(of: facts), at: moment)
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

    /// What of these facts enters a score, whoever may see it.
    package func inputs(of facts: AddressFacts) -> ScoreInputs {
        ScoreInputs(
            kind: facts.kind,
            evidence: evidence(facts.reports, kind: facts.kind),
            sightings: facts.sightings,
            falsePositiveVotes: facts.judgement.votes,
            networks: facts.networks.map { network in
                ContainingNetwork(
                    id: network.id,
                    evidence: evidence(network.reports, kind: .network),
                    falsePositiveVotes: network.judgement.votes,
                    override: network.judgement.override
                )
            },
            override: facts.judgement.override
        )
    }

    private func evidence(_ reports: [ReportFacts], kind: AddressKind) -> [Evidence] {
        reports.compactMap { standings[$0.source]?.evidence($0, kind: kind) }
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
