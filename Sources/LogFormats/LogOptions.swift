/// What a log may leave unsaid.
public struct LogOptions: Sendable {
    /// Seconds east of UTC for times that name no zone.
    public var zoneOffset: Int
    /// The moment near which dates without a year lie, in seconds since 1970 UTC.
    public var now: Int64
    /// Whether `05/02/2025` is the fifth of February; nil to learn it from the stream, and take the month first
    /// until a date decides.
    public var isDayFirst: Bool?

    /// - Parameters:
    ///   - now: the moment near which dates without a year lie, in seconds since 1970 UTC.
    ///   - zoneOffset: seconds east of UTC for times that name no zone.
    ///   - isDayFirst: whether the day stands before the month in `05/02/2025`; nil to learn it from the stream.
    public init(now: Int64, zoneOffset: Int = 0, isDayFirst: Bool? = nil) {
        self.now = now
        self.zoneOffset = zoneOffset
        self.isDayFirst = isDayFirst
    }
}

extension LogOptions {
    /// Seconds east of UTC of a zone as people write it: `+03:00`, `UTC`, `GST`; nil when it is none.
    public static func zoneOffset(_ text: String) -> Int? {
        let bytes = text.utf8.span
        guard bytes.count > 0 else { return nil }
        if let named = TimeWords.zone(bytes, 0..<bytes.count) { return named }
        guard bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            let found = TimeScan.offset(bytes, 0, bytes.count), found.end == bytes.count
        else { return nil }
        return found.seconds
    }

    /// The moment that a date, with or without a time of day, stands for, in seconds since 1970 UTC; nil when it is none.
    public static func moment(_ text: String) -> Int64? {
        var reader = TimeReader(LogOptions(now: 0))
        let bytes = text.utf8.span
        guard let found = reader.parts(bytes, 0, bytes.count), found.end == bytes.count,
            found.parts.year != nil
        else {
            return nil
        }
        var memo = DayMemo()
        return found.parts.time(reader.options, &memo)?.seconds
    }
}
