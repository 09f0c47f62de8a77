/// One pass over a text that may begin with a date and a time, piece by piece, in whatever order they stand.
struct TimeScan: ~Escapable {
    let bytes: Span<UInt8>
    var position: Int
    let end: Int
    let isDayFirst: Bool?
    var parts = TimeParts()
    /// Where the last piece that was taken ends.
    var consumed: Int
    /// What a date that can be read in one way only tells of the others.
    var learntDayFirst: Bool?
    private var isEpochPossible = true

    @_lifetime(copy bytes)
    init(bytes: Span<UInt8>, position: Int, end: Int, isDayFirst: Bool?) {
        self.bytes = bytes
        self.position = position
        self.end = end
        self.isDayFirst = isDayFirst
        consumed = position
    }

    mutating func run() {
        while position < end {
            let byte = bytes[position]
            let isTaken: Bool
            if byte.isDigit {
                isTaken = number()
            } else if byte.isLetter || byte >= 0x80 {
                isTaken = word()
            } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
                isTaken = sign()
            } else if byte.isBlank || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
                || byte == UInt8(ascii: "_")
            {
                position += 1
                continue
            } else {
                return
            }
            guard isTaken else { return }
            consumed = position
            isEpochPossible = false
        }
    }

    /// Seconds east of UTC of `+03`, `+0300` or `+03:00` at `start`, and where it ends.
    static func offset(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (seconds: Int, end: Int)? {
        var index = start + 1
        var value = 0
        var digits = 0
        while index < end, digits < 4 {
            if bytes[index].isDigit {
                value = value * 10 + Int(bytes[index] &- 0x30)
                digits += 1
            } else if bytes[index] != UInt8(ascii: ":") || digits == 0 || digits > 2 {
                break
            }
            index += 1
        }
        if index > start, bytes[index - 1] == UInt8(ascii: ":") { index -= 1 }
        guard digits > 0, index == end || !bytes[index].isDigit else { return nil }
        let hours = digits <= 2 ? value : value / 100
        let minutes = digits <= 2 ? 0 : value % 100
        guard hours <= 14, minutes < 60 else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return (bytes[start] == UInt8(ascii: "-") ? -seconds : seconds, index)
    }

    /// Reads `.123456` at `start` and says where it ends.
    static func fraction(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, into parts: inout TimeParts) -> Int {
        var index = start + 1
        var value: Int32 = 0
        var digits = 0
        while index < end, bytes[index].isDigit {
            if digits < 9 {
                value = value * 10 + Int32(bytes[index] &- 0x30)
                digits += 1
            }
            index += 1
        }
        guard digits > 0 else { return start }
        while digits < 9 {
            value *= 10
            digits += 1
        }
        parts.nanoseconds = value
        return index
    }

    private mutating func sign() -> Bool {
        if parts.hasClock, parts.offset == nil || parts.offset == 0,
            let zone = Self.offset(bytes, position, end), zone.end - position > 2 || parts.offset == 0
        {
            parts.offset = zone.seconds
            position = zone.end
            return true
        }
        // A hyphen between the date and the time of day.
        guard bytes[position] == UInt8(ascii: "-"), parts.hasDate, !parts.hasClock else { return false }
        position += 1
        return true
    }

    private mutating func word() -> Bool {
        var last = position
        while last < end, bytes[last].isLetter || bytes[last] >= 0x80 { last += 1 }
        let range = position..<last
        if range.count == 1, bytes[position] | 0x20 == UInt8(ascii: "t"), parts.hasDate, !parts.hasClock {
            position = last
            return true
        }
        if !parts.hasClock || !parts.hasDate {
            if parts.month == 0, let month = TimeWords.month(bytes, range) {
                parts.month = month
                position = last
                if position < end, bytes[position] == UInt8(ascii: ".") { position += 1 }
                return true
            }
            if parts.month == 0, TimeWords.isWeekday(bytes, range) {
                position = last
                return true
            }
        }
        guard parts.hasClock, last == end || !bytes[last].isNameByte || bytes[last] == UInt8(ascii: "-")
        else {
            return false
        }
        if let half = TimeWords.half(bytes, range) {
            guard parts.hour <= 12 else { return false }
            parts.hour = parts.hour % 12 + half
        } else if parts.offset == nil, last == end || bytes[last] != UInt8(ascii: "-") || parts.hasDate,
            let zone = TimeWords.zone(bytes, range)
        {
            if last < end, bytes[last] == UInt8(ascii: "-"), Self.offset(bytes, last, end) == nil {
                return false
            }
            parts.offset = zone
        } else {
            return false
        }
        position = last
        return true
    }

    private mutating func number() -> Bool {
        var last = position
        var value = 0
        while last < end, bytes[last].isDigit, last - position < 20 {
            value = value &* 10 &+ Int(bytes[last] &- 0x30)
            last += 1
        }
        let digits = last - position
        let next = last < end ? bytes[last] : 0x20
        if digits <= 2, next == UInt8(ascii: ":"), !parts.hasClock { return clock(value, last) }
        let isDateSeparator =
            next == UInt8(ascii: "-") || next == UInt8(ascii: "/") || next == UInt8(ascii: ".")
        if isDateSeparator, parts.month == 0, digits <= 4, date(value, digits, last) { return true }
        if digits == 4, parts.year == nil, parts.month > 0 || !parts.hasClock, endsWord(last),
            (1970...2200).contains(value)
        {
            parts.year = value
            position = last
            return true
        }
        if digits <= 2, parts.day == 0, (1...31).contains(value), !parts.hasDate {
            let isNamed = parts.month > 0 || monthFollows(last)
            if isNamed, parts.month == 0 || endsWord(last) || next == UInt8(ascii: "T") {
                parts.day = value
                position = last
                return true
            }
        }
        if digits == 8 || digits == 14, parts.month == 0,
            (1970_01_01...2200_12_31).contains(
                digits == 8 ? value : value / 1_000_000
            )
        {
            return compact(value, digits, last)
        }
        guard isEpochPossible else { return false }
        return epoch(value, digits, last)
    }

    /// Whether what begins at `index` does not go on with the number before it.
    private func endsWord(_ index: Int) -> Bool {
        guard index < end else { return true }
        switch bytes[index] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "\""),
            UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: ")"),
            UInt8(ascii: "'"), UInt8(ascii: "<"):
            return true
        case UInt8(ascii: ":"):
            return index + 1 == end
                || !(bytes[index + 1].hexadecimalValue != nil && !parts.hasDate)
                    && bytes[index + 1] != UInt8(ascii: ":")
                    && (parts.hasClock ? bytes[index + 1] == 0x20 : true)
        default: return false
        }
    }

    private func monthFollows(_ index: Int) -> Bool {
        var first = index
        while first < end, bytes[first] == 0x20 { first += 1 }
        var last = first
        while last < end, bytes[last].isLetter || bytes[last] >= 0x80 { last += 1 }
        return TimeWords.month(bytes, first..<last) != nil
    }

    private mutating func clock(_ hour: Int, _ colon: Int) -> Bool {
        guard hour < 24, let minute = twoDigits(colon + 1) else { return false }
        var next = minute.end
        var second = 0
        if next + 1 < end, bytes[next] == UInt8(ascii: ":"), let found = twoDigits(next + 1) {
            second = found.value
            next = found.end
        }
        guard minute.value < 60, second <= 60 else { return false }
        parts.hour = hour
        parts.minute = minute.value
        parts.second = second
        position = next
        if position < end,
            bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ",")
                || bytes[position] == UInt8(ascii: ":")
        {
            position = Self.fraction(bytes, position, end, into: &parts)
        }
        return true
    }

    private func twoDigits(_ index: Int) -> (value: Int, end: Int)? {
        guard index < end, bytes[index].isDigit else { return nil }
        guard index + 1 < end, bytes[index + 1].isDigit else { return (Int(bytes[index] &- 0x30), index + 1) }
        guard index + 2 == end || !bytes[index + 2].isDigit else { return nil }
        return (Int(bytes[index] &- 0x30) * 10 + Int(bytes[index + 1] &- 0x30), index + 2)
    }

    /// Three numbers, or two and the name of a month, with the same separator between them.
    private mutating func date(_ first: Int, _ firstDigits: Int, _ separatorAt: Int) -> Bool {
        let separator = bytes[separatorAt]
        var index = separatorAt + 1
        var second = 0
        var named = 0
        let start = index
        if index < end, bytes[index].isLetter || bytes[index] >= 0x80 {
            while index < end, bytes[index].isLetter || bytes[index] >= 0x80 { index += 1 }
            guard let month = TimeWords.month(bytes, start..<index) else { return false }
            named = month
            if index + 1 < end, bytes[index] == UInt8(ascii: "."), bytes[index + 1] == separator {
                index += 1
            }
        } else {
            while index < end, bytes[index].isDigit, index - start < 3 {
                second = second * 10 + Int(bytes[index] &- 0x30)
                index += 1
            }
            guard index > start, index - start <= 2 else { return false }
        }
        guard index + 1 < end, bytes[index] == separator, bytes[index + 1].isDigit else { return false }
        index += 1
        let thirdStart = index
        var third = 0
        while index < end, bytes[index].isDigit, index - thirdStart < 5 {
            third = third * 10 + Int(bytes[index] &- 0x30)
            index += 1
        }
        let thirdDigits = index - thirdStart
        guard thirdDigits <= 4, thirdDigits != 3 else { return false }
        // Four numbers with dots are an address.
        if separator == UInt8(ascii: "."), index < end, bytes[index] == separator, index + 1 < end,
            bytes[index + 1].isDigit
        {
            return false
        }
        guard setDate(first, firstDigits, second, named, third, thirdDigits, separator) else { return false }
        position = index
        return true
    }

    private mutating func setDate(
        _ first: Int,
        _ firstDigits: Int,
        _ second: Int,
        _ named: Int,
        _ third: Int,
        _ thirdDigits: Int,
        _ separator: UInt8
    ) -> Bool {
        let year: Int
        var month: Int
        var day: Int
        if firstDigits == 4 || first > 31 {
            guard thirdDigits <= 2 else { return false }
            year = first
            month = named > 0 ? named : second
            day = third
        } else {
            guard thirdDigits != 1 else { return false }
            year = third
            if named > 0 {
                month = named
                day = first
            } else if first > 12 {
                (day, month) = (first, second)
                if second <= 12, separator == UInt8(ascii: "/") { learntDayFirst = true }
            } else if second > 12 {
                (month, day) = (first, second)
                if separator == UInt8(ascii: "/") { learntDayFirst = false }
            } else if isDayFirst ?? (separator != UInt8(ascii: "/")) {
                (day, month) = (first, second)
            } else {
                (month, day) = (first, second)
            }
        }
        let digits = firstDigits == 4 || first > 31 ? firstDigits : thirdDigits
        let full = digits == 4 ? year : year < 69 ? 2000 + year : 1900 + year
        guard Calendar.days(full, month, day) != nil else { return false }
        parts.year = full
        parts.month = month
        parts.day = day
        return true
    }

    /// `20261125` and `20261125093903`.
    private mutating func compact(_ value: Int, _ digits: Int, _ last: Int) -> Bool {
        let date = digits == 8 ? value : value / 1_000_000
        guard Calendar.days(date / 10_000, date / 100 % 100, date % 100) != nil else { return false }
        if digits == 14 {
            let clock = value % 1_000_000
            guard clock / 10_000 < 24, clock / 100 % 100 < 60, clock % 100 <= 60 else { return false }
            parts.hour = clock / 10_000
            parts.minute = clock / 100 % 100
            parts.second = clock % 100
        } else if last + 7 <= end, bytes[last] == UInt8(ascii: "T"),
            let clock = bytes.number(last + 1..<last + 7)
        {
            // The time of day of ISO 8601's basic form.
            guard clock / 10_000 < 24, clock / 100 % 100 < 60, clock % 100 <= 60 else { return false }
            parts.hour = clock / 10_000
            parts.minute = clock / 100 % 100
            parts.second = clock % 100
            position = last + 7
            parts.year = date / 10_000
            parts.month = date / 100 % 100
            parts.day = date % 100
            return true
        } else if last < end, !endsWord(last), bytes[last] != UInt8(ascii: "-") {
            return false
        }
        parts.year = date / 10_000
        parts.month = date / 100 % 100
        parts.day = date % 100
        position = last
        return true
    }

    /// Seconds, milliseconds, microseconds or nanoseconds since 1970, or 100 ns since 1601; told apart by their size.
    private mutating func epoch(_ value: Int, _ digits: Int, _ last: Int) -> Bool {
        var rest = 0
        var scale = 1
        switch digits {
        case 9, 10: break
        case 12, 13: scale = 1000
        case 15, 16: scale = 1_000_000
        case 18:
            guard (116_444_736_000_000_000...164_000_000_000_000_000).contains(value) else { return false }
            let since1970 = value - 116_444_736_000_000_000
            parts.epoch = Int64(since1970 / 10_000_000)
            parts.nanoseconds = Int32(since1970 % 10_000_000 * 100)
            position = last
            return true
        case 19: scale = 1_000_000_000
        default: return false
        }
        guard digits == 9 ? value > 300_000_000 : value > 0, last == end || !bytes[last].isLetter else {
            return false
        }
        rest = value % scale
        parts.epoch = Int64(value / scale)
        parts.nanoseconds = Int32(rest * (1_000_000_000 / scale))
        position = last
        if scale == 1, last < end, bytes[last] == UInt8(ascii: ".") {
            position = Self.fraction(bytes, last, end, into: &parts)
        }
        return true
    }
}
