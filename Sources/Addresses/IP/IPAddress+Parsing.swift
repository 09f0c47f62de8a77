extension IPAddress {
    /// Longest text of an IPv6 address with an embedded IPv4 address, in bytes (RFC 4291 §2.2).
    static let maximumTextLength = 45

    /// Reads dotted decimal or RFC 4291 §2.2 text, without brackets, port or prefix.
    ///
    /// Numbers with a leading zero are refused as ambiguous, except when all four have three digits
    /// (`001.002.003.004`), a padding some feeds use. A zone identifier (`%eth0`) is refused.
    /// - Parameter text: the address alone.
    /// - Throws: ``AddressError`` with the byte that is wrong.
    public init(_ text: String) throws(AddressError) {
        try self.init(utf8: text.utf8.span)
    }

    /// Reads UTF-8 bytes; see ``init(_:)``.
    /// - Parameter bytes: the address alone.
    /// - Throws: ``AddressError`` with the byte that is wrong.
    public init(utf8 bytes: Span<UInt8>) throws(AddressError) {
        guard !bytes.isEmpty else { throw AddressError(.empty) }
        guard bytes.count <= Self.maximumTextLength || bytes.contains(UInt8(ascii: "%")) else {
            throw AddressError(.invalidIPv6, at: Self.maximumTextLength)
        }
        if bytes.contains(UInt8(ascii: ":")) {
            self.init(bits: try Self.parseIPv6(bytes))
        } else {
            self.init(v4: try Self.parseIPv4(bytes))
        }
    }

    /// Four decimal numbers; see ``init(_:)`` for leading zeros.
    static func parseIPv4(_ bytes: Span<UInt8>) throws(AddressError) -> UInt32 {
        var value: UInt32 = 0
        var parts = 0
        var position = 0
        var leadingZeroAt: Int?
        var allPadded = true
        while true {
            let start = position
            var number: UInt32 = 0
            while position < bytes.count, let digit = bytes[position].decimalDigit {
                number = number * 10 + UInt32(digit)
                position += 1
                guard position - start <= 3 else { throw AddressError(.invalidIPv4, at: position - 1) }
            }
            let digits = position - start
            guard digits > 0, number <= 255 else { throw AddressError(.invalidIPv4, at: start) }
            if digits > 1, bytes[start] == UInt8(ascii: "0"), leadingZeroAt == nil { leadingZeroAt = start }
            if digits != 3 { allPadded = false }
            value = value << 8 | number
            parts += 1
            if position == bytes.count { break }
            guard bytes[position] == UInt8(ascii: "."), parts < 4 else {
                throw AddressError(.invalidIPv4, at: position)
            }
            position += 1
        }
        guard parts == 4 else { throw AddressError(.invalidIPv4, at: position) }
        if let leadingZeroAt, !allPadded { throw AddressError(.ambiguousLeadingZero, at: leadingZeroAt) }
        return value
    }

    /// RFC 4291 §2.2, all three forms.
    static func parseIPv6(_ bytes: Span<UInt8>) throws(AddressError) -> UInt128 {
        var groups = InlineArray<8, UInt16>(repeating: 0)
        var count = 0
        var gap: Int?
        var position = 0
        if bytes.count >= 2, bytes[0] == UInt8(ascii: ":") {
            guard bytes[1] == UInt8(ascii: ":") else { throw AddressError(.invalidIPv6, at: 0) }
            gap = 0
            position = 2
        }
        while position < bytes.count {
            guard count < 8 else { throw AddressError(.invalidIPv6, at: position) }
            let start = position
            var value: UInt32 = 0
            while position < bytes.count, let digit = bytes[position].hexadecimalDigit {
                value = value << 4 | UInt32(digit)
                position += 1
                guard position - start <= 4 else {
                    if try Self.isEmbeddedIPv4(bytes, from: start) { break }
                    throw AddressError(.invalidIPv6, at: position - 1)
                }
            }
            if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
                guard count <= 6 else { throw AddressError(.invalidIPv6, at: start) }
                let embedded: UInt32
                do { embedded = try parseIPv4(bytes.extracting(start..<bytes.count)) } catch {
                    throw error.shifted(by: start)
                }
                groups[count] = UInt16(embedded >> 16)
                groups[count + 1] = UInt16(truncatingIfNeeded: embedded)
                count += 2
                position = bytes.count
                break
            }
            guard position > start else {
                let reason: AddressError.Reason =
                    bytes[position] == UInt8(ascii: "%") ? .zoneIdentifier : .invalidIPv6
                throw AddressError(reason, at: position)
            }
            groups[count] = UInt16(value)
            count += 1
            guard position < bytes.count else { break }
            if bytes[position] == UInt8(ascii: "%") { throw AddressError(.zoneIdentifier, at: position) }
            guard bytes[position] == UInt8(ascii: ":") else { throw AddressError(.invalidIPv6, at: position) }
            position += 1
            guard position < bytes.count else { throw AddressError(.invalidIPv6, at: position) }
            if bytes[position] == UInt8(ascii: ":") {
                guard gap == nil else { throw AddressError(.invalidIPv6, at: position) }
                gap = count
                position += 1
            }
        }
        guard gap == nil ? count == 8 : count <= 7 else { throw AddressError(.invalidIPv6, at: position) }
        var bits: UInt128 = 0
        let tail = count - (gap ?? count)
        for index in 0..<8 {
            let head = gap ?? count
            let group: UInt16 =
                index < head ? groups[index] : index >= 8 - tail ? groups[count - (8 - index)] : 0
            bits = bits << 16 | UInt128(group)
        }
        return bits
    }

    /// Whether the text from `start` can only be an embedded IPv4 address gone wrong, whose own error is better.
    private static func isEmbeddedIPv4(_ bytes: Span<UInt8>, from start: Int) throws(AddressError) -> Bool {
        guard bytes.extracting(start..<bytes.count).contains(UInt8(ascii: ".")) else { return false }
        do { _ = try parseIPv4(bytes.extracting(start..<bytes.count)) } catch {
            throw error.shifted(by: start)
        }
        return true
    }
}
