/// A set of bytes that are percent-encoded in one part of a URL (WHATWG URL §1.3). Bytes from 0x80 on always are.
struct PercentEncodeSet: Sendable {
    /// Bit n stands for byte n.
    private let bits: UInt128

    /// The C0 control set and the characters of `more`.
    private init(_ more: StaticString, and other: PercentEncodeSet? = nil) {
        var bits: UInt128 = other?.bits ?? (1 << 0x20) - 1 | 1 << 0x7F
        more.withUTF8Buffer { for byte in $0 { bits |= 1 << UInt128(byte) } }
        self.bits = bits
    }

    func contains(_ byte: UInt8) -> Bool {
        byte >= 0x80 || bits >> UInt128(byte) & 1 == 1
    }

    static let fragment = PercentEncodeSet(" \"<>`")
    private static let query = PercentEncodeSet(" \"#<>")
    static let specialQuery = PercentEncodeSet("'", and: query)
    static let path = PercentEncodeSet("?^`{}", and: query)
    static let userinfo = PercentEncodeSet("/:;=@[\\]|", and: path)
}

extension [UInt8] {
    /// Appends a byte, percent-encoded if `set` holds it.
    mutating func append(_ byte: UInt8, encoding set: PercentEncodeSet) {
        guard set.contains(byte) else {
            append(byte)
            return
        }
        append(UInt8(ascii: "%"))
        append((byte >> 4).uppercaseHexadecimalDigit)
        append((byte & 0xF).uppercaseHexadecimalDigit)
    }

    /// Appends a part of a URL in the one notation that all of its notations share: percent-encoded unreserved bytes
    /// decoded, the digits of the other escapes in upper case (RFC 3986 §6.2.2).
    package mutating func append(percentNormalizing text: Span<UInt8>) {
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "%"), index + 2 < text.count,
                let high = text[index + 1].hexadecimalDigit, let low = text[index + 2].hexadecimalDigit
            else {
                append(text[index])
                index += 1
                continue
            }
            let byte = high << 4 | low
            if byte.isUnreserved {
                append(byte)
            } else {
                append(UInt8(ascii: "%"))
                append(high.uppercaseHexadecimalDigit)
                append(low.uppercaseHexadecimalDigit)
            }
            index += 3
        }
    }
}

extension Span<UInt8> {
    /// The bytes from `start` to `end` as text, percent-encoded by `set`.
    func percentEncoded(_ range: Range<Int>, _ set: PercentEncodeSet) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for index in range { bytes.append(self[index], encoding: set) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes with each `%` and two hexadecimal digits replaced by the byte they stand for.
    func percentDecoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var index = 0
        while index < count {
            if self[index] == UInt8(ascii: "%"), index + 2 < count,
                let high = self[index + 1].hexadecimalDigit,
                let low = self[index + 2].hexadecimalDigit
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(self[index])
                index += 1
            }
        }
        return bytes
    }
}

extension UInt8 {
    /// The digit for a value below 16.
    fileprivate var uppercaseHexadecimalDigit: UInt8 {
        self < 10 ? self + UInt8(ascii: "0") : self - 10 + UInt8(ascii: "A")
    }

    /// RFC 3986 §2.3.
    fileprivate var isUnreserved: Bool {
        isASCIIAlphanumeric || self == 0x2D || self == 0x2E || self == 0x5F || self == 0x7E
    }
}
