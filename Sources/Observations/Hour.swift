public import Reports

/// One hour of UTC, the grain of time in which observations are counted.
public struct Hour: Hashable, Sendable, Comparable {
    /// Hours since 1970-01-01T00:00:00Z.
    public let number: Int32

    /// Seconds in an hour.
    public static let seconds: Int64 = 3600

    /// The hour that `moment` lies in; nil outside the years 1970…9999.
    public init?(containing moment: Timestamp) {
        guard moment.seconds >= 0, moment < Day.last.end else { return nil }
        number = Int32(moment.seconds / Self.seconds)
    }

    /// The hour `hourOfDay` (0…23) of `day`; nil when there is no such hour.
    public init?(_ hourOfDay: UInt8, of day: Day) {
        guard hourOfDay < Day.hours else { return nil }
        number = day.number * Int32(Day.hours) + Int32(hourOfDay)
    }

    init(unchecked number: Int32) {
        self.number = number
    }

    /// Its first moment.
    public var start: Timestamp { Timestamp(seconds: Int64(number) * Self.seconds) }

    /// The first moment after it.
    public var end: Timestamp { Timestamp(seconds: (Int64(number) + 1) * Self.seconds) }

    /// The day it belongs to.
    public var day: Day { Day(unchecked: number / Int32(Day.hours)) }

    /// Which hour of its day it is, 0…23.
    public var ofDay: UInt8 { UInt8(number % Int32(Day.hours)) }

    /// Earlier hours first.
    public static func < (left: Hour, right: Hour) -> Bool {
        left.number < right.number
    }
}
