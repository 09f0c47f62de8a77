/// How long things last, estimated from durations of which some have not ended yet (Kaplan and Meier, 1958).
///
/// The share still lasting after duration d is the product of `1 − ended(i) / atRisk(i)` over all i ≤ d, where those
/// count as at risk at i that had lasted at least i when last seen.
public struct KaplanMeier: Hashable, Sendable {
    /// A share this close to one half is one half: products of fractions are not exact.
    private static let tolerance = 1e-9
    /// Longer durations are told apart no more: a hundred years, if they are days.
    public static let maximumDuration = 36_525

    /// By duration.
    private var ended: [Int] = []
    private var running: [Int] = []

    /// An estimate from nothing.
    public init() {}

    /// Takes `count` things in.
    /// - Parameters:
    ///   - count: how many.
    ///   - duration: how long they lasted, or have lasted so far; zero or more.
    ///   - hasEnded: whether they ended then.
    public mutating func add(_ count: Int = 1, lasting duration: Int, hasEnded: Bool) {
        guard duration >= 0, count > 0 else { return }
        let duration = min(duration, Self.maximumDuration)
        while ended.count <= duration {
            ended.append(0)
            running.append(0)
        }
        if hasEnded { ended[duration] += count } else { running[duration] += count }
    }

    /// How many were taken in.
    public var count: Int { ended.reduce(0, +) + running.reduce(0, +) }

    /// How many of them ended.
    public var endedCount: Int { ended.reduce(0, +) }

    /// The share still lasting after each duration, from 0 to the longest taken in.
    public var survival: [Double] {
        var atRisk = count
        var share = 1.0
        return ended.indices.map { duration in
            if atRisk > 0 { share *= 1 - Double(ended[duration]) / Double(atRisk) }
            atRisk -= ended[duration] + running[duration]
            return share
        }
    }

    /// The first duration after which at most half still last; nil when more than half do after the longest.
    public var median: Int? {
        survival.firstIndex { $0 <= 0.5 + Self.tolerance }
    }
}
