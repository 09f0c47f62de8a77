public import Reports

/// The reputation of one address at one moment, explained.
public struct Score: Hashable, Sendable {
    /// 0…100 to two decimals.
    public let value: Double
    /// The level of ``value``.
    public let level: Level
    /// What it is made of.
    public let terms: ScoreTerms
    /// ``terms`` as kept in a database; see ``ScoreTerms/stored``.
    public let storedTerms: String
    /// The override in force, with who and why.
    public let override: Override?
    /// The first moment at which the level is another one if nothing new happens; nil when there is none within
    /// ``ReputationModel/horizonDays``.
    public let nextCrossing: Timestamp?
}
