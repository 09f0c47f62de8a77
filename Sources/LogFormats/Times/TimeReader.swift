/// Reads dates and times in the spellings of logs.
///
/// One reader serves one stream: it remembers the day last computed, and whether `15/04` or `04/15` has been seen.
struct TimeReader {
    /// Longest text of a time, in bytes.
    static let maximumLength = 80

    let options: LogOptions
    var memo = DayMemo()
    /// Whether the day stands first in dates of two small numbers, once the stream or the caller has told.
    private(set) var isDayFirst: Bool?

    init(_ options: LogOptions) {
        self.options = options
        isDayFirst = options.isDayFirst
    }

    /// The parts of a date, a time of day or both at `start`, and where they end; nil when there are none.
    mutating func parts(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (parts: TimeParts, end: Int)? {
        guard start < end else { return nil }
        let limit = min(end, start + Self.maximumLength)
        if start + 19 <= limit, let quick = Self.plain(bytes, start, limit) { return quick }
        for index in start..<limit where bytes[index] >= 0xD8 {
            if let found = foreign(bytes, start, limit) { return found }
            break
        }
        var scan = TimeScan(bytes: bytes, position: start, end: limit, isDayFirst: isDayFirst)
        scan.run()
        guard !scan.parts.isEmpty else { return nil }
        if let learnt = scan.learntDayFirst, options.isDayFirst == nil { isDayFirst = learnt }
        return (scan.parts, scan.consumed)
    }

    /// A whole moment: a date and a time of day, or seconds since an epoch.
    mutating func moment(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (time: LogTime, end: Int)? {
        guard let found = parts(bytes, start, end), found.parts.epoch != nil || found.parts.hasDate,
            found.parts.epoch != nil || found.parts.hasClock,
            let time = found.parts.time(options, &memo)
        else { return nil }
        return (time, found.end)
    }

    /// `2026-11-25T09:39:03`, then a fraction and a zone: what most logs write.
    private static func plain(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (parts: TimeParts, end: Int)?
    {
        func two(_ offset: Int) -> Int? {
            let high = bytes[start + offset] &- 0x30
            let low = bytes[start + offset + 1] &- 0x30
            return high < 10 && low < 10 ? Int(high) * 10 + Int(low) : nil
        }
        guard bytes[start + 4] == 0x2D, bytes[start + 7] == 0x2D, bytes[start + 13] == 0x3A,
            bytes[start + 16] == 0x3A, bytes[start + 10] == 0x54 || bytes[start + 10] == 0x20,
            let century = two(0), let year = two(2), let month = two(5), let day = two(8), let hour = two(11),
            let minute = two(14), let second = two(17)
        else { return nil }
        var parts = TimeParts()
        parts.year = century * 100 + year
        parts.month = month
        parts.day = day
        parts.hour = hour
        parts.minute = minute
        parts.second = second
        var position = start + 19
        if position < end, bytes[position] == 0x2E || bytes[position] == 0x2C {
            position = TimeScan.fraction(bytes, position, end, into: &parts)
        }
        guard position < end else { return (parts, position) }
        switch bytes[position] {
        case UInt8(ascii: "Z"):
            if position + 1 < end, bytes[position + 1].isLetter { return nil }
            parts.offset = 0
            position += 1
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard let zone = TimeScan.offset(bytes, position, end) else { break }
            parts.offset = zone.seconds
            position = zone.end
        case UInt8(ascii: " "), UInt8(ascii: "["):
            // A zone or a half of the day may follow.
            return nil
        default:
            if bytes[position].isDigit { return nil }
        }
        return (parts, position)
    }

    /// Digits of the Arabic script, read as the usual ones.
    private mutating func foreign(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (
        parts: TimeParts, end: Int
    )? {
        var plain: [UInt8] = []
        var origins: [Int] = []
        var index = start
        var isForeign = false
        while index < end {
            let byte = bytes[index]
            let next = index + 1 < end ? bytes[index + 1] : 0
            if byte == 0xD9, next >= 0xA0, next <= 0xA9 {
                plain.append(0x30 + next - 0xA0)
            } else if byte == 0xDB, next >= 0xB0, next <= 0xB9 {
                plain.append(0x30 + next - 0xB0)
            } else if byte == 0xE2, next == 0x80 {
                // Marks of direction.
                index += 3
                isForeign = true
                continue
            } else if byte == 0xD8, next == 0x8C {
                plain.append(UInt8(ascii: ","))
            } else {
                plain.append(byte)
                origins.append(index)
                index += 1
                continue
            }
            isForeign = true
            origins.append(index)
            index += 2
        }
        guard isForeign else { return nil }
        origins.append(min(index, end))
        var scan = TimeScan(bytes: plain.span, position: 0, end: plain.count, isDayFirst: isDayFirst)
        scan.run()
        guard !scan.parts.isEmpty else { return nil }
        if let learnt = scan.learntDayFirst, options.isDayFirst == nil { isDayFirst = learnt }
        return (scan.parts, origins[min(scan.consumed, origins.count - 1)])
    }
}
