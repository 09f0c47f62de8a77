/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Sendable, Comparable {
    /// Seconds since the epoch, negative before it.
    public let seconds: Int64

    /// Seconds in a day, as the sciences of scores and retention count it.
    public static let secondsPerDay: Int64 = 86_400

    /// The moment `seconds` after the epoch.
    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// Earlier moments first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.seconds < right.seconds
    }

    /// The moment `days` later (earlier when negative).
    public func advanced(byDays days: Double) -> Timestamp {
        Timestamp(seconds: seconds + Int64((days * Double(Self.secondsPerDay)).rounded()))
    }

    /// Days from `earlier` to this moment; negative when `earlier` is later.
    public func days(since earlier: Timestamp) -> Double {
        Double(seconds - earlier.seconds) / Double(Self.secondsPerDay)
    }
}

extension Timestamp {
    /// The moment of a Gregorian date and time in UTC; nil when a field is out of range.
    public init?(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0
    ) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let date = Self.daysFromEpoch(year: year, month: month, day: day)
        seconds = Int64(date) * Self.secondsPerDay + Int64(hour * 3600 + minute * 60 + second)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01, counting years from March so that the leap day is the last of its year.
    private static func daysFromEpoch(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Year, month, day, hour, minute and second in UTC.
    public var calendar: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        let (quotient, remainder) = seconds.quotientAndRemainder(dividingBy: Self.secondsPerDay)
        let day = Int(remainder < 0 ? quotient - 1 : quotient) + 719_468
        let time = Int(remainder < 0 ? remainder + Self.secondsPerDay : remainder)
        let era = (day >= 0 ? day : day - 146_096) / 146_097
        let dayOfEra = day - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1,
            time / 3600, time / 60 % 60, time % 60
        )
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC, for example `2026-11-23T08:30:00Z`.
    public var description: String {
        let (year, month, day, hour, minute, second) = calendar
        let fields = [year, month, day, hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let padding = String(repeating: "0", count: max(0, 4 - fields[0].utf8.count))
        return "\(padding)\(fields[0])-\(fields[1])-\(fields[2])T\(fields[3]):\(fields[4]):\(fields[5])Z"
    }
}

extension Timestamp: Codable {
    /// Reads seconds since 1970.
    public init(from decoder: any Decoder) throws {
        self.init(seconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    /// Writes seconds since 1970.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}
