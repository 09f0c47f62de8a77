/// The reader of JSON (RFC 8259) that fills a ``JSONTape``.
///
/// Looser than the standard in one point: control characters and bytes that are not UTF-8 may stand in strings, as feeds
/// have them.
struct JSONTapeParser {
    private(set) var tokens: [JSONToken]
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let baseOffset: Int64
    private var index = 0
    private var line: UInt32 = 0
    private var depth = 0

    private static let quote: UInt8 = 0x22
    private static let backslash: UInt8 = 0x5C

    init(_ bytes: UnsafeMutableBufferPointer<UInt8>, baseOffset: Int64, tokens: consuming [JSONToken]) {
        self.bytes = bytes
        self.baseOffset = baseOffset
        self.tokens = tokens
    }

    /// Whether nothing but white space is left.
    mutating func isAtEnd() -> Bool {
        skipSpace()
        return index == bytes.count
    }

    func failure(_ detail: String) -> JSONError {
        JSONError(
            offset: baseOffset + Int64(index),
            detail: index < bytes.count ? detail : "ends within a JSON value"
        )
    }

    /// Reads the next value and appends its tokens.
    mutating func value() throws(JSONError) {
        skipSpace()
        guard index < bytes.count else { throw failure("") }
        switch bytes[index] {
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "["): try array()
        case Self.quote: try string()
        case UInt8(ascii: "-"), 0x30...0x39: try number()
        case UInt8(ascii: "t"): try word("true", .true)
        case UInt8(ascii: "f"): try word("false", .false)
        case UInt8(ascii: "n"): try word("null", .null)
        default: throw failure("a JSON value should stand here")
        }
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A: line += 1
            case 0x20, 0x09, 0x0D: break
            default: return
            }
            index += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func append(_ kind: JSONKind, line: UInt32, from start: Int, to end: Int) {
        tokens.append(
            JSONToken(
                kind: kind,
                line: line,
                start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: end),
                next: UInt32(truncatingIfNeeded: tokens.count + 1)
            )
        )
    }

    private mutating func word(_ text: StaticString, _ kind: JSONKind) throws(JSONError) {
        let length = text.utf8CodeUnitCount
        guard index + length <= bytes.count,
            (0..<length).allSatisfy({ bytes[index + $0] == text.utf8Start[$0] })
        else { throw failure("a JSON value should stand here") }
        append(kind, line: line, from: index, to: index + length)
        index += length
    }

    /// Opens a container whose token is filled by ``leave(_:)``.
    private mutating func enter(_ kind: JSONKind) throws(JSONError) -> Int {
        append(kind, line: line, from: index, to: index)
        index += 1
        depth += 1
        guard depth <= JSONTape.maximumDepth else {
            throw failure("JSON is nested deeper than \(JSONTape.maximumDepth) levels")
        }
        return tokens.count - 1
    }

    private mutating func leave(_ token: Int) {
        depth -= 1
        tokens[token].end = UInt32(truncatingIfNeeded: index)
        tokens[token].next = UInt32(truncatingIfNeeded: tokens.count)
    }

    private mutating func object() throws(JSONError) {
        let token = try enter(.object)
        if take(UInt8(ascii: "}")) { return leave(token) }
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == Self.quote else {
                throw failure("a key in quotes should stand here")
            }
            try string()
            guard take(UInt8(ascii: ":")) else { throw failure("a colon should stand here") }
            try value()
            if take(UInt8(ascii: "}")) { return leave(token) }
            guard take(UInt8(ascii: ",")) else { throw failure("a comma or closing brace should stand here") }
        }
    }

    private mutating func array() throws(JSONError) {
        let token = try enter(.array)
        if take(UInt8(ascii: "]")) { return leave(token) }
        while true {
            try value()
            if take(UInt8(ascii: "]")) { return leave(token) }
            guard take(UInt8(ascii: ",")) else {
                throw failure("a comma or closing bracket should stand here")
            }
        }
    }

    private mutating func number() throws(JSONError) {
        let start = index
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        var digits = 0
        while index < bytes.count {
            if bytes[index].isDigit {
                digits += 1
            } else if !Self.continuesNumber(bytes[index]) {
                break
            }
            index += 1
        }
        guard digits > 0 else { throw failure("a number should stand here") }
        append(.number, line: line, from: start, to: index)
    }

    private static func continuesNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: "-")
    }

    /// Reads a string and writes it unescaped over itself: no escape is shorter than what it stands for.
    private mutating func string() throws(JSONError) {
        index += 1
        let start = index
        let firstLine = line
        while index < bytes.count, bytes[index] != Self.quote, bytes[index] != Self.backslash {
            if bytes[index] == 0x0A { line += 1 }
            index += 1
        }
        var end = index
        while index < bytes.count, bytes[index] != Self.quote {
            if bytes[index] == Self.backslash {
                try escape(writingAt: &end)
            } else {
                if bytes[index] == 0x0A { line += 1 }
                bytes[end] = bytes[index]
                end += 1
                index += 1
            }
        }
        guard index < bytes.count else { throw failure("") }
        index += 1
        append(.string, line: firstLine, from: start, to: end)
    }

    private mutating func escape(writingAt end: inout Int) throws(JSONError) {
        index += 1
        guard index < bytes.count else { throw failure("") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): bytes[end] = 0x0A
        case UInt8(ascii: "t"): bytes[end] = 0x09
        case UInt8(ascii: "r"): bytes[end] = 0x0D
        case UInt8(ascii: "b"): bytes[end] = 0x08
        case UInt8(ascii: "f"): bytes[end] = 0x0C
        case Self.quote, Self.backslash, UInt8(ascii: "/"): bytes[end] = byte
        case UInt8(ascii: "u"): return try unicodeEscape(writingAt: &end)
        default:
            index -= 1
            throw failure("no such escape in JSON")
        }
        end += 1
    }

    /// `\uXXXX`, two of them for a character beyond the first plane; a lone surrogate becomes U+FFFD.
    private mutating func unicodeEscape(writingAt end: inout Int) throws(JSONError) {
        let unit = try hexadecimalUnit()
        var scalar = Unicode.Scalar(unit)
        if unit & 0xFC00 == 0xD800, index + 1 < bytes.count, bytes[index] == Self.backslash,
            bytes[index + 1] == UInt8(ascii: "u")
        {
            let mark = index
            index += 2
            let low = try hexadecimalUnit()
            if low & 0xFC00 == 0xDC00 {
                scalar = Unicode.Scalar(0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(low & 0x3FF))
            } else {
                index = mark
            }
        }
        for byte in UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
            bytes[end] = byte
            end += 1
        }
    }

    private mutating func hexadecimalUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for position in index..<index + 4 {
            guard position < bytes.count, bytes[position].isHexadecimalDigit else {
                throw failure("four hexadecimal digits should stand here")
            }
            unit = unit << 4 | UInt16(bytes[position].hexadecimalValue)
        }
        index += 4
        return unit
    }
}
