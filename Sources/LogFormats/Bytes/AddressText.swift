import Addresses

extension IPAddress {
    /// `0.0.0.0` or `::`, which stand for no address.
    var isUnspecified: Bool { bits == 0 || isIPv4 && v4 == 0 }
}

/// An IP address as logs write it, and the port that may stand with it.
struct AddressText {
    var address: IPAddress
    var port: UInt16?
    /// Where the text ends, its port included.
    var end: Int
}

extension AddressText {
    /// Longest text of an IPv6 address.
    private static let maximumLength = 45

    /// Reads an address that fills the range, with or without brackets, port or prefix length.
    static func whole(_ bytes: Span<UInt8>, _ range: Range<Int>) -> AddressText? {
        guard let found = prefix(bytes, range.lowerBound, range.upperBound) else { return nil }
        if found.end == range.upperBound { return found }
        // A zone (`fe80::1%eth0`), a prefix length (`192.0.2.1/32`), a list (`192.0.2.1, 192.0.2.2`).
        switch bytes[found.end] {
        case UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: " "),
            UInt8(ascii: "("):
            return found
        case UInt8(ascii: ":"): return found.port == nil ? nil : found
        default: return nil
        }
    }

    /// Reads an address at `start`; what follows it may be anything that does not go on with it.
    ///
    /// Ports follow as `:443`, `/443`, `#443`, `(443)`, and after an IPv4 address as `_443` or, in the words of
    /// tcpdump, `.443`.
    static func prefix(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> AddressText? {
        guard start < end else { return nil }
        let first = bytes[start]
        if first == UInt8(ascii: "[") {
            guard
                let close = bytes.firstIndex(
                    of: UInt8(ascii: "]"),
                    from: start + 1,
                    to: min(end, start + 64)
                ),
                let inner = prefix(bytes, start + 1, close), inner.end == close || bytes[inner.end] == 0x25
            else { return nil }
            var found = inner
            found.end = close + 1
            if found.end < end, bytes[found.end] == UInt8(ascii: ":") {
                found.readPort(bytes, after: found.end, end)
            }
            return found
        }
        if first.isDigit, let found = version4(bytes, start, end) { return found }
        guard first == UInt8(ascii: ":") || first.hexadecimalValue != nil else { return nil }
        return version6(bytes, start, end)
    }

    private static func version4(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> AddressText? {
        var value: UInt32 = 0
        var position = start
        var parts = 0
        var isPadded = false
        while true {
            let partStart = position
            var number: UInt32 = 0
            while position < end, position - partStart < 4, bytes[position].isDigit {
                number = number * 10 + UInt32(bytes[position] &- 0x30)
                position += 1
            }
            let digits = position - partStart
            guard digits > 0, digits <= 3, number <= 255 else { return nil }
            if digits > 1, bytes[partStart] == UInt8(ascii: "0") { isPadded = true }
            value = value << 8 | number
            parts += 1
            if parts == 4 { break }
            guard position < end, bytes[position] == UInt8(ascii: ".") else { return nil }
            position += 1
        }
        if isPadded {
            guard let exact = try? IPAddress(utf8: bytes.extracting(start..<position)) else { return nil }
            value = exact.v4
        }
        var found = AddressText(address: IPAddress(v4: value), port: nil, end: position)
        guard position < end else { return found }
        switch bytes[position] {
        case UInt8(ascii: ":"), UInt8(ascii: "#"), UInt8(ascii: "_"), UInt8(ascii: "@"):
            found.readPort(bytes, after: position, end)
        case UInt8(ascii: "/"):
            // Few digits may be a prefix length as well as a port; only what cannot be a length is a port here.
            found.readPort(bytes, after: position, end)
        case UInt8(ascii: "("):
            found.readPort(bytes, after: position, end)
            if found.end < end, bytes[found.end] == UInt8(ascii: ")"), found.port != nil { found.end += 1 }
        case UInt8(ascii: "."):
            let next = position + 1
            guard next < end, bytes[next].isAlphanumeric else { break }
            if bytes[next].isLetter {
                guard let service = ServiceNames.port(bytes, next, end) else { return nil }
                found.port = service.port
                found.end = service.end
                break
            }
            found.readPort(bytes, after: position, end)
            guard found.port != nil else { return nil }
            if found.end < end, bytes[found.end] == UInt8(ascii: ".") || bytes[found.end].isNameByte {
                return nil
            }
        default:
            if bytes[position].isAlphanumeric || bytes[position] == UInt8(ascii: "-"),
                !isRange(bytes, position, end)
            {
                return nil
            }
        }
        return found
    }

    /// Whether `-192.0…` or `->` follows, which ends an address.
    private static func isRange(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        guard bytes[position] == UInt8(ascii: "-"), position + 1 < end else {
            return bytes[position] == UInt8(ascii: "-")
        }
        return bytes[position + 1] == UInt8(ascii: ">") || bytes[position + 1] == UInt8(ascii: "-")
            || bytes[position + 1].isDigit
    }

    private static func version6(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> AddressText? {
        var position = start
        var colons = 0
        let limit = min(end, start + maximumLength + 1)
        while position < limit {
            let byte = bytes[position]
            if byte == UInt8(ascii: ":") {
                colons += 1
            } else if byte.hexadecimalValue == nil, byte != UInt8(ascii: ".") {
                break
            }
            position += 1
        }
        guard colons >= 2, position - start <= maximumLength else { return nil }
        if position < end, bytes[position].isLetter { return nil }
        var last = position
        while last > start {
            if let address = try? IPAddress(utf8: bytes.extracting(start..<last)) {
                var found = AddressText(address: address, port: nil, end: last)
                if last < end,
                    bytes[last] == UInt8(ascii: "#") || bytes[last] == UInt8(ascii: "/")
                        || bytes[last] == UInt8(ascii: ".")
                {
                    found.readPort(bytes, after: last, end)
                }
                return found
            }
            // `2001:db8::1.443` of tcpdump and a full stop at the end of a sentence.
            guard let dot = bytes.lastIndex(of: UInt8(ascii: "."), from: start, to: last) else {
                guard last == position, bytes[last - 1] == UInt8(ascii: ":"), last - start > 2 else {
                    return nil
                }
                last -= 1
                continue
            }
            last = dot
        }
        return nil
    }

    private mutating func readPort(_ bytes: Span<UInt8>, after position: Int, _ end: Int) {
        var index = position + 1
        var value = 0
        while index < end, index - position <= 6, bytes[index].isDigit {
            value = value * 10 + Int(bytes[index] &- 0x30)
            index += 1
        }
        guard index > position + 1, index - position <= 6, value <= 0xFFFF else { return }
        port = UInt16(value)
        self.end = index
    }
}
