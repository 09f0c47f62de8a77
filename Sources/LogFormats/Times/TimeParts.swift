/// The parts of a date and a time of day as far as they have been read.
struct TimeParts {
    var year: Int?
    var month = 0
    var day = 0
    var hour = -1
    var minute = 0
    var second = 0
    var nanoseconds: Int32 = 0
    /// Seconds east of UTC, when the text names a zone.
    var offset: Int?
    /// A moment counted from an epoch, which needs no parts.
    var epoch: Int64?

    var hasDate: Bool { month > 0 && day > 0 }
    var hasClock: Bool { hour >= 0 }
    var isEmpty: Bool { !hasDate && !hasClock && epoch == nil }

    /// Takes from `other` what is missing here.
    mutating func complete(with other: TimeParts) {
        if !hasDate, other.hasDate {
            year = other.year
            month = other.month
            day = other.day
        } else if year == nil {
            year = other.year
        }
        if !hasClock, other.hasClock {
            hour = other.hour
            minute = other.minute
            second = other.second
            nanoseconds = other.nanoseconds
        }
        offset = offset ?? other.offset
    }

    /// The moment; nil when there is no date, or one that no calendar has.
    func time(_ options: LogOptions, _ memo: inout DayMemo) -> LogTime? {
        if let epoch { return LogTime(seconds: epoch, nanoseconds: nanoseconds) }
        guard hasDate, hour < 24, minute < 60, second <= 60 else { return nil }
        let clock = hasClock ? hour * 3600 + minute * 60 + second : 0
        let zone = offset ?? options.zoneOffset
        if let year {
            guard let days = memo.days(year, month, day) else { return nil }
            return LogTime(
                seconds: Int64(days) * 86_400 + Int64(clock - zone),
                nanoseconds: nanoseconds,
                isZoneStated: offset != nil
            )
        }
        let now = Calendar.year(ofDay: Int(options.now.quotient(by: 86_400)))
        var best: Int64?
        for year in now - 1...now + 1 {
            guard let days = memo.days(year, month, day) else { continue }
            let seconds = Int64(days) * 86_400 + Int64(clock - zone)
            if let known = best, abs(known - options.now) <= abs(seconds - options.now) { continue }
            best = seconds
        }
        return best.map {
            LogTime(
                seconds: $0,
                nanoseconds: nanoseconds,
                isZoneStated: offset != nil,
                isYearStated: false
            )
        }
    }
}

/// The day number of the last date asked for: the lines of a log share their date.
struct DayMemo {
    private var key = -1
    private var value = 0

    /// Days from 1970-01-01; nil when there is no such date.
    mutating func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        let wanted = year << 16 | month << 8 | day
        if wanted == key { return value }
        guard let days = Calendar.days(year, month, day) else { return nil }
        key = wanted
        value = days
        return days
    }
}

/// The Gregorian calendar.
enum Calendar {
    /// Days from 1970-01-01; nil when there is no such date.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= length(month, year) else {
            return nil
        }
        let march = month > 2 ? year : year - 1
        let era = march / 400
        let yearOfEra = march - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The year that a day since 1970-01-01 lies in.
    static func year(ofDay day: Int) -> Int {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        return yearOfEra + era * 400 + (dayOfYear >= 306 ? 1 : 0)
    }

    private static func length(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int64 {
    /// Division towards the past.
    func quotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
