/// That a list drops addresses at a fixed age: the publisher's retention rule, not the addresses' lives.
public struct RollingWindow: Hashable, Sendable {
    /// The age at which most removals happen, in days.
    public let days: Int
    /// How many removals are known with their age.
    public let removals: Int
    /// How many of them happened within a day or a twentieth of ``days``.
    public let inside: Int
    /// How many happened earlier.
    public let earlier: Int

    /// The age around which most removals happen, if the list removes so.
    /// - Parameter ages: how many removals happened at which age in days.
    init?(ages: [Int: Int]) {
        let removals = ages.values.reduce(0, +)
        guard removals >= StayRules.minimumRemovals else { return nil }
        let sorted = ages.sorted { $0.key < $1.key }
        var best: (days: Int, inside: Int)?
        for (age, _) in sorted where age >= StayRules.shortestWindowDays {
            let inside = Self.inside(sorted, around: age)
            if inside > best?.inside ?? 0 { best = (age, inside) }
        }
        guard let best else { return nil }
        days = best.days
        inside = best.inside
        self.removals = removals
        let first = best.days - Self.reach(of: best.days)
        earlier = sorted.lazy.filter { $0.key < first }.map(\.value).reduce(0, +)
        guard Double(inside) >= StayRules.windowShare * Double(removals),
            Double(earlier) <= StayRules.earlierShare * Double(removals)
        else { return nil }
    }

    private static func reach(of age: Int) -> Int { max(1, age / 20) }

    private static func inside(_ sorted: [(key: Int, value: Int)], around age: Int) -> Int {
        let band = (age - reach(of: age))...(age + reach(of: age))
        return sorted.lazy.filter { band.contains($0.key) }.map(\.value).reduce(0, +)
    }
}
