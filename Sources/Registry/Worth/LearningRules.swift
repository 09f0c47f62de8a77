/// How often and in which steps a store learns (`docs/decisions/0007-source-worth.md`).
public enum LearningRules {
    /// Something is learnt again after so many days.
    public static let sweepDays = 7
    /// Most addresses scored again in one step, which is one transaction.
    public static let addressesPerStep = 20_000
    /// Most other sources kept of a comparison: those that share most.
    public static let sharersKept = 1000
}

/// What one step of learning did.
public struct LearningOutcome: Hashable, Sendable {
    /// How many sources weigh otherwise than before.
    public var reweighed: Int
    /// Whether it was time to learn, and something was.
    public var hasLearnt: Bool
    /// What scoring addresses again by it came to.
    public var rescored: RescoreOutcome
    /// Whether addresses still wait to be scored again: another step does that.
    public var isUnfinished: Bool

    /// An outcome of these parts.
    public init(
        reweighed: Int = 0,
        hasLearnt: Bool = false,
        rescored: RescoreOutcome = RescoreOutcome(),
        isUnfinished: Bool = false
    ) {
        self.reweighed = reweighed
        self.hasLearnt = hasLearnt
        self.rescored = rescored
        self.isUnfinished = isUnfinished
    }
}
