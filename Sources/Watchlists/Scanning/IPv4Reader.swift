/// Reads dotted decimal tokens of log lines.
enum IPv4Reader {
    /// Reads a token of digits and dots: an address, or an address and a port behind a fifth dot.
    ///
    /// Numbers with a leading zero are refused unless all four have three digits, as in ``IPAddress``.
    /// - Parameters:
    ///   - text: holds the token.
    ///   - start: where it begins.
    ///   - end: where it ends.
    /// - Returns: the address and the end of its fourth number; nil for any other token.
    @inline(__always)
    static func read(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> (
        address: UInt32, end: Int
    )? {
        guard end - start >= 7, end - start <= 21 else { return nil }
        var address: UInt32 = 0
        var position = start
        var part = 0
        var hasLeadingZero = false
        var isPadded = true
        while true {
            let numberStart = position
            var number: UInt32 = 0
            while position < end {
                let digit = text[position] &- 0x30
                guard digit < 10 else { break }
                guard position - numberStart < 3 else { return nil }
                number = number &* 10 &+ UInt32(digit)
                position &+= 1
            }
            let length = position - numberStart
            guard length > 0, number <= 255 else { return nil }
            if length > 1, text[numberStart] == UInt8(ascii: "0") { hasLeadingZero = true }
            if length != 3 { isPadded = false }
            address = address &<< 8 | number
            part += 1
            if part == 4 { break }
            guard position < end, text[position] == UInt8(ascii: ".") else { return nil }
            position &+= 1
        }
        guard !hasLeadingZero || isPadded else { return nil }
        if position < end, !isPort(text, from: position, to: end) { return nil }
        return (address, position)
    }

    /// Whether a dot and a number up to 65535 follow.
    private static func isPort(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Bool {
        guard text[start] == UInt8(ascii: "."), (2...6).contains(end - start) else { return false }
        var number = 0
        for index in start + 1..<end {
            guard text[index].isDigit else { return false }
            number = number * 10 + Int(text[index] - 0x30)
        }
        return number <= 0xFFFF
    }
}
