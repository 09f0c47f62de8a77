extension Address {
    /// Longest text read as one address, in bytes.
    public static let maximumTextLength = URLAddress.maximumLength

    /// Reads one address in any notation a person or a feed would write.
    ///
    /// IP addresses with or without port, brackets or prefix length, start–end ranges, AS numbers, names with
    /// trailing dot, wildcard or port, URLs with or without scheme, all of these defanged (`hxxp[:]//evil[.]example`), in
    /// quotes or brackets, with sentence punctuation behind. A URL of a scheme that is no ``URLAddress/Scheme`` but a
    /// service's (`tcp://host:port`) gives its host. White space at both ends is ignored.
    /// - Parameter bytes: the address alone, UTF-8.
    /// - Returns: one address, or the least blocks that make up a range.
    /// - Throws: ``AddressError`` with the byte that is wrong.
    public static func read(_ bytes: Span<UInt8>) throws(AddressError) -> [Address] {
        let (start, end) = bytes.trimmed()
        guard start < end else { throw AddressError(.empty) }
        guard end - start <= maximumTextLength else {
            throw AddressError(.tooLong, at: start + maximumTextLength)
        }
        do { return try readAnyNotation(bytes.extracting(start..<end)) } catch {
            throw error.shifted(by: start)
        }
    }

    /// Reads a text that is one address; see ``read(_:)``.
    /// - Parameter text: the address alone.
    /// - Throws: ``AddressError``; ``AddressError/Reason/invalidRange`` for a range of several blocks.
    public init(_ text: String) throws(AddressError) {
        let addresses = try Self.read(text.utf8.span)
        guard let first = addresses.first, addresses.count == 1 else { throw AddressError(.invalidRange) }
        self = first
    }

    /// Reads the text as it stands; if that fails or could mislead, without defanging.
    private static func readAnyNotation(_ bytes: Span<UInt8>) throws(AddressError) -> [Address] {
        var plainError: AddressError?
        if !Refang.shouldPrecedePlainReading(bytes) {
            do { return try readPlain(bytes) } catch { plainError = error }
        }
        let text = Refang.oneAddress(bytes)
        if let plainError, !text.isChanged, plainError.reason != .unsupportedScheme { throw plainError }
        do { return try readRefanged(text.bytes) } catch {
            throw AddressError(error.reason, at: text.origin(of: error.offset))
        }
    }

    private static func readRefanged(_ bytes: [UInt8]) throws(AddressError) -> [Address] {
        guard let host = SchemeSpelling.serviceHost(bytes) else { return try readPlain(bytes.span) }
        do { return try readPlain(bytes[host].span) } catch { throw error.shifted(by: host.lowerBound) }
    }

    private static func readPlain(_ bytes: Span<UInt8>) throws(AddressError) -> [Address] {
        let shape = Shape(bytes)
        guard !bytes.isEmpty else { throw AddressError(.empty) }
        if shape.hasSchemeMark { return [.url(try URLAddress(utf8: bytes))] }
        if shape.dashes == 1, let range = try readRange(bytes) { return range.map(Address.init) }
        if bytes[0] == UInt8(ascii: "["), let closing = bytes.firstIndex(of: UInt8(ascii: "]")) {
            return [try readBracketed(bytes, closing: closing)]
        }
        if let slash = shape.firstSlash ?? bytes.firstIndex(of: UInt8(ascii: "?")) {
            return [try readWithSlash(bytes, slash: slash, shape: shape)]
        }
        if shape.colons >= 2 { return [.ip(try IPAddress(utf8: bytes))] }
        if bytes.hasPrefix(ignoringCase: "as"), bytes.count > 2, bytes[bytes.count - 1].isDecimalDigit,
            shape.letters <= 3, let asn = try? ASN(utf8: bytes)
        {
            return [.asn(asn)]
        }
        var host = bytes
        if shape.colons == 1, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
            try checkPort(bytes.extracting(colon + 1..<bytes.count), at: colon + 1)
            host = bytes.extracting(0..<colon)
        }
        if bytes.contains(UInt8(ascii: "@")) { throw AddressError(.emailAddress) }
        return [try readHost(host)]
    }

    /// An IPv4 address or a name, without port.
    private static func readHost(_ bytes: Span<UInt8>) throws(AddressError) -> Address {
        guard let first = bytes.isEmpty ? nil : bytes[0] else { throw AddressError(.empty) }
        let isNumeric =
            first.isDecimalDigit && Shape(bytes).letters == 0 && !bytes.contains(UInt8(ascii: "-"))
        if isNumeric, bytes.contains(UInt8(ascii: ".")) {
            let end = bytes[bytes.count - 1] == UInt8(ascii: ".") ? bytes.count - 1 : bytes.count
            return .ip(IPAddress(v4: try IPAddress.parseIPv4(bytes.extracting(0..<end))))
        }
        if bytes.count >= 32, Shape(bytes).isHexadecimal { throw AddressError(.hashValue) }
        return .domain(try DomainName(utf8: bytes))
    }

    /// `[v6]`, `[v6]:port`, `[v6]/path`, and the same around an IPv4 address.
    private static func readBracketed(_ bytes: Span<UInt8>, closing: Int) throws(AddressError) -> Address {
        let address: IPAddress
        do { address = try IPAddress(utf8: bytes.extracting(1..<closing)) } catch {
            throw error.shifted(by: 1)
        }
        let rest = bytes.extracting(closing + 1..<bytes.count)
        if rest.isEmpty { return .ip(address) }
        if rest.contains(UInt8(ascii: "/")) { return .url(try URLAddress(assumingHTTP: bytes)) }
        guard rest[0] == UInt8(ascii: ":") else { throw AddressError(.notAnAddress, at: closing + 1) }
        try checkPort(rest.extracting(1..<rest.count), at: closing + 2)
        return .ip(address)
    }

    /// A network, or a URL without its scheme.
    private static func readWithSlash(
        _ bytes: Span<UInt8>,
        slash: Int,
        shape: Shape
    ) throws(AddressError) -> Address {
        guard slash > 0 else { throw AddressError(.pathOnly) }
        if shape.colons >= 2, shape.firstColon < slash { return Address(try IPNetwork(utf8: bytes)) }
        let host = bytes.extracting(0..<slash)
        if (try? IPAddress.parseIPv4(host)) != nil {
            if slash + 1 < bytes.count, let network = try? IPNetwork(utf8: bytes) { return Address(network) }
            let rest = bytes.extracting(slash + 1..<bytes.count)
            if rest.count <= 3, Shape(rest).isDecimal {
                throw AddressError(.invalidPrefixLength, at: slash + 1)
            }
        }
        if slash == bytes.count - 1, shape.colons == 0 { return try readHost(host) }
        // `2026/11/23` and `1/99` are dates and counts; only a browser would take their first number for a host.
        guard !Shape(host).isDecimal else { throw AddressError(.notAnAddress) }
        return .url(try URLAddress(assumingHTTP: bytes))
    }

    /// `first-last` with two IP addresses; nil when it is not two addresses.
    private static func readRange(_ bytes: Span<UInt8>) throws(AddressError) -> [IPNetwork]? {
        guard let dash = bytes.firstIndex(of: UInt8(ascii: "-")), dash > 0, dash + 1 < bytes.count,
            bytes[dash + 1].hexadecimalDigit != nil || bytes[dash + 1] == 0x20 || bytes[dash + 1] == 0x3A
        else { return nil }
        let left = bytes.extracting(0..<dash)
        let right = bytes.extracting(dash + 1..<bytes.count)
        let (leftStart, leftEnd) = left.trimmed()
        let (rightStart, rightEnd) = right.trimmed()
        guard let first = try? IPAddress(utf8: left.extracting(leftStart..<leftEnd)),
            let last = try? IPAddress(utf8: right.extracting(rightStart..<rightEnd))
        else { return nil }
        do { return try IPNetwork.covering(from: first, through: last) } catch {
            throw error.shifted(by: dash)
        }
    }

    private static func checkPort(_ bytes: Span<UInt8>, at offset: Int) throws(AddressError) {
        var value = 0
        for index in bytes.indices {
            guard let digit = bytes[index].decimalDigit, index < 5 else {
                throw AddressError(.invalidPort, at: offset + index)
            }
            value = value * 10 + Int(digit)
        }
        guard !bytes.isEmpty, value <= 0xFFFF else { throw AddressError(.invalidPort, at: offset) }
    }
}

