import Addresses
import Reports

/// The score of one address as a function of time, its inputs being fixed.
///
/// It falls as time passes, except where an override ends: there it may jump either way.
struct Outlook {
    /// Sorted by group.
    private var strands: [Strand] = []
    private let override: Override?
    private let votes: VoteTerm
    private let votesLeave: Double
    /// Where the score may rise, in order.
    private(set) var rises: [Int64] = []
    /// The probabilities of the groups, kept to be used again.
    private var probabilities: [Double] = []

    init(_ inputs: ScoreInputs, model: ReputationModel) {
        override = inputs.override
        votes = VoteTerm(count: inputs.falsePositiveVotes, weightSteps: model.vote)
        votesLeave = votes.remaining
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
        let votes = VoteTerm(count: network.falsePositiveVotes, weightSteps: model.vote)
        let share = TenThousandths(rounding: model.lending.value * votes.remaining)
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
    var firstStride: Int64 {
        guard let halfLife = strands.first?.course.halfLife, halfLife.isFinite else { return 1 }
        return Int64(halfLife / 8) + 1
    }

    /// The unrounded score at a moment.
    mutating func score(at now: Int64) -> Double {
        if let override, now < override.until.seconds { return override.score }
        if strands.count == 1 {
            var corroboration = Corroboration()
            corroboration.add(strands[0].course.probability(at: now))
            return corroboration.score(votes: votesLeave)
        }
        probabilities.removeAll(keepingCapacity: true)
        var index = 0
        while index < strands.count {
            let group = strands[index].group
            var strongest = strands[index].course.probability(at: now)
            index += 1
            while index < strands.count, strands[index].group == group {
                strongest = max(strongest, strands[index].course.probability(at: now))
                index += 1
            }
            probabilities.append(strongest)
        }
        probabilities.sort(by: >)
        return Corroboration(strongestFirst: probabilities).score(votes: votesLeave)
    }

    /// The score at a moment, to two decimals.
    mutating func value(at now: Int64) -> Double {
        Corroboration.rounded(score(at: now))
    }
}

extension Outlook {
    /// The explanation of the score at a moment.
    func terms(at now: Int64) -> ScoreTerms {
        let isOverridden = override.map { now < $0.until.seconds } ?? false
        if strands.count == 1, !isOverridden, votes.count == 0 {
            let strand = strands[0]
            return ScoreTerms(strand.course.counts(at: now) ? [strand.term(at: now, isCounted: true)] : [])
        }
        var terms: [ScoreTerm] = []
        if let override, isOverridden {
            let score = TenThousandths(rounding: override.score / 100)
            terms.append(
                .override(OverrideTerm(id: override.id, scoreSteps: score, until: override.until))
            )
        }
        if votes.count > 0 { terms.append(.votes(votes)) }
        let (counted, uncounted) = parted(at: now)
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
        typealias Ranked = (probability: Double, term: ScoreTerm, index: Int)
        var ranked: [Ranked] = strands.indices.lazy.filter { strands[$0].course.counts(at: now) }.map {
            let term = strands[$0].term(at: now, isCounted: true)
            return (term.probability ?? 0, term, $0)
        }
        ranked.sort {
            $0.probability != $1.probability
                ? $0.probability > $1.probability : $0.term.tieBreak < $1.term.tieBreak
        }
        var seen: Set<Strand.Group> = []
        var counted: [ScoreTerm] = []
        var uncounted: [ScoreTerm] = []
        for (_, term, index) in ranked {
            if seen.insert(strands[index].group).inserted {
                counted.append(term)
            } else {
                uncounted.append(strands[index].term(at: now, isCounted: false))
            }
        }
        return (counted, uncounted)
    }
}
