internal import Reports

extension Timestamp {
    /// Bytes of ``listText``.
    private static let textLength = 20

    /// The moment as ``description`` has it, written without strings in between: a list has millions of them.
    var listText: String {
        let (year, month, day, hour, minute, second) = calendar
        guard (0...9999).contains(year) else { return description }
        return String(unsafeUninitializedCapacity: Self.textLength) { buffer in
            func digits(_ value: Int, at index: Int) {
                buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10)
                buffer[index + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10)
            }
            digits(year / 100, at: 0)
            digits(year % 100, at: 2)
            buffer[4] = UInt8(ascii: "-")
            digits(month, at: 5)
            buffer[7] = UInt8(ascii: "-")
            digits(day, at: 8)
            buffer[10] = UInt8(ascii: "T")
            digits(hour, at: 11)
            buffer[13] = UInt8(ascii: ":")
            digits(minute, at: 14)
            buffer[16] = UInt8(ascii: ":")
            digits(second, at: 17)
            buffer[19] = UInt8(ascii: "Z")
            return Self.textLength
        }
    }
}
