/// The number of a sensor within one hunt archive, which keeps the names.
public struct SensorNumber: Hashable, Sendable, Comparable {
    /// The number as stored.
    public let rawValue: UInt16

    /// The sensor with this number.
    public init(_ rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// In order of their numbers.
    public static func < (left: SensorNumber, right: SensorNumber) -> Bool {
        left.rawValue < right.rawValue
    }
}
