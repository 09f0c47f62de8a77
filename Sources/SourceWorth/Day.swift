public import Reports

/// A day in UTC, counted from 1970-01-01: what is learnt of sources is learnt by days.
public struct Day: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01, negative before it.
    public let number: Int32

    /// The day with this number.
    public init(_ number: Int32) {
        self.number = number
    }

    /// The day of a moment; one beyond five million years becomes the nearest that can be told.
    public init(_ moment: Timestamp) {
        let (quotient, remainder) = moment.seconds.quotientAndRemainder(
            dividingBy: Timestamp.secondsPerDay
        )
        number = Int32(clamping: remainder < 0 ? quotient - 1 : quotient)
    }

    /// Its first second.
    public var start: Timestamp { Timestamp(seconds: Int64(number) * Timestamp.secondsPerDay) }

    /// The day `days` later (earlier when negative).
    public func advanced(by days: Int) -> Day {
        Day(Int32(clamping: Int(number) + days))
    }

    /// Earlier days first.
    public static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }

    /// Days from `right` to `left`.
    public static func - (left: Day, right: Day) -> Int {
        Int(left.number) - Int(right.number)
    }
}
