import Reputation

/// All that is learnt of sources, kept from day to day: what comes in is events and counts, what goes out is ``Worth``.
///
/// With every run of a source its ``StayHistory`` is told what came, left and returned. Once a week one
/// ``LearningSweep`` over the fresh listings of the last months measures lineages and reliability, and forecasts that
/// have had their time are settled. Nothing that is learnt on a day depends on what happens later.
public struct SourceLearning: Hashable, Sendable {
    /// How addresses stay, by source; of those that keep a list.
    public var stays: [Int64: StayHistory] = [:]
    /// Which sources are one lineage.
    public private(set) var lineages = LineageLedger()
    /// How often listings are confirmed.
    public private(set) var reliabilities = ReliabilityLedger()
    /// What came of scores.
    public var chances = ChanceLedger()

    /// Nothing learnt.
    public init() {}

    /// What was stored of it.
    public init(
        stays: [Int64: StayHistory],
        lineages: LineageLedger,
        reliabilities: ReliabilityLedger,
        chances: ChanceLedger
    ) {
        self.stays = stays
        self.lineages = lineages
        self.reliabilities = reliabilities
        self.chances = chances
    }

    /// The lineages on the ground of what was found, declared and ruled so far.
    public func lineages(of sources: [SourceProfile], rulings: [LineageRuling] = []) -> Lineages {
        let declared = sources.compactMap { profile in
            profile.declaredLineage.map { (profile.source, $0) }
        }
        return lineages.lineages(
            declared: Dictionary(declared, uniquingKeysWith: { $1 }),
            rulings: rulings
        )
    }

    /// A sweep for `day`, to be given the fresh listings from its ``LearningSweep/firstDay`` on.
    public func sweep(
        on day: Day,
        sources: [SourceProfile],
        rulings: [LineageRuling] = []
    ) -> LearningSweep {
        LearningSweep(
            on: day,
            closeness: ClosenessTally(on: day),
            confirmations: ConfirmationTally(
                on: day,
                counted: reliabilities.countedThrough,
                lineages: lineages(of: sources, rulings: rulings),
                firstRead: Dictionary(
                    sources.map { ($0.source, $0.firstRead) },
                    uniquingKeysWith: { $1 }
                )
            )
        )
    }

    /// Takes in what a sweep counted.
    public mutating func take(_ sweep: LearningSweep, sources: [SourceProfile]) {
        var sweep = sweep
        sweep.finish()
        let reporters = Self.reporters(sources)
        lineages.take(sweep.closeness.finish(), reporters: reporters, on: sweep.day)
        reliabilities.take(sweep.confirmations)
    }

    /// What is known on `day` of how addresses stay on the list of a source; nil when it keeps none.
    public func stay(of source: Int64, on day: Day) -> StayFindings? {
        stays[source]?.findings(on: day)
    }

    /// The reliability of all sources as known on `day`, with its counts.
    public func reliabilities(on day: Day, sources: [SourceProfile]) -> Reliabilities {
        reliabilities(sources, findings: stays.mapValues { $0.findings(on: day) })
    }

    private func reliabilities(
        _ sources: [SourceProfile],
        findings: [Int64: StayFindings]
    ) -> Reliabilities {
        reliabilities.reliabilities(
            reporters: Self.reporters(sources),
            stopped: Set(findings.filter { $0.value.isStopped }.keys)
        )
    }

    /// What takes part in scores, as known on `day`.
    /// - Parameters:
    ///   - day: the day.
    ///   - sources: the sources.
    ///   - rulings: what analysts decided of lineages.
    ///   - present: what is in use; small moves from it are not made.
    /// - Returns: the worth to be used from now on.
    public func worth(
        on day: Day,
        sources: [SourceProfile],
        rulings: [LineageRuling] = [],
        present: Worth = .unknown
    ) -> Worth {
        let findings = stays.mapValues { $0.findings(on: day) }
        var known: [Int64: Worth.Stay] = [:]
        for profile in sources {
            if !profile.keepsList {
                known[profile.source] = Worth.Stay(usualStay: .endless)
            } else if let finding = findings[profile.source] {
                known[profile.source] = Worth.Stay(
                    usualStay: finding.usualStay,
                    isFlapping: finding.isFlapping
                )
            }
        }
        let learnt = reliabilities(sources, findings: findings)
        let scores = learnt.keys.compactMap { key in learnt[key]?.score.map { (key, $0) } }
        let worth = Worth(
            stays: known,
            lineages: lineages(of: sources, rulings: rulings),
            reliabilities: Dictionary(scores, uniquingKeysWith: { $1 })
        )
        return worth.settled(over: present)
    }

    private static func reporters(_ sources: [SourceProfile]) -> Set<Int64> {
        Set(sources.lazy.filter { !$0.keepsList }.map(\.source))
    }
}
