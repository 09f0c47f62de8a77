public import Reports

/// One part of the explanation of a score.
public enum ScoreTerm: Hashable, Sendable {
    /// An analyst's decision, which is the score.
    case override(OverrideTerm)
    /// What false-positive votes take away.
    case votes(VoteTerm)
    /// A report of the address, or one lent by a network around it.
    case report(ReportTerm)
    /// What a member's sightings add.
    case sighting(SightingTerm)
    /// An analyst's decision of a network around the address, lent to it.
    case lentOverride(LentOverrideTerm)
    /// The weaker lineages of an address with very many, as one.
    case others(OthersTerm)
    /// How many reports that do not count are left out of the explanation.
    case omitted(Int)

    /// What it adds as an independent probability, 0…1; nil for a term of another nature.
    public var probability: Double? {
        switch self {
        case .report(let term): term.probability
        case .sighting(let term): term.probability
        case .lentOverride(let term): term.probability
        case .others(let term): term.probability
        case .override, .votes, .omitted: nil
        }
    }

    /// Whether it takes part in the score.
    public var isCounted: Bool {
        switch self {
        case .report(let term): term.isCounted
        case .sighting(let term): term.isCounted
        case .lentOverride(let term): term.isCounted
        case .override, .votes, .others: true
        case .omitted: false
        }
    }

    func aged(_ seconds: Int64, isCounted: Bool) -> ScoreTerm {
        switch self {
        case .report(let term): .report(term.aged(seconds, isCounted: isCounted))
        case .sighting(let term): .sighting(term.aged(seconds, isCounted: isCounted))
        case .lentOverride(let term): .lentOverride(term.counted(isCounted))
        case .override, .votes, .others, .omitted: self
        }
    }

    /// An order among terms of equal probability that depends on nothing but what they say.
    var tieBreak: (Int, Int64, Int64, Int64, Int64, Int64) {
        switch self {
        case .report(let term):
            (
                0, term.source, term.network ?? .min, term.age,
                term.reliabilitySteps.count * 1000 + Int64(term.confidence),
                term.halfLifeSteps.count * 10_001 + term.shareSteps.count
            )
        case .sighting(let term): (1, term.member, Int64(term.count), term.age, 0, 0)
        case .lentOverride(let term):
            (2, term.network, term.shareSteps.count, term.scoreSteps.count, 0, 0)
        case .override, .votes, .others, .omitted: (3, 0, 0, 0, 0, 0)
        }
    }
}

/// An analyst's decision.
public struct OverrideTerm: Hashable, Sendable {
    /// Its number in the registry, where who and why stand.
    public let id: Int64
    /// The score in 1/10 000 of 100.
    let scoreSteps: TenThousandths
    /// The first moment at which it no longer holds.
    public let until: Timestamp

    /// The score it sets, 0…100.
    public var score: Double { Double(scoreSteps.count) / 100 }
}

/// A share of an analyst's decision of a network around the address.
public struct LentOverrideTerm: Hashable, Sendable {
    /// The network's number in the registry.
    public let network: Int64
    let shareSteps: TenThousandths
    let scoreSteps: TenThousandths
    /// Whether it counts; false only when the same network was named twice.
    public let isCounted: Bool

    /// The share that a network lends, 0…1.
    public var share: Double { shareSteps.value }
    /// The score set for the network, 0…100.
    public var score: Double { Double(scoreSteps.count) / 100 }
    /// The resulting probability, 0…1.
    public var probability: Double { share * scoreSteps.value }

    func counted(_ isCounted: Bool) -> LentOverrideTerm {
        LentOverrideTerm(
            network: network,
            shareSteps: shareSteps,
            scoreSteps: scoreSteps,
            isCounted: isCounted
        )
    }
}

/// What false-positive votes take away: `(1 − weight)^count` of the score is left.
public struct VoteTerm: Hashable, Sendable {
    /// Most votes told apart.
    public static let maximumCount = 64

    /// How many members voted, at most ``maximumCount``.
    public let count: Int
    let weightSteps: TenThousandths

    /// What each vote takes, 0…1.
    public var weight: Double { weightSteps.value }
    /// The share of the score that is left, 0…1.
    public var remaining: Double {
        var left = 1.0
        for _ in 0..<count { left *= 1 - weight }
        return left
    }

    /// As many votes as are given, within 0…``maximumCount``.
    init(count: Int, weightSteps: TenThousandths) {
        self.count = min(max(count, 0), Self.maximumCount)
        self.weightSteps = weightSteps
    }
}

/// The weaker lineages of an address with very many, as one.
public struct OthersTerm: Hashable, Sendable {
    /// How many lineages it stands for.
    public let count: Int
    /// Their common probability, in whole millionths, rounded down.
    let millionths: Int64

    /// Their common probability, 0…1.
    public var probability: Double { Double(millionths) / Corroboration.steps }
}