/// What one pass over the bytes of a text tells of its notation.
private struct Shape {
    var colons = 0
    var firstColon = 0
    var firstSlash: Int?
    var dashes = 0
    var letters = 0
    var hexadecimalLetters = 0
    var digits = 0
    var hasSchemeMark = false
    private let count: Int

    init(_ bytes: Span<UInt8>) {
        count = bytes.count
        for index in bytes.indices {
            let byte = bytes[index]
            if byte.isDecimalDigit {
                digits += 1
            } else if byte.isASCIILetter {
                letters += 1
                if byte.hexadecimalDigit != nil { hexadecimalLetters += 1 }
            } else if byte == UInt8(ascii: ":") {
                if colons == 0 { firstColon = index }
                colons += 1
            } else if byte == UInt8(ascii: "/") {
                if firstSlash == nil { firstSlash = index }
                if index > 0, index + 1 < bytes.count, bytes[index - 1] == UInt8(ascii: ":"),
                    bytes[index + 1] == UInt8(ascii: "/"), firstSlash == index
                {
                    hasSchemeMark = true
                }
            } else if byte == UInt8(ascii: "-") {
                dashes += 1
            }
        }
    }

    var isDecimal: Bool { digits == count }

    var isHexadecimal: Bool { digits + hexadecimalLetters == count }
}
