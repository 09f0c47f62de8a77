/// IPv4 addresses as URLs may write them: one to four numbers, decimal, octal or hexadecimal (WHATWG URL §3.5).
enum IPv4Number {
    /// Whether a host of these bytes must be an IPv4 address, for its last label is a number.
    static func endsInNumber(_ host: Span<UInt8>) -> Bool {
        let end = endWithoutDot(host)
        guard end > 0 else { return false }
        let start = host.extracting(0..<end).lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? 0
        guard start < end else { return false }
        if (start..<end).allSatisfy({ host[$0].isDecimalDigit }) { return true }
        return value(host, start..<end) != nil
    }

    /// Reads a host that ends in a number.
    /// - Throws: ``AddressError/Reason/invalidIPv4`` with the byte at which the wrong number begins.
    static func parse(_ host: Span<UInt8>) throws(AddressError) -> UInt32 {
        let end = endWithoutDot(host)
        var address: UInt64 = 0
        var parts = 0
        var start = 0
        while true {
            let partEnd = host.firstIndex(of: UInt8(ascii: "."), from: start).map { min($0, end) } ?? end
            guard parts < 4, let value = value(host, start..<partEnd) else {
                throw AddressError(.invalidIPv4, at: start)
            }
            parts += 1
            if partEnd == end {
                // The last number fills all bytes that are left.
                guard value < 1 << UInt64(8 * (5 - parts)) else {
                    throw AddressError(.invalidIPv4, at: start)
                }
                return UInt32(truncatingIfNeeded: address << UInt64(8 * (5 - parts)) | value)
            }
            guard value <= 0xFF else { throw AddressError(.invalidIPv4, at: start) }
            address = address << 8 | value
            start = partEnd + 1
        }
    }

    /// One dot at the end does not count.
    private static func endWithoutDot(_ host: Span<UInt8>) -> Int {
        !host.isEmpty && host[host.count - 1] == UInt8(ascii: ".") ? host.count - 1 : host.count
    }

    /// The value of one number, no more than 2³² of it; nil when it is none.
    private static func value(_ host: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
        guard !range.isEmpty else { return nil }
        var start = range.lowerBound
        var radix: UInt64 = 10
        if range.count >= 2, host[start] == UInt8(ascii: "0") {
            radix = host[start + 1] | 0x20 == UInt8(ascii: "x") ? 16 : 8
            start += radix == 16 ? 2 : 1
        }
        var value: UInt64 = 0
        for index in start..<range.upperBound {
            guard let digit = host[index].hexadecimalDigit, digit < radix else { return nil }
            value = min(value * radix + UInt64(digit), 1 << 32)
        }
        return value
    }
}
