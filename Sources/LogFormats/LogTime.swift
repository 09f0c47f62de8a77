public import Reports

/// When an event happened, and how well the log says it.
public struct LogTime: Hashable, Sendable {
    /// Seconds since 1970 UTC, towards the past.
    public let seconds: Int64
    /// The fraction of the second, 0 to 999 999 999.
    public let nanoseconds: Int32
    /// Whether the log states the zone (or counts from an epoch); otherwise it was assumed by ``LogOptions``.
    public let isZoneStated: Bool
    /// Whether the log states the year; otherwise the year nearest to ``LogOptions/now`` was taken.
    public let isYearStated: Bool

    /// A moment.
    public init(seconds: Int64, nanoseconds: Int32 = 0, isZoneStated: Bool = true, isYearStated: Bool = true)
    {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.isZoneStated = isZoneStated
        self.isYearStated = isYearStated
    }

    /// The whole second.
    public var timestamp: Timestamp { Timestamp(seconds: seconds) }
}
