/// Base64 (RFC 4648, §4).
enum Base64 {
    private static let padding = UInt8(ascii: "=")
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// The bytes a text stands for; nil when it is not base64. Padding may be left out.
    static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var end = text.count
        while end > 0, text.count - end < 2, text[end - 1] == padding { end -= 1 }
        guard end % 4 != 1, end == text.count || text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end * 3 / 4)
        var bits: UInt32 = 0
        for index in 0..<end {
            guard let value = value(text[index]) else { return nil }
            bits = bits << 6 | UInt32(value)
            switch index % 4 {
            case 1: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
            case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
            case 3: bytes.append(UInt8(truncatingIfNeeded: bits))
            default: break
            }
        }
        return bytes
    }

    /// Appends the text of `bytes`, padded.
    static func encode(_ bytes: some Collection<UInt8>, into text: inout [UInt8]) {
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 1
            guard count == 3 else { continue }
            append(bits, digits: 4, to: &text)
            (bits, count) = (0, 0)
        }
        guard count > 0 else { return }
        append(bits << UInt32(8 * (3 - count)), digits: count + 1, to: &text)
        for _ in count..<3 { text.append(padding) }
    }

    private static func append(_ bits: UInt32, digits: Int, to text: inout [UInt8]) {
        for digit in 0..<digits { text.append(alphabet[Int(bits >> UInt32(18 - 6 * digit) & 0x3F)]) }
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
