public import Observations
public import Reports

/// The time that a hunt looks at: whole hours.
public struct HuntPeriod: Hashable, Sendable {
    /// The first hour.
    public let first: Hour
    /// The last hour.
    public let last: Hour

    /// The hours that `since` up to, but not including, `until` touches; nil when that is no time, or outside the years
    /// 1970…9999.
    public init?(since: Timestamp, until: Timestamp) {
        guard since < until, let first = Hour(containing: since),
            let last = Hour(containing: Timestamp(seconds: until.seconds - 1))
        else { return nil }
        self.first = first
        self.last = last
    }

    /// The same as a stretch of time.
    public var interval: Interval { Interval(unchecked: first.start, last.end) }

    /// Whether any hour of `day` belongs to it.
    func touches(_ day: Day) -> Bool { first.day <= day && day <= last.day }

    /// The hours of `day` that belong to it, a day that it touches.
    func hours(of day: Day) -> ClosedRange<UInt8> {
        (day == first.day ? first.ofDay : 0)...(day == last.day ? last.ofDay : Day.hours - 1)
    }
}
