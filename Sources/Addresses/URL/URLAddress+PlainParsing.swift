/// The short way for the URLs that nearly all feeds and logs are made of: already as a browser would write them, but
/// for the case of scheme and host. Everything else takes the long way through ``WebURL``, with the same result.
extension URLAddress {
    /// Reads a URL in which nothing needs to be encoded, decoded, mapped or removed; nil for all others.
    init?(plain bytes: Span<UInt8>) {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 2 < bytes.count,
            bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/"),
            let scheme = Scheme(written: bytes.extracting(0..<colon))
        else { return nil }
        self.init(plain: bytes, from: colon + 3, scheme: scheme)
    }

    /// Reads what stands from `start` on after a scheme and its slashes.
    init?(plain bytes: Span<UInt8>, from start: Int, scheme: Scheme) {
        guard bytes.count <= Self.maximumLength - Scheme.longestPrefix else { return nil }
        var position = start
        while position < bytes.count, bytes[position].isNameCharacter || bytes[position] == UInt8(ascii: ".")
        {
            position += 1
        }
        guard let host = Self.plainHost(bytes.extracting(start..<position)),
            let port = Self.plainPort(bytes, at: &position, scheme: scheme),
            let path = Self.plainPath(bytes.extracting(position..<bytes.count))
        else { return nil }
        self.init(scheme: scheme, host: host, port: port, pathAndQuery: path)
    }

    private static func plainHost(_ bytes: Span<UInt8>) -> Host? {
        guard !bytes.isEmpty else { return nil }
        guard bytes[bytes.count - 1].isDecimalDigit else { return DomainName(plain: bytes).map(Host.domain) }
        guard bytes[0].isDecimalDigit, let bits = try? IPAddress.parseIPv4(bytes) else {
            return DomainName(plain: bytes).map(Host.domain)
        }
        // A leading zero makes a number octal, which the long way knows.
        for index in 0..<(bytes.count - 1)
        where bytes[index] == UInt8(ascii: "0") && bytes[index + 1].isDecimalDigit
            && (index == 0 || !bytes[index - 1].isDecimalDigit)
        {
            return nil
        }
        return .ip(IPAddress(v4: bits))
    }

    private static func plainPort(_ bytes: Span<UInt8>, at position: inout Int, scheme: Scheme) -> UInt16? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return scheme.defaultPort }
        position += 1
        let start = position
        var value = 0
        while position < bytes.count, position - start < 5, let digit = bytes[position].decimalDigit {
            value = value * 10 + Int(digit)
            position += 1
        }
        return position > start ? UInt16(exactly: value) : nil
    }

    /// Path and query without the fragment; nil when something in them would change.
    private static func plainPath(_ bytes: Span<UInt8>) -> String? {
        guard !bytes.isEmpty else { return "/" }
        var end = bytes.count
        var isQuery = false
        guard bytes[0] == UInt8(ascii: "/") else { return nil }
        var index = 1
        scan: while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "#"):
                end = index
                break scan
            case UInt8(ascii: "?") where !isQuery: isQuery = true
            case UInt8(ascii: "\\") where !isQuery: return nil
            case UInt8(ascii: "."), UInt8(ascii: "%"):
                // The beginning of what may be a dot segment.
                if !isQuery, bytes[index - 1] == UInt8(ascii: "/") { return nil }
            default:
                if isQuery
                    ? PercentEncodeSet.specialQuery.contains(byte) : PercentEncodeSet.path.contains(byte)
                {
                    return nil
                }
            }
            index += 1
        }
        // White space and tabs in the fragment go with it; a URL that ends in white space took another way above.
        return String(unsafeUninitializedCapacity: end) { buffer in
            for index in 0..<end { buffer[index] = bytes[index] }
            return end
        }
    }
}

extension URLAddress.Scheme {
    /// The length of `https://`, the longest that can stand before a host.
    fileprivate static let longestPrefix = 8
}
