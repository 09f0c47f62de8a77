/// A reader of JSON (RFC 8259) that knows the line of each value.
///
/// Looser than the standard in one point: control characters and bytes that are not UTF-8 may stand in strings, as
/// feeds have them.
struct JSONParser {
    /// Deepest nesting of arrays and objects.
    static let maximumDepth = 64

    private let bytes: [UInt8]
    private var index = 0
    private var line: Int
    private let baseOffset: Int64
    private var depth = 0

    init(_ bytes: [UInt8], line: Int = 1, offset: Int64 = 0) {
        self.bytes = bytes
        self.line = line
        baseOffset = offset
    }

    var place: JSONPlace { JSONPlace(line: line, offset: baseOffset + Int64(index)) }

    /// Whether nothing but white space is left.
    mutating func isAtEnd() -> Bool {
        skipSpace()
        return index == bytes.count
    }

    /// Takes `byte` if it comes next.
    mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    func failure(_ detail: String) -> JSONError {
        JSONError(
            offset: baseOffset + Int64(index),
            detail: index < bytes.count ? detail : "ends within a JSON value"
        )
    }

    /// The next value.
    mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        guard index < bytes.count else { throw failure("") }
        let start = place
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return .array(try array(), start)
        case 0x22: return .string(try string(), start)
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try number(), start)
        default:
            if take(word: "true") { return .boolean(true, start) }
            if take(word: "false") { return .boolean(false, start) }
            guard take(word: "null") else { throw failure("a JSON value should stand here") }
            return .null
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

    private mutating func take(word: StaticString) -> Bool {
        guard bytes.span.has(word, at: index) else { return false }
        index += word.utf8CodeUnitCount
        return true
    }

    private mutating func enter() throws(JSONError) {
        index += 1
        depth += 1
        guard depth <= Self.maximumDepth else {
            throw failure("JSON is nested deeper than \(Self.maximumDepth) levels")
        }
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var members: [JSONMember] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            let start = place
            guard index < bytes.count, bytes[index] == 0x22 else {
                throw failure("a key in quotes should stand here")
            }
            let key = try string()
            guard take(UInt8(ascii: ":")) else { throw failure("a colon should stand here") }
            members.append(JSONMember(key: key, value: try value(), place: start))
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw failure("a comma or closing brace should stand here") }
        }
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        try enter()
        defer { depth -= 1 }
        var values: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return values }
        while true {
            values.append(try value())
            if take(UInt8(ascii: "]")) { return values }
            guard take(UInt8(ascii: ",")) else {
                throw failure("a comma or closing bracket should stand here")
            }
        }
    }

    private mutating func number() throws(JSONError) -> [UInt8] {
        let start = index
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        var digits = 0
        while index < bytes.count {
            if bytes[index].isDigit {
                digits += 1
            } else if !".eE+-".utf8.contains(bytes[index]) {
                break
            }
            index += 1
        }
        guard digits > 0 else { throw failure("a number should stand here") }
        return Array(bytes[start..<index])
    }

    private mutating func string() throws(JSONError) -> [UInt8] {
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != 0x22, bytes[index] != UInt8(ascii: "\\") {
            if bytes[index] == 0x0A { line += 1 }
            index += 1
        }
        var text = Array(bytes[start..<index])
        while index < bytes.count, bytes[index] != 0x22 {
            if bytes[index] == UInt8(ascii: "\\") {
                try escape(into: &text)
            } else {
                if bytes[index] == 0x0A { line += 1 }
                text.append(bytes[index])
                index += 1
            }
        }
        guard index < bytes.count else { throw failure("") }
        index += 1
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        index += 1
        guard index < bytes.count else { throw failure("") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case 0x22, UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"): try unicodeEscape(into: &text)
        default:
            index -= 1
            throw failure("no such escape in JSON")
        }
    }

    /// `\uXXXX`, two of them for a character beyond the first plane; a lone surrogate becomes U+FFFD.
    private mutating func unicodeEscape(into text: inout [UInt8]) throws(JSONError) {
        let unit = try hexadecimalUnit()
        var scalar = Unicode.Scalar(unit)
        if unit & 0xFC00 == 0xD800, bytes.span.has("\\u", at: index) {
            let mark = index
            index += 2
            let low = try hexadecimalUnit()
            if low & 0xFC00 == 0xDC00 {
                scalar = Unicode.Scalar(0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(low & 0x3FF))
            } else {
                index = mark
            }
        }
        if let encoded = UTF8.encode(scalar ?? "\u{FFFD}") { text.append(contentsOf: encoded) }
    }

    private mutating func hexadecimalUnit() throws(JSONError) -> UInt16 {
        guard index + 4 <= bytes.count,
            let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits should stand here") }
        index += 4
        return unit
    }
}
