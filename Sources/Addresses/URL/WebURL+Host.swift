extension WebURL.Host {
    /// Reads the host of a special URL (WHATWG URL §3.5).
    /// - Parameter text: the bytes between the slashes, without user information and port; not empty.
    /// - Throws: ``AddressError``, with byte 0 when the host is percent-encoded.
    init(parsing text: Span<UInt8>) throws(AddressError) {
        if text[0] == UInt8(ascii: "[") {
            self = .ipv6(try Self.parseBracketed(text))
        } else if text.contains(UInt8(ascii: "%")) {
            do { try self.init(decoded: text.percentDecoded().span) } catch {
                throw AddressError(error.reason)
            }
        } else {
            try self.init(decoded: text)
        }
    }

    private init(decoded text: Span<UInt8>) throws(AddressError) {
        if text.isASCII, !text.containsPunycode {
            try self.init(ascii: text)
            return
        }
        let ascii = try IDNA.toASCII(text)
        do { try self.init(ascii: ascii.span) } catch { throw AddressError(error.reason) }
    }

    private init(ascii text: Span<UInt8>) throws(AddressError) {
        guard !text.isEmpty else { throw AddressError(.invalidURL) }
        for index in text.indices where text[index].isForbiddenInDomain {
            throw AddressError(.forbiddenCharacter, at: index)
        }
        if IPv4Number.endsInNumber(text) {
            self = .ipv4(try IPv4Number.parse(text))
        } else {
            self = .domain(
                String(unsafeUninitializedCapacity: text.count) { buffer in
                    for index in text.indices { buffer[index] = text[index].asciiLowercased }
                    return text.count
                }
            )
        }
    }

    private static func parseBracketed(_ text: Span<UInt8>) throws(AddressError) -> UInt128 {
        guard text.count > 2, text[text.count - 1] == UInt8(ascii: "]") else {
            throw AddressError(.invalidIPv6, at: text.count)
        }
        let address = text.extracting(1..<text.count - 1)
        do {
            let bits = try IPAddress.parseIPv6(address)
            try refuseLeadingZeros(ofIPv4In: address)
            return bits
        } catch { throw error.shifted(by: 1) }
    }

    /// Unlike in other texts, no number of an embedded IPv4 address has a leading zero.
    private static func refuseLeadingZeros(ofIPv4In address: Span<UInt8>) throws(AddressError) {
        guard address.contains(UInt8(ascii: ".")), let colon = address.lastIndex(of: UInt8(ascii: ":")) else {
            return
        }
        for index in (colon + 1)..<(address.count - 1)
        where address[index] == UInt8(ascii: "0") && address[index + 1].isDecimalDigit
            && !address[index - 1].isDecimalDigit
        {
            throw AddressError(.ambiguousLeadingZero, at: index)
        }
    }
}

extension UInt8 {
    /// Forbidden domain code points (WHATWG URL §3.2) among ASCII bytes.
    fileprivate var isForbiddenInDomain: Bool {
        switch self {
        case 0...0x20, 0x7F, UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: ":"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "["),
            UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "|"):
            true
        default: false
        }
    }
}
