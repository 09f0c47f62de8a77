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
        var corroboration = Corroboration()
        for term in terms {
            switch term {
            case .override(let override): return override.score
            case .votes(let vote): votes = vote.remaining
            case .report(let report): if report.isCounted { corroboration.add(report.probability) }
            case .sighting(let sighting): if sighting.isCounted { corroboration.add(sighting.probability) }
            case .lentOverride(let lent): if lent.isCounted { corroboration.add(lent.probability) }
            case .others(let weaker): corroboration.add(weaker.probability)
            case .omitted: continue
            }
        }
        return Corroboration.rounded(corroboration.score(votes: votes))
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
