public import Reports

/// Moments as feeds write them.
///
/// ISO 8601 and its looser cousins with `/`, `.` or a space; seconds, milliseconds and microseconds since 1970; Windows
/// file times; RFC 2822, ctime and web server log dates with English or German month names. A date without a zone is
/// in UTC. `03/04/2026`, which may mean two days, is not read.
public enum DateReading {
    private static let maximumLength = 64

    /// The moment `field` stands for; nil when it stands for none.
    public static func timestamp(_ field: Span<UInt8>) -> Timestamp? {
        let range = field.trimmedRange
        guard (6...maximumLength).contains(range.count) else { return nil }
        let text = field.extracting(range)
        if text[0].isDigit, let number = number(text) { return number }
        var tokens = DateTokens(text)
        return tokens.timestamp
    }

    /// The moment `text` stands for; see ``timestamp(_:)``.
    public static func timestamp(_ text: String) -> Timestamp? {
        timestamp(text.utf8.span)
    }

    /// A number alone: its count of digits tells the unit.
    private static func number(_ text: Span<UInt8>) -> Timestamp? {
        let end = text.first(0x2E) ?? text.count
        if end < text.count, !text.extracting(end + 1..<text.count).isDecimal { return nil }
        guard let value = text.extracting(0..<end).decimalValue else { return nil }
        if end < text.count, !(9...10).contains(end) { return nil }
        switch end {
        case 8: return Timestamp(year: value / 10_000, month: value / 100 % 100, day: value % 100)
        case 9, 10: return Timestamp(seconds: Int64(value))
        case 12, 13: return Timestamp(seconds: Int64(value / 1000))
        case 14:
            let (date, time) = value.quotientAndRemainder(dividingBy: 1_000_000)
            return Timestamp(
                year: date / 10_000,
                month: date / 100 % 100,
                day: date % 100,
                hour: time / 10_000,
                minute: time / 100 % 100,
                second: time % 100
            )
        case 15, 16: return Timestamp(seconds: Int64(value / 1_000_000))
        case 17, 18: return Timestamp(seconds: Int64(value / 10_000_000) - secondsFrom1601To1970)
        default: return nil
        }
    }

    private static let secondsFrom1601To1970: Int64 = 11_644_473_600
}

/// The numbers and words of a date, put together as they come.
private struct DateTokens {
    /// Numbers before the time, with their count of digits.
    private var numbers: [(value: Int, digits: Int)] = []
    private var month: Int?
    private var hour = 0
    private var minute = 0
    private var second = 0
    private var hasTime = false
    /// Seconds east of UTC.
    private var zone = 0
    private var isAfternoon: Bool?
    private var isValid = true

