extension Timestamp {
    /// The moment that `text` writes as RFC 3339 does, for example `2026-11-23T11:30:00.25+03:00`; fractions of a second
    /// are dropped. Nil when it is none: nothing is guessed.
    public init?(rfc3339 text: some StringProtocol) {
        var reader = DigitReader(Array(text.utf8))
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), reader.take("Tt "), let hour = reader.number(2), reader.take(":"),
            let minute = reader.number(2), reader.take(":"), let second = reader.number(2),
            reader.skipFraction(), let offset = reader.zone(), reader.isAtEnd,
            let local = Timestamp(
                year: year,
                month: month,
                day: day,
                hour: hour,
                minute: minute,
                second: second
            )
        else { return nil }
        self.init(seconds: local.seconds - Int64(offset) * 60)
    }
}

/// Reads digits and signs one after the other.
private struct DigitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    /// Exactly `count` digits as a number.
    mutating func number(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<(position + count)] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += count
        return value
    }

    /// One of the characters of `choices`.
    mutating func take(_ choices: StaticString) -> Bool {
        guard position < bytes.count else { return false }
        let isThere = choices.withUTF8Buffer { $0.contains(bytes[position]) }
        if isThere { position += 1 }
        return isThere
    }

    /// A fraction, if there is one; false for a point without digits.
    mutating func skipFraction() -> Bool {
        guard take(".") else { return true }
        guard number(1) != nil else { return false }
        while number(1) != nil {}
        return true
    }

    /// The zone, in minutes east of UTC.
    mutating func zone() -> Int? {
        if take("Zz") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}
