/// Two sources, in the order of their numbers.
public struct SourcePair: Hashable, Sendable, Comparable {
    /// The source with the lower number.
    public let first: Int64
    /// The source with the higher number.
    public let second: Int64

    /// The pair of two different sources; nil for one and the same.
    public init?(_ one: Int64, _ other: Int64) {
        guard one != other else { return nil }
        first = min(one, other)
        second = max(one, other)
    }

    /// By first, then by second number.
    public static func < (left: SourcePair, right: SourcePair) -> Bool {
        (left.first, left.second) < (right.first, right.second)
    }
}
