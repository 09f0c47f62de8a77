/// Splits a pattern into its tokens.
struct STIXPatternLexer {
    enum Token: Equatable {
        /// A keyword, an object type or a property.
        case word
        /// A quoted text, unescaped.
        case constant(STIXConstant)
        /// One of `[ ] ( ) , : . * = != < <= > >=`, as a number of one or two bytes.
        case mark(UInt16)
        case end
    }

    private let bytes: [UInt8]
    private var index = 0
    /// The token at hand and where it stands.
    private(set) var token = Token.end
    private(set) var place = 0..<0

    private static let quote = UInt8(ascii: "'")
    private static let backslash = UInt8(ascii: "\\")

    init(_ bytes: [UInt8]) throws(STIXPatternError) {
        self.bytes = bytes
        try advance()
    }

    func failure(_ detail: String) -> STIXPatternError {
        STIXPatternError(
            offset: place.lowerBound,
            detail: token == .end ? "the pattern ends too soon" : detail
        )
    }

    /// The token as written.
    var text: String { String(decoding: bytes[place], as: UTF8.self) }

    /// Whether the token is the keyword `word` (given in lower case), whatever the case of its letters.
    func isKeyword(_ word: StaticString) -> Bool {
        guard case .word = token, place.count == word.utf8CodeUnitCount else { return false }
        return bytes.span.has(word, at: place.lowerBound)
    }

    func isMark(_ byte: UInt8) -> Bool {
        if case .mark(UInt16(byte)) = token { true } else { false }
    }

    mutating func advance() throws(STIXPatternError) {
        try skipBlanksAndComments()
        let start = index
        place = start..<start
        guard index < bytes.count else {
            token = .end
            return
        }
        let byte = bytes[index]
        if byte == Self.quote {
            token = .constant(.string(try quoted()))
        } else if byte.isDigit
            || (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")) && next?.isDigit == true
            || byte == UInt8(ascii: ".") && next?.isDigit == true
        {
            token = .constant(try number())
        } else if byte.isLetter || byte == UInt8(ascii: "_") {
            try word()
        } else {
            try mark(byte)
        }
        place = start..<index
    }

    private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

    private mutating func skipBlanksAndComments() throws(STIXPatternError) {
        while index < bytes.count {
            if bytes[index].isBlank {
                index += 1
            } else if bytes[index] == 0xC2, next == 0xA0 {
                index += 2
            } else if bytes[index] == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
                while index < bytes.count, bytes[index] != 0x0A { index += 1 }
            } else if bytes[index] == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                guard let end = bytes.span.firstRange(of: "*/", from: index + 2) else {
                    throw STIXPatternError(offset: index, detail: "a comment that does not end")
                }
                index = end.upperBound
            } else {
                return
            }
        }
    }

    /// The text after a quote up to the next; `\'` and `\\` stand for the character behind the backslash.
    private mutating func quoted() throws(STIXPatternError) -> [UInt8] {
        let start = index
        index += 1
        var text: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == Self.quote { return text }
            if byte == Self.backslash, index < bytes.count,
                bytes[index] == Self.quote || bytes[index] == Self.backslash
            {
                text.append(bytes[index])
                index += 1
            } else {
                text.append(byte)
            }
        }
        throw STIXPatternError(offset: start, detail: "a quoted text that does not end")
    }

    private mutating func number() throws(STIXPatternError) -> STIXConstant {
        let start = index
        index += 1
        while index < bytes.count, bytes[index].isDigit || bytes[index] == UInt8(ascii: ".") { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if let integer = Int(text) { return .integer(integer) }
        guard let value = Double(text), value.isFinite else {
            throw STIXPatternError(offset: start, detail: "not a number")
        }
        return .float(value)
    }

    /// A word, or a constant that begins with a letter: `true`, `t'…'`, `b'…'`, `h'…'`.
    private mutating func word() throws(STIXPatternError) {
        let start = index
        let kind = bytes[index] | 0x20
        if next == Self.quote, [UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "h")].contains(kind) {
            index += 1
            let text = try quoted()
            token = .constant(try Self.constant(text, kind: kind, at: start))
            return
        }
        while index < bytes.count, Self.continuesWord(bytes[index]) { index += 1 }
        let isTrue = bytes.span.extracting(start..<index).equals("true")
        let isFalse = bytes.span.extracting(start..<index).equals("false")
        token = isTrue || isFalse ? .constant(.boolean(isTrue)) : .word
    }

    private static func continuesWord(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func constant(
        _ text: [UInt8],
        kind: UInt8,
        at offset: Int
    ) throws(STIXPatternError) -> STIXConstant {
        if kind == UInt8(ascii: "t") { return .timestamp(text) }
        let isBase64 = kind == UInt8(ascii: "b")
        guard let bytes = isBase64 ? Base64.decode(text.span) : hexadecimal(text) else {
            throw STIXPatternError(offset: offset, detail: "not \(isBase64 ? "base64" : "hexadecimal")")
        }
        return .bytes(bytes)
    }

    private static func hexadecimal(_ text: [UInt8]) -> [UInt8]? {
        guard text.count % 2 == 0, text.allSatisfy(\.isHexadecimalDigit) else { return nil }
        return stride(from: 0, to: text.count, by: 2).map { index in
            text[index].hexadecimalValue << 4 | text[index + 1].hexadecimalValue
        }
    }

    private mutating func mark(_ byte: UInt8) throws(STIXPatternError) {
        index += 1
        let second = index < bytes.count ? bytes[index] : 0
        switch (byte, second) {
        case (UInt8(ascii: "="), UInt8(ascii: "=")):
            index += 1
            token = .mark(UInt16(byte))
        case (UInt8(ascii: "!"), UInt8(ascii: "=")), (UInt8(ascii: "<"), UInt8(ascii: ">")):
            index += 1
            token = Self.notEqual
        case (UInt8(ascii: "<"), UInt8(ascii: "=")):
            index += 1
            token = Self.lessOrEqual
        case (UInt8(ascii: ">"), UInt8(ascii: "=")):
            index += 1
            token = Self.greaterOrEqual
        case _ where "[](),:.*=<>".utf8.contains(byte): token = .mark(UInt16(byte))
        default: throw STIXPatternError(offset: index - 1, detail: "a character that cannot stand here")
        }
    }

    static let notEqual = Token.mark(UInt16(UInt8(ascii: "!")) << 8 | UInt16(UInt8(ascii: "=")))
    static let lessOrEqual = Token.mark(UInt16(UInt8(ascii: "<")) << 8 | UInt16(UInt8(ascii: "=")))
    static let greaterOrEqual = Token.mark(UInt16(UInt8(ascii: ">")) << 8 | UInt16(UInt8(ascii: "=")))
}
