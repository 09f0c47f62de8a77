/// The constants of the measured chance.
public enum ChanceRules {
    /// A score tells the chance of independent confirmation within so many days.
    public static let days = 30
    /// A lineage that listed an address in so many days before confirms nothing independently.
    public static let knownDays = 180
    /// Scores are counted in so many steps of equal width.
    public static let steps = 10
    /// After so many days counts weigh half.
    public static let halvingDays = ReliabilityRules.halvingDays
    /// A step's counts are mixed with so many of the step below, whose chance it shares while it has few.
    public static let shrinkage = 20.0
    /// With fewer forecasts of a kind nothing is said about it.
    public static let minimumForecasts = 100.0
    /// Most forecasts kept of one kind and step of one day.
    public static let sampleSize = 2000

    /// The step of a score, 0…``steps`` − 1.
    public static func step(of score: Double) -> Int {
        min(max(Int(score * Double(steps) / 100), 0), steps - 1)
    }
}