    init(_ text: Span<UInt8>) {
        var index = 0
        while index < text.count, isValid {
            let byte = text[index]
            if byte.isDigit {
                index = readNumber(text, from: index)
            } else if byte.isLetter || byte >= 0x80 {
                index = readWord(text, from: index)
            } else if hasTime, byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
                index = readOffset(text, from: index)
            } else {
                isValid =
                    byte.isBlank || byte == 0x2C || byte == 0x2D || byte == 0x2E || byte == 0x2F
                    || byte == 0x3A
                    || byte == 0x28 || byte == 0x29
                index += 1
            }
        }
    }

    private static func value(_ text: Span<UInt8>, _ start: Int) -> (Int, Int) {
        var end = start
        var value = 0
        while end < text.count, text[end].isDigit {
            if end - start < 15 { value = value * 10 + Int(text[end] & 0xF) }
            end += 1
        }
        return (value, end)
    }

    private mutating func readNumber(_ text: Span<UInt8>, from start: Int) -> Int {
        let (value, end) = Self.value(text, start)
        let isTime =
            end < text.count && text[end] == UInt8(ascii: ":") && !hasTime && end - start <= 2
            && end + 1 < text.count && text[end + 1].isDigit
        if isTime { return readTime(text, hour: value, from: end) }
        if end - start == 6, start > 0, text[start - 1] | 0x20 == UInt8(ascii: "t"), !hasTime {
            (hour, minute, second, hasTime) = (value / 10_000, value / 100 % 100, value % 100, true)
            return end
        }
        if end - start == 8, numbers.isEmpty {
            numbers = [(value / 10_000, 4), (value / 100 % 100, 2), (value % 100, 2)]
            return end
        }
        isValid = end - start <= 4 && numbers.count < 3
        numbers.append((value, end - start))
        return end
    }

    /// `:MM`, `:SS` and a fraction, at the colon after the hour.
    private mutating func readTime(_ text: Span<UInt8>, hour: Int, from colon: Int) -> Int {
        self.hour = hour
        hasTime = true
        var end = colon
        (minute, end) = Self.value(text, colon + 1)
        if end + 1 < text.count, text[end] == UInt8(ascii: ":"), text[end + 1].isDigit {
            (second, end) = Self.value(text, end + 1)
        }
        if end + 1 < text.count, text[end] == 0x2E || text[end] == 0x2C, text[end + 1].isDigit {
            (_, end) = Self.value(text, end + 1)
        }
        return end
    }

    /// `+0200`, `+02:00` or `+02`.
    private mutating func readOffset(_ text: Span<UInt8>, from start: Int) -> Int {
        let sign = text[start] == UInt8(ascii: "-") ? -1 : 1
        var (value, end) = Self.value(text, start + 1)
        var minutes = 0
        if end - start - 1 == 4 {
            (value, minutes) = (value / 100, value % 100)
        } else if end < text.count, text[end] == UInt8(ascii: ":") {
            (minutes, end) = Self.value(text, end + 1)
        }
        isValid = end > start + 1 && value <= 14 && minutes < 60
        zone = sign * (value * 3600 + minutes * 60)
        return end
    }

    private mutating func readWord(_ text: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < text.count, text[end].isLetter || text[end] >= 0x80 { end += 1 }
        let word = FieldText.string(text.extracting(start..<end)).lowercased()
        if word == "t" || Self.weekdays.contains(word) || Self.ordinals.contains(word) { return end }
        if let zone = Self.zones[word], hasTime || word.utf8.count > 1 {
            self.zone = zone * 3600
        } else if word == "am" || word == "pm" {
            isAfternoon = word == "pm"
        } else if let month = Self.months[word], self.month == nil {
            self.month = month
        } else {
            isValid = false
        }
        return end
    }

    /// The moment, when the parts make one.
    var timestamp: Timestamp? {
        mutating get {
            guard isValid, let (year, month, day) = date else { return nil }
            if let isAfternoon {
                guard (1...12).contains(hour) else { return nil }
                hour = hour % 12 + (isAfternoon ? 12 : 0)
            }
            if hour == 24, minute == 0, second == 0 {
                return Timestamp(year: year, month: month, day: day).map {
                    Timestamp(seconds: $0.seconds + Timestamp.secondsPerDay - Int64(zone))
                }
            }
            let moment = Timestamp(
                year: year,
                month: month,
                day: day,
                hour: hour,
                minute: minute,
                second: second
            )
            return moment.map { Timestamp(seconds: $0.seconds - Int64(zone)) }
        }
    }

    private var date: (year: Int, month: Int, day: Int)? {
        if let month {
            guard numbers.count == 2 else { return nil }
            if numbers[0].digits == 4 { return (numbers[0].value, month, numbers[1].value) }
            guard numbers[1].digits == 4 else { return nil }
            return (numbers[1].value, month, numbers[0].value)
        }
        guard numbers.count == 3 else { return nil }
        if numbers[0].digits == 4 { return (numbers[0].value, numbers[1].value, numbers[2].value) }
        guard numbers[2].digits == 4 else { return nil }
        let (first, second) = (numbers[0].value, numbers[1].value)
        if first > 12 || first == second { return (numbers[2].value, second, first) }
        return second > 12 ? (numbers[2].value, first, second) : nil
    }

    /// Hours east of UTC.
    private static let zones = [
        "z": 0, "utc": 0, "gmt": 0, "ut": 0, "cet": 1, "cest": 2, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
        "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "msk": 3, "jst": 9,
    ]

    private static let ordinals: Set<String> = ["st", "nd", "rd", "th", "at", "of"]

    private static let weekdays: Set<String> = [
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday",
        "wednesday",
        "thursday", "friday", "saturday", "sunday", "mo", "di", "mi", "do", "fr", "sa", "so",
    ]

    private static let months: [String: Int] = {
        let names = [
            "jan january januar", "feb february februar", "mar march mär märz maerz", "apr april", "may mai",
            "jun june juni", "jul july juli", "aug august", "sep sept september", "oct october okt oktober",
            "nov november", "dec december dez dezember",
        ]
        var months: [String: Int] = [:]
        for (index, words) in names.enumerated() {
            for word in words.split(separator: " ") { months[String(word)] = index + 1 }
        }
        return months
    }()
}
