public import Reports
public import Reputation

/// What is stored of an address's score.
public struct Assessment: Hashable, Sendable {
    /// The score, 0…100 to two decimals.
    public var score: Double
    /// Its level.
    public var level: Level
    /// ``Score/storedTerms``.
    public var terms: String
    /// The category of the strongest report.
    public var category: Category
    /// The widest scope of the reports that have not run out.
    public var scope: MatchScope
    /// When the level next changes or a report runs out, if nothing new happens.
    public var nextCrossing: Timestamp?
}

/// What is stored of the score that one member sees, where it sees more than the community does.
public struct Overlay: Hashable, Sendable {
    /// The member.
    public var member: Member.ID
    /// Its score.
    public var assessment: Assessment
}
