/// An autonomous system number (RFC 6793), 1…4294967294.
public struct ASN: Hashable, Sendable, Comparable {
    /// The number.
    public let number: UInt32

    /// The autonomous system `number`; nil for the reserved numbers 0 and 4294967295 (RFC 7607, RFC 7300).
    public init?(_ number: UInt32) {
        guard number != 0, number != .max else { return nil }
        self.number = number
    }

    /// Reads `AS64496`, `ASN64496`, `AS 64496`, `asn: 64496` or the dotted form `AS1.10` (RFC 5396), any case.
    /// - Parameter bytes: the AS number alone, UTF-8.
    /// - Throws: ``AddressError/Reason/invalidASN`` with the byte that is wrong.
    public init(utf8 bytes: Span<UInt8>) throws(AddressError) {
        var position = 0
        if bytes.hasPrefix(ignoringCase: "asn") {
            position = 3
        } else if bytes.hasPrefix(ignoringCase: "as") {
            position = 2
        } else {
            throw AddressError(.invalidASN)
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ":") { position += 1 }
        while position < bytes.count, bytes[position] == 0x20 { position += 1 }
        var high: UInt64?
        var value: UInt64 = 0
        var digits = 0
        while position < bytes.count {
            if let digit = bytes[position].decimalDigit {
                value = value * 10 + UInt64(digit)
                digits += 1
            } else if bytes[position] == UInt8(ascii: "."), high == nil, digits > 0 {
                high = value
                value = 0
                digits = 0
            } else {
                throw AddressError(.invalidASN, at: position)
            }
            guard digits <= 10 else { throw AddressError(.invalidASN, at: position) }
            position += 1
        }
        guard digits > 0 else { throw AddressError(.invalidASN, at: position) }
        if let high {
            guard high <= 0xFFFF, value <= 0xFFFF else { throw AddressError(.invalidASN) }
            value |= high << 16
        }
        guard value <= UInt64(UInt32.max), let asn = ASN(UInt32(value)) else {
            throw AddressError(.invalidASN)
        }
        self = asn
    }

    /// Lower numbers first.
    public static func < (left: ASN, right: ASN) -> Bool {
        left.number < right.number
    }
}

extension ASN: CustomStringConvertible {
    /// `AS` and the number in plain decimal (RFC 5396 asplain).
    public var description: String { "AS\(number)" }
}
