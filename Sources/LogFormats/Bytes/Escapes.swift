/// How the bytes of a field are to be read.
enum Escaping: UInt8 {
    case none
    /// JSON string escapes.
    case json
    /// Zeek's `\x2c`.
    case hexadecimal
    /// `""` for a quote.
    case doubledQuotes
    /// A backslash before what would mean something else (CEF).
    case backslash
    /// XML character references.
    case xml
}

extension Escaping {
    /// Appends what the range stands for, at most `limit` bytes.
    func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, into output: inout [UInt8], limit: Int) {
        let stop = output.count + limit
        var index = range.lowerBound
        while index < range.upperBound, output.count < stop {
            let byte = bytes[index]
            index += 1
            switch self {
            case .json where byte == UInt8(ascii: "\\"):
                index = Self.decodeJSON(bytes, index, range.upperBound, into: &output)
            case .hexadecimal where byte == UInt8(ascii: "\\"):
                if index + 2 < range.upperBound + 0, bytes[index] == UInt8(ascii: "x"),
                    let high = bytes[index + 1].hexadecimalValue, let low = bytes[index + 2].hexadecimalValue
                {
                    output.append(high << 4 | low)
                    index += 3
                } else {
                    output.append(byte)
                }
            case .backslash where byte == UInt8(ascii: "\\") && index < range.upperBound:
                output.append(bytes[index])
                index += 1
            case .doubledQuotes where byte == UInt8(ascii: "\""):
                output.append(byte)
                if index < range.upperBound, bytes[index] == byte { index += 1 }
            case .xml where byte == UInt8(ascii: "&"):
                index = Self.decodeXML(bytes, index, range.upperBound, into: &output)
            default: output.append(byte)
            }
        }
    }

    /// Decodes what follows a backslash and says where to go on.
    private static func decodeJSON(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, into output: inout [UInt8])
        -> Int
    {
        guard start < end else { return end }
        switch bytes[start] {
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): output.append(0x20)
        case UInt8(ascii: "u"):
            guard let unit = hexadecimal(bytes, start + 1, end) else { return start + 1 }
            var scalar = UInt32(unit)
            var next = start + 5
            if unit & 0xFC00 == 0xD800, next + 1 < end, bytes[next] == UInt8(ascii: "\\"),
                bytes[next + 1] == UInt8(ascii: "u"), let low = hexadecimal(bytes, next + 2, end),
                low & 0xFC00 == 0xDC00
            {
                scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
                next += 6
            }
            append(scalar, to: &output)
            return next
        default: output.append(bytes[start])
        }
        return start + 1
    }

    private static func hexadecimal(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt16? {
        guard start + 4 <= end else { return nil }
        var value: UInt16 = 0
        for index in start..<start + 4 {
            guard let digit = bytes[index].hexadecimalValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private static func decodeXML(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, into output: inout [UInt8])
        -> Int
    {
        guard let semicolon = bytes.firstIndex(of: UInt8(ascii: ";"), from: start, to: min(end, start + 10))
        else {
            output.append(UInt8(ascii: "&"))
            return start
        }
        let name = start..<semicolon
        if bytes.equals("amp", name) {
            output.append(UInt8(ascii: "&"))
        } else if bytes.equals("lt", name) {
            output.append(UInt8(ascii: "<"))
        } else if bytes.equals("gt", name) {
            output.append(UInt8(ascii: ">"))
        } else if bytes.equals("quot", name) {
            output.append(UInt8(ascii: "\""))
        } else if bytes.equals("apos", name) {
            output.append(UInt8(ascii: "'"))
        } else if name.count > 1, bytes[start] == UInt8(ascii: "#"),
            let code = bytes.number(start + 1..<semicolon)
        {
            append(UInt32(clamping: code), to: &output)
        }
        return semicolon + 1
    }

    private static func append(_ value: UInt32, to output: inout [UInt8]) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
