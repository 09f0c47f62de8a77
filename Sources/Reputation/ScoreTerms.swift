/// The explanation of a score, from which the score can be computed again exactly.
///
/// An override stands first, then votes, then what counts, strongest first, then what does not count because another
/// report of its lineage is stronger. Their number is bounded, see ``maximumCount``.
public struct ScoreTerms: Hashable, Sendable {
    /// Most reports named that do not count.
    static let maximumUncounted = 12
    /// Most terms in all.
    public static let maximumCount = Corroboration.maximumCounted + maximumUncounted + 4

    private let terms: [ScoreTerm]

    /// Terms in the order described above.
    init(_ terms: [ScoreTerm]) {
        self.terms = terms
    }

    /// The score they give, 0…100 to two decimals.
    public var value: Double {
        var votes = 1.0
        var others: Int64 = 0
        for term in terms {
            switch term {
            case .override(let override): return override.score
            case .votes(let vote): votes = vote.remaining
            case .others(let weaker): others = weaker.millionths
            case .report, .sighting, .lentOverride, .omitted: continue
            }
        }
        let counted = terms.lazy.filter(\.isIndependent).compactMap(\.probability)
        return Corroboration.rounded(Corroboration.score(counted, others: others, votes: votes))
    }
}

extension ScoreTerm {
    /// Whether its probability takes part as one of its own.
    fileprivate var isIndependent: Bool {
        switch self {
        case .report, .sighting, .lentOverride: isCounted
        case .override, .votes, .others, .omitted: false
        }
    }
}

extension ScoreTerms: RandomAccessCollection {
    /// The first position.
    public var startIndex: Int { terms.startIndex }
    /// The position after the last.
    public var endIndex: Int { terms.endIndex }
    /// The term at a position.
    public subscript(position: Int) -> ScoreTerm { terms[position] }
}
