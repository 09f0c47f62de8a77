import Addresses
import Reports

/// The score of one address as a function of time, its inputs being fixed.
///
/// It falls as time passes, except where an override ends: there it may jump either way.
struct Outlook {
    /// Sorted by group.
    private var strands: [Strand] = []
    private let override: Override?
    private let votes: VoteTerm?
    private let votesLeave: Double
    /// Where the score may rise, in order.
    private(set) var rises: [Int64] = []
    /// The probabilities of the groups, kept to be used again.
    private var probabilities: [Double] = []

    init(_ inputs: ScoreInputs, model: ReputationModel) {
        override = inputs.override
        let count = min(inputs.falsePositiveVotes, VoteTerm.maximumCount)
        votes = count > 0 ? VoteTerm(count: count, weightSteps: model.vote) : nil
        votesLeave = votes?.remaining ?? 1
        strands.reserveCapacity(inputs.evidence.count + inputs.sightings.count)
        for evidence in inputs.evidence {
            strands.append(Strand(evidence, kind: inputs.kind, model: model))
        }
        for sightings in inputs.sightings where sightings.count > 0 {
            strands.append(Strand(sightings, kind: inputs.kind, model: model))
        }
        for network in inputs.networks { lend(from: network, model: model) }
        if let override { rises.append(override.until.seconds) }
        if strands.count > 1 { strands.sort { $0.group < $1.group } }
        if rises.count > 1 { rises.sort() }
    }

    private mutating func lend(from network: ContainingNetwork, model: ReputationModel) {
        let votesLeave = Corroboration.remaining(afterVotes: network.falsePositiveVotes, weight: model.vote)
        let share = TenThousandths(rounding: model.lending.value * votesLeave)
        if let override = network.override {
            rises.append(override.until.seconds)
            strands.append(Strand(override, of: network.id, share: model.lending))
        }
        for evidence in network.evidence {
            strands.append(
                Strand(
                    evidence,
                    kind: .network,
                    model: model,
                    share: share,
                    network: network.id,
                    from: network.override?.until.seconds ?? .min
                )
            )
        }
    }

    /// A step in seconds in which the score falls by a little: an eighth of a half-life.
    var firstStride: Int64 { Int64((strands.first?.decay?.halfLife ?? 0) / 8) + 1 }

    /// The unrounded score at a moment.
    mutating func score(at now: Int64) -> Double {
        if let override, now < override.until.seconds { return override.score }
        probabilities.removeAll(keepingCapacity: true)
        var index = 0
        while index < strands.count {
            let group = strands[index].group
            var strongest = strands[index].probability(at: now)
            index += 1
            while index < strands.count, strands[index].group == group {
                strongest = max(strongest, strands[index].probability(at: now))
                index += 1
            }
            probabilities.append(strongest)
        }
        if probabilities.count > 1 { probabilities.sort(by: >) }
        guard probabilities.count > Corroboration.maximumCounted else {
            return Corroboration.score(probabilities, others: 0, votes: votesLeave)
        }
        let others = Corroboration.common(probabilities[Corroboration.maximumCounted...])
        return Corroboration.score(
            probabilities[..<Corroboration.maximumCounted],
            others: others,
            votes: votesLeave
        )
    }

    /// The score at a moment, to two decimals.
    mutating func value(at now: Int64) -> Double {
        Corroboration.rounded(score(at: now))
    }
}

extension Outlook {
    /// The explanation of the score at a moment.
    func terms(at now: Int64) -> ScoreTerms {
        let (counted, uncounted) = parted(at: now)
        var terms: [ScoreTerm] = []
        terms.reserveCapacity(min(counted.count + uncounted.count + 2, ScoreTerms.maximumCount))
        if let override, now < override.until.seconds {
            let score = TenThousandths(rounding: override.score / 100)
            terms.append(
                .override(OverrideTerm(id: override.id, scoreSteps: score, until: override.until))
            )
        }
        if let votes { terms.append(.votes(votes)) }
        terms += counted.prefix(Corroboration.maximumCounted)
        let weaker = counted.dropFirst(Corroboration.maximumCounted)
        if !weaker.isEmpty {
            let common = Corroboration.common(weaker.lazy.compactMap(\.probability))
            terms.append(.others(OthersTerm(count: weaker.count, millionths: common)))
        }
        terms += uncounted.prefix(ScoreTerms.maximumUncounted)
        let omitted = uncounted.count - ScoreTerms.maximumUncounted
        if omitted > 0 { terms.append(.omitted(omitted)) }
        return ScoreTerms(terms)
    }

    /// The strongest term of each group, and the rest, both strongest first.
    private func parted(at now: Int64) -> (counted: [ScoreTerm], uncounted: [ScoreTerm]) {
        if strands.count == 1 {
            return (strands[0].counts(at: now) ? [strands[0].term(at: now, isCounted: true)] : [], [])
        }
        typealias Ranked = (strand: Strand, probability: Double, term: ScoreTerm)
        var ranked: [Ranked] = strands.lazy.filter { $0.counts(at: now) }.map {
            ($0, $0.probability(at: now), $0.term(at: now, isCounted: true))
        }
        ranked.sort {
            $0.probability != $1.probability
                ? $0.probability > $1.probability : $0.term.tieBreak < $1.term.tieBreak
        }
        var seen: Set<Strand.Group> = []
        var counted: [ScoreTerm] = []
        var uncounted: [ScoreTerm] = []
        for (strand, _, term) in ranked {
            if seen.insert(strand.group).inserted {
                counted.append(term)
            } else {
                uncounted.append(strand.term(at: now, isCounted: false))
            }
        }
        return (counted, uncounted)
    }
}
