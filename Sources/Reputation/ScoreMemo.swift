import Addresses
public import Reports

/// Scores of one moment, each set of inputs computed once: most addresses of an import share their inputs.
public struct ScoreMemo: Sendable {
    /// Most sets of inputs remembered, few enough to stay in a processor's cache; a further one makes it forget all.
    public static let maximumCount = 2048

    /// The model that scores.
    public let model: ReputationModel
    private var moment: Timestamp?
    private var scores: [Score] = []
    /// Where the score of one report alone stands. Nearly all inputs are of this shape, and they need no counting of
    /// references.
    private var singles: [Single: Int] = [:]
    private var others: [ScoreInputs: Int] = [:]
    /// The report met last and its place: an import meets the same one many times in a row.
    private var last: (single: Single, place: Int)?

    private struct Single: Hashable {
        let kind: AddressKind
        let evidence: Evidence

        init?(_ inputs: ScoreInputs) {
            guard inputs.evidence.count == 1, inputs.falsePositiveVotes == 0, inputs.sightings.isEmpty,
                inputs.networks.isEmpty, inputs.override == nil
            else { return nil }
            kind = inputs.kind
            evidence = inputs.evidence[0]
        }
    }

    /// An empty memory for `model`.
    public init(_ model: ReputationModel) {
        self.model = model
    }

    /// How many sets of inputs are remembered.
    public var count: Int { scores.count }

    /// The same as the model's own ``ReputationModel/score(_:at:)``.
    public mutating func score(_ inputs: ScoreInputs, at moment: Timestamp) -> Score {
        if moment != self.moment {
            self.moment = moment
            forget()
        }
        guard let single = Single(inputs) else {
            if let place = others[inputs] { return scores[place] }
            others[inputs] = append(inputs, at: moment)
            return scores[scores.count - 1]
        }
        if let last, last.single == single { return scores[last.place] }
        let place: Int
        if let known = singles[single] {
            place = known
        } else {
            place = append(inputs, at: moment)
            singles[single] = place
        }
        last = (single, place)
        return scores[place]
    }

    private mutating func append(_ inputs: ScoreInputs, at moment: Timestamp) -> Int {
        if scores.count == Self.maximumCount { forget() }
        scores.append(model.score(inputs, at: moment))
        return scores.count - 1
    }

    private mutating func forget() {
        last = nil
        singles.removeAll(keepingCapacity: true)
        others.removeAll(keepingCapacity: true)
        scores.removeAll(keepingCapacity: true)
    }
}
