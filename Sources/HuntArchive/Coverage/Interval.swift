public import Reports

/// A stretch of time: from `start`, up to but not including `end`.
public struct Interval: Hashable, Sendable {
    /// Its first moment.
    public let start: Timestamp
    /// The first moment after it, later than ``start``.
    public let end: Timestamp

    /// The time from `start` up to `end`; nil when that is no time.
    public init?(from start: Timestamp, to end: Timestamp) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }

    init(unchecked start: Timestamp, _ end: Timestamp) {
        self.start = start
        self.end = end
    }

    /// Its length in seconds.
    public var seconds: Int64 { end.seconds - start.seconds }

    /// What both have in common; nil when that is no time.
    public func intersection(_ other: Interval) -> Interval? {
        Interval(from: max(start, other.start), to: min(end, other.end))
    }
}

extension Interval: CustomStringConvertible {
    /// Both ends in RFC 3339 with a slash between (ISO 8601).
    public var description: String { "\(start)/\(end)" }
}

extension [Interval] {
    /// The same time in order, touching and overlapping intervals joined.
    var joined: [Interval] {
        var result: [Interval] = []
        for interval in sorted(by: { $0.start < $1.start }) {
            if let last = result.last, interval.start <= last.end {
                guard interval.end > last.end, let longer = Interval(from: last.start, to: interval.end)
                else {
                    continue
                }
                result[result.count - 1] = longer
            } else {
                result.append(interval)
            }
        }
        return result
    }

    /// What of `whole` lies in none of these, which are in order and do not touch.
    func missing(from whole: Interval) -> [Interval] {
        var result: [Interval] = []
        var start = whole.start
        for interval in self where interval.end > whole.start && interval.start < whole.end {
            if let gap = Interval(from: start, to: interval.start) { result.append(gap) }
            start = Swift.max(start, interval.end)
        }
        if let gap = Interval(from: start, to: whole.end) { result.append(gap) }
        return result
    }
}
