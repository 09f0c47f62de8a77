public import Reports

/// Scores of one moment, each set of inputs computed once: most addresses of an import share their inputs.
public struct ScoreMemo: Sendable {
    /// Most sets of inputs remembered; a further one makes it forget and begin anew.
    public static let maximumCount = 16_384

    /// The model that scores.
    public let model: ReputationModel
    private var moment: Timestamp?
    private var last: (inputs: ScoreInputs, score: Score)?
    private var scores: [ScoreInputs: Score] = [:]

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
            last = nil
            scores.removeAll(keepingCapacity: true)
        }
        if let last, last.inputs == inputs { return last.score }
        let score = scores[inputs] ?? model.score(inputs, at: moment)
        if scores.count >= Self.maximumCount { scores.removeAll(keepingCapacity: true) }
        scores[inputs] = score
        last = (inputs, score)
        return score
    }
}
