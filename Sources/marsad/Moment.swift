import ArgumentParser
import Foundation
import Reports

/// A moment on the command line: a date, a date and time in RFC 3339, or how long ago.
struct Moment: ExpressibleByArgument {
    let timestamp: Timestamp
    /// As it was written.
    let defaultValueDescription: String

    static let help = "2026-11-23, 2026-11-23T08:30:00Z, or how long ago: 90d, 36h, 15m"

    /// Longest time ago in seconds: a hundred years.
    private static let longestAgo = 36_525 * Timestamp.secondsPerDay

    init?(argument: String) {
        self.init(argument, now: .now)
    }

    /// The moment so many days before now.
    init(daysAgo days: Int64) {
        timestamp = Timestamp(seconds: Timestamp.now.seconds - days * Timestamp.secondsPerDay)
        defaultValueDescription = "\(days)d"
    }

    /// The moment that `text` means at `now`; nil when it means none.
    init?(_ text: String, now: Timestamp) {
        if let seconds = Self.secondsAgo(text) {
            timestamp = Timestamp(seconds: now.seconds - seconds)
            defaultValueDescription = text
        } else if let timestamp = Self.timestamp(text) {
            self.timestamp = timestamp
            defaultValueDescription = text
        } else {
            return nil
        }
    }

    private static func secondsAgo(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["d": Timestamp.secondsPerDay, "h": 3600, "m": 60]
        guard let last = text.last, let unit = units[last], text.dropLast().allSatisfy(\.isASCIIDigit),
            let number = Int64(text.dropLast()), number <= longestAgo / unit
        else { return nil }
        return number * unit
    }

    /// RFC 3339 with seconds, with or without zone, or a date alone; without zone it is UTC.
    static func timestamp(_ text: String) -> Timestamp? {
        let utf8 = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= utf8.count, utf8[range].allSatisfy({ (0x30...0x39).contains($0) })
            else {
                return nil
            }
            return Int(String(decoding: utf8[range], as: UTF8.self))
        }
        func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
            index < utf8.count && utf8[index] == UInt8(ascii: character)
        }
        guard let year = number(0..<4), has("-", at: 4), let month = number(5..<7), has("-", at: 7),
            let day = number(8..<10)
        else { return nil }
        if utf8.count == 10 { return Timestamp(year: year, month: month, day: day) }
        guard has("T", at: 10) || has("t", at: 10) || has(" ", at: 10), let hour = number(11..<13),
            has(":", at: 13),
            let minute = number(14..<16), has(":", at: 16), let second = number(17..<19),
            let time = Timestamp(
                year: year,
                month: month,
                day: day,
                hour: hour,
                minute: minute,
                second: second
            )
        else { return nil }
        var end = 19
        if has(".", at: end) {
            end += 1
            while end < utf8.count, (0x30...0x39).contains(utf8[end]) { end += 1 }
        }
        if end == utf8.count || end + 1 == utf8.count && (has("Z", at: end) || has("z", at: end)) {
            return time
        }
        guard has("+", at: end) || has("-", at: end), end + 6 == utf8.count, has(":", at: end + 3),
            let hours = number(end + 1..<end + 3), let minutes = number(end + 4..<end + 6), hours < 24,
            minutes < 60
        else { return nil }
        let offset = Int64(hours * 3600 + minutes * 60)
        return Timestamp(seconds: time.seconds + (has("+", at: end) ? -offset : offset))
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
