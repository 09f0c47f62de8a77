/// Turns UTF-16 that comes in pieces into UTF-8; what is ill-formed becomes U+FFFD.
struct UTF16Decoder {
    private let isBigEndian: Bool
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?

    init(isBigEndian: Bool) {
        self.isBigEndian = isBigEndian
    }

    /// Appends the UTF-8 form of what `bytes` complete.
    mutating func decode(_ bytes: [UInt8], into text: inout [UInt8]) {
        for byte in bytes {
            guard let first = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            let (high, low) = isBigEndian ? (first, byte) : (byte, first)
            append(UInt16(high) << 8 | UInt16(low), to: &text)
        }
    }

    /// Appends what an input that stops within a character leaves.
    mutating func finish(into text: inout [UInt8]) {
        if oddByte != nil || highSurrogate != nil { append("\u{FFFD}", to: &text) }
        oddByte = nil
        highSurrogate = nil
    }

    private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if unit & 0xFC00 == 0xDC00 {
                let value = 0x10000 + UInt32(high & 0x3FF) << 10 + UInt32(unit & 0x3FF)
                append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &text)
                return
            }
            append("\u{FFFD}", to: &text)
        }
        if unit & 0xFC00 == 0xD800 {
            highSurrogate = unit
        } else {
            append(Unicode.Scalar(unit) ?? "\u{FFFD}", to: &text)
        }
    }

    private func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        if let encoded = UTF8.encode(scalar) { text.append(contentsOf: encoded) }
    }
}
