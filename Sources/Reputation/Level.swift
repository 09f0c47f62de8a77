/// How suspicious an address is, in five words. The raw value is stored and never changes.
public enum Level: UInt8, Sendable, CaseIterable, Comparable {
    case none = 0
    case low = 1
    case medium = 2
    case high = 3
    case critical = 4

    /// The word used in output, JSON and SQL.
    public var name: String {
        switch self {
        case .none: "none"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }

    /// The level called `name`, or nil when there is none.
    public init?(name: some StringProtocol) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    /// Less suspicious levels first.
    public static func < (left: Level, right: Level) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The least score of each level above ``Level/none``.
public struct LevelThresholds: Hashable, Sendable {
    /// The least score of ``Level/low``.
    public let low: Double
    /// The least score of ``Level/medium``.
    public let medium: Double
    /// The least score of ``Level/high``.
    public let high: Double
    /// The least score of ``Level/critical``.
    public let critical: Double

    /// 20, 40, 60 and 80.
    public init() {
        (low, medium, high, critical) = (20, 40, 60, 80)
    }

    /// Thresholds of one's own, kept to two decimals as scores are.
    /// - Parameters:
    ///   - low: the least score of ``Level/low``, above 0.
    ///   - medium: the least score of ``Level/medium``.
    ///   - high: the least score of ``Level/high``.
    ///   - critical: the least score of ``Level/critical``, at most 100.
    /// - Throws: `levelThresholds` unless they rise strictly.
    public init(low: Double, medium: Double, high: Double, critical: Double) throws(ReputationError) {
        let given = [low, medium, high, critical]
        guard given.allSatisfy({ $0 > 0 && $0 <= 100 }) else { throw ReputationError(.levelThresholds) }
        let steps = given.map(Corroboration.rounded)
        guard steps[0] > 0, steps[0] < steps[1], steps[1] < steps[2], steps[2] < steps[3]
        else { throw ReputationError(.levelThresholds) }
        (self.low, self.medium, self.high, self.critical) = (steps[0], steps[1], steps[2], steps[3])
    }

    /// The level of a score between 0 and 100.
    public func level(of score: Double) -> Level {
        if score < medium { return score < low ? .none : .low }
        if score < high { return .medium }
        return score < critical ? .high : .critical
    }

    /// The least score of `level`.
    public func floor(of level: Level) -> Double {
        switch level {
        case .none: 0
        case .low: low
        case .medium: medium
        case .high: high
        case .critical: critical
        }
    }
}
