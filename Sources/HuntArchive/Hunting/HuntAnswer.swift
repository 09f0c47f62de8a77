public import Addresses
public import Observations
public import Reports

/// Who met the target of a hunt, as far as the archive can tell, and how far that is.
public struct HuntAnswer: Sendable {
    /// What was hunted.
    public let target: HuntTarget
    /// The hours that were asked for.
    public let period: HuntPeriod
    /// All meetings together.
    public let totals: MeetingCount
    /// Who met what: latest first, then most often.
    public let meetings: [Meeting]
    /// What was not read or not kept; nil when the answer holds all that the archive has.
    public let more: HuntRemainder?
    /// Whether the archive holds everything that was met.
    public let coverage: CoverageReport

    /// Whether anybody met it.
    public var isMet: Bool { totals.count > 0 }
}

/// An address met by one inside host in one sensor's telemetry.
public struct Meeting: Hashable, Sendable {
    /// The address that was met.
    public let address: Address
    /// Who met it; nil where the telemetry does not say.
    public let inside: IPAddress?
    /// In whose telemetry.
    public let sensor: SensorNumber
    /// How often and when.
    public let counted: MeetingCount
}

/// How often something was met, when first and last, and on which days.
public struct MeetingCount: Hashable, Sendable {
    /// A day and how often something was met on it.
    public struct DayCount: Hashable, Sendable {
        /// The day.
        public let day: Day
        /// How often.
        public internal(set) var count: UInt64
    }

    /// How often in all.
    public private(set) var count: UInt64 = 0
    /// When first; the end of all time when never.
    public private(set) var first = Day.last.end
    /// When last; the beginning of all time when never.
    public private(set) var last = Day.first.start
    /// The days it was met on, latest first.
    public private(set) var days: [DayCount] = []

    /// Never.
    init() {}

    init(count: UInt64, first: Timestamp, last: Timestamp, days: [DayCount]) {
        self.count = count
        self.first = first
        self.last = last
        self.days = days
    }

    /// Adds what was counted in an hour of `day`, which is not later than the last day added.
    @inline(__always)
    mutating func add(_ occurrences: Occurrences, hourOfDay: UInt8, of day: Day) {
        let start = day.start.seconds &+ Int64(hourOfDay) &* Hour.seconds
        count = count.addingHeld(occurrences.count)
        first = min(first, Timestamp(seconds: start &+ Int64(occurrences.first)))
        last = max(last, Timestamp(seconds: start &+ Int64(occurrences.last)))
        if let index = days.indices.last, days[index].day == day {
            days[index].count = days[index].count.addingHeld(occurrences.count)
        } else {
            days.append(DayCount(day: day, count: occurrences.count))
        }
    }
}

/// What an answer does not hold although the archive does.
public struct HuntRemainder: Hashable, Sendable {
    /// Where reading stopped because the limit of rows was reached.
    public struct Stop: Hashable, Sendable {
        /// The day that was read in part; earlier days were not read at all.
        public let day: Day
        /// The last address of that day that was read; those with higher keys were not. Nil when none was.
        public let address: Address?
    }

    /// Rows of crowded addresses that are in the totals, but whose hosts were not looked at.
    public internal(set) var unreadRows: UInt64 = 0
    /// Rows that are in the totals, but whose hosts were not kept.
    public internal(set) var unkeptRows: UInt64 = 0
    /// Where reading stopped: what follows is not even in the totals. Nil when all was counted.
    public internal(set) var stop: Stop?

    /// Whether nothing is missing.
    public var isEmpty: Bool { unreadRows == 0 && unkeptRows == 0 && stop == nil }
}
