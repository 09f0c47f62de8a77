public import Reports

/// One day of UTC, from 1970-01-01 to 9999-12-31.
public struct Day: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    public let number: Int32

    /// Hours in a day of UTC, which knows no summer time.
    public static let hours: UInt8 = 24
    /// 1970-01-01.
    public static let first = Day(unchecked: 0)
    /// 9999-12-31.
    public static let last = Day(unchecked: 2_932_896)

    /// The day this many days after 1970-01-01; nil outside the years 1970…9999.
    public init?(number: Int) {
        guard (0...Int(Self.last.number)).contains(number) else { return nil }
        self.number = Int32(number)
    }

    /// The day that `moment` lies in; nil outside the years 1970…9999.
    public init?(containing moment: Timestamp) {
        guard moment.seconds >= 0 else { return nil }
        self.init(number: Int(moment.seconds / Timestamp.secondsPerDay))
    }

    init(unchecked number: Int32) {
        self.number = number
    }

    /// Its first moment.
    public var start: Timestamp { Timestamp(seconds: Int64(number) * Timestamp.secondsPerDay) }

    /// The first moment after it.
    public var end: Timestamp { Timestamp(seconds: (Int64(number) + 1) * Timestamp.secondsPerDay) }

    /// The day `count` days later, held within 1970…9999.
    public func advanced(by count: Int) -> Day {
        let (number, overflow) = Int(number).addingReportingOverflow(count)
        if overflow { return count > 0 ? Self.last : Day(unchecked: 0) }
        return Day(unchecked: Int32(min(max(number, 0), Int(Self.last.number))))
    }

    /// Earlier days first.
    public static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }
}

extension Day: CustomStringConvertible {
    /// RFC 3339, for example `2026-11-23`.
    public var description: String { String(start.description.prefix(10)) }

    /// The day written as `2026-11-23`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            let start = Timestamp(year: year, month: month, day: day)
        else { return nil }
        self.init(containing: start)
    }
}
