import SystemIO

/// A moment by the machine's clock, in milliseconds since 1970-01-01 00:00 UTC.
public struct WallTime: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    public let milliseconds: Int64

    /// The moment so many milliseconds after 1970-01-01 00:00 UTC.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The present moment.
    public static var now: WallTime { WallTime(milliseconds: WallClock.milliseconds) }

    /// How long after `earlier` this is.
    public func since(_ earlier: WallTime) -> Duration {
        .milliseconds(milliseconds - earlier.milliseconds)
    }

    /// Orders by time.
    public static func < (left: WallTime, right: WallTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
