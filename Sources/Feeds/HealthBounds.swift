/// What a feed may do from one fetch to the next without a person being asked.
public struct HealthBounds: Hashable, Sendable, Codable {
    /// The smallest share of the last good number of reports that a feed may come with.
    public var shrinksTo = 0.5
    /// The largest multiple of the last good number of reports that a feed may come with.
    public var growsTo = 5.0
    /// Fewer reports than this, before and after, neither shrink nor grow: small lists move by their nature.
    public var smallest = 100
    /// The largest share of faulty records among all.
    public var largestRejectShare = 0.2
    /// Whether the feed may list nothing at all.
    public var mayBeEmpty = false
    /// Missed intervals after which a feed without success is stale.
    public var staleAfterIntervals = 3

    /// The usual bounds.
    public init() {}

    /// What is wrong with the bounds, as one sentence; nil when nothing is.
    public var fault: String? {
        if !(0...1).contains(shrinksTo) { return "a feed shrinks to a share between 0 and 1" }
        if !(growsTo >= 1) { return "a feed grows to a multiple of 1 or more" }
        if !(0...1).contains(largestRejectShare) { return "the share of rejects lies between 0 and 1" }
        if smallest < 0 || staleAfterIntervals < 1 {
            return "counts are not negative, and one interval may pass"
        }
        return nil
    }
}
