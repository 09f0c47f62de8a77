/// Finds and undoes what hides an address in a line: percent-encoding, `\u` escapes, defanging, and the length-prefixed
/// names of Windows DNS logs.
struct LineDecoder {
    /// A stretch of the line that stands for something else.
    struct Escape {
        enum Meaning {
            case byte(UInt8)
            case scalar(Unicode.Scalar)
            case colonSlashSlash
            /// A name of length-prefixed labels.
            case labels
        }

        let range: Range<Int>
        let meaning: Meaning
    }

    /// Longest look back for an IPv6 address whose zone begins with a percent sign.
    private static let maximumZoneDistance = 45

    /// Longest length-prefixed name: 127 labels and as many prefixes.
    private static let maximumPrefixedNameLength = 253 + 127 * 4

    private let text: UnsafeBufferPointer<UInt8>

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// Whether the byte can begin an escape.
    @inline(__always)
    static func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "[")
            || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{")
    }

    /// All escapes of the text, in order.
    func escapes() -> [Escape] {
        var found: [Escape] = []
        var position = 0
        while position < text.count {
            if Self.isOpening(text[position]), let escape = escape(at: position) {
                found.append(escape)
                position = escape.range.upperBound
            } else {
                position += 1
            }
        }
        return found
    }

    /// The escape that begins at `position`.
    func escape(at position: Int) -> Escape? {
        switch text[position] {
        case UInt8(ascii: "%"): percentEscape(at: position)
        case UInt8(ascii: "\\"): unicodeEscape(at: position)
        case UInt8(ascii: "("):
            lengthPrefixedName(at: position) ?? defangedMark(at: position, closing: UInt8(ascii: ")"))
        case UInt8(ascii: "["): defangedMark(at: position, closing: UInt8(ascii: "]"))
        default: defangedMark(at: position, closing: UInt8(ascii: "}"))
        }
    }

    private func byte(_ index: Int) -> UInt8 {
        index >= 0 && index < text.count ? text[index] : 0
    }

    private func percentEscape(at position: Int) -> Escape? {
        guard let high = byte(position + 1).hexadecimal, let low = byte(position + 2).hexadecimal,
            !followsIPv6(position)
        else { return nil }
        return Escape(range: position..<position + 3, meaning: .byte(high << 4 | low))
    }

    /// Whether the percent sign begins the zone of an IPv6 address.
    private func followsIPv6(_ position: Int) -> Bool {
        var index = position
        let limit = position - Self.maximumZoneDistance
        while index > 0, index > limit {
            let previous = text[index - 1]
            guard
                previous.hexadecimal != nil || previous == UInt8(ascii: ":") || previous == UInt8(ascii: ".")
            else {
                return false
            }
            index -= 1
            if previous == UInt8(ascii: ":"), byte(index - 1) == UInt8(ascii: ":") { return true }
        }
        return false
    }

    /// Backslashes, `u` and four hexadecimal digits; a surrogate pair counts as one.
    private func unicodeEscape(at position: Int) -> Escape? {
        guard let (first, end) = codeUnit(at: position) else { return nil }
        if let scalar = Unicode.Scalar(first) {
            return Escape(range: position..<end, meaning: .scalar(scalar))
        }
        if first < 0xDC00, let (second, pairEnd) = codeUnit(at: end), (0xDC00...0xDFFF).contains(second) {
            let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
            if let scalar = Unicode.Scalar(value) {
                return Escape(range: position..<pairEnd, meaning: .scalar(scalar))
            }
        }
        return Escape(range: position..<end, meaning: .scalar("\u{FFFD}"))
    }

    private func codeUnit(at position: Int) -> (value: UInt16, end: Int)? {
        var index = position
        while byte(index) == UInt8(ascii: "\\") { index += 1 }
        guard index > position, byte(index) == UInt8(ascii: "u") else { return nil }
        var value: UInt16 = 0
        for offset in 1...4 {
            guard let digit = byte(index + offset).hexadecimal else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return (value, index + 5)
    }

    /// `[.]`, `(dot)`, `{:}`, `[/]`, `[://]` and the like, and `[.` within a name.
    private func defangedMark(at position: Int, closing: UInt8) -> Escape? {
        func mark(_ length: Int, _ meaning: Escape.Meaning) -> Escape? {
            byte(position + 1 + length) == closing
                ? Escape(range: position..<position + length + 2, meaning: meaning) : nil
        }
        switch byte(position + 1) {
        case UInt8(ascii: "."):
            if let escape = mark(1, .byte(UInt8(ascii: "."))) { return escape }
            guard closing == UInt8(ascii: "]"), byte(position - 1).isAlphanumeric,
                byte(position + 2).isAlphanumeric
            else { return nil }
            return Escape(range: position..<position + 2, meaning: .byte(UInt8(ascii: ".")))
        case UInt8(ascii: "d"), UInt8(ascii: "D"):
            guard byte(position + 2).lowercased == UInt8(ascii: "o"),
                byte(position + 3).lowercased == UInt8(ascii: "t")
            else { return nil }
            return mark(3, .byte(UInt8(ascii: ".")))
        case UInt8(ascii: ":"):
            if let escape = mark(1, .byte(UInt8(ascii: ":"))) { return escape }
            guard byte(position + 2) == UInt8(ascii: "/"), byte(position + 3) == UInt8(ascii: "/") else {
                return nil
            }
            return mark(3, .colonSlashSlash)
        case UInt8(ascii: "/"): return mark(1, .byte(UInt8(ascii: "/")))
        default: return nil
        }
    }

    /// `(4)evil(7)example(0)`: two labels or more, each as long as its number says, and the end mark.
    private func lengthPrefixedName(at position: Int) -> Escape? {
        var index = position
        var labels = 0
        while let (length, start) = prefix(at: index) {
            if length == 0 {
                return labels >= 2 ? Escape(range: position..<start, meaning: .labels) : nil
            }
            guard start + length < text.count, start - position <= Self.maximumPrefixedNameLength,
                (start..<start + length).allSatisfy({ text[$0].isNameByte && text[$0] != UInt8(ascii: ".") })
            else { return nil }
            labels += 1
            index = start + length
        }
        return nil
    }

    /// `(n)` with n up to 63, and where the label begins.
    private func prefix(at position: Int) -> (length: Int, start: Int)? {
        guard byte(position) == UInt8(ascii: "("), byte(position + 1).isDigit else { return nil }
        var length = Int(byte(position + 1) - 0x30)
        var index = position + 2
        if byte(index).isDigit {
            length = length * 10 + Int(byte(index) - 0x30)
            index += 1
        }
        guard byte(index) == UInt8(ascii: ")"), length <= HashKey.maximumLabelLength else { return nil }
        return (length, index + 1)
    }
}

extension LineDecoder {
    /// The text with `escapes` undone.
    /// - Parameters:
    ///   - escapes: what ``escapes()`` found.
    ///   - origin: where each byte of this text came from; nil for the line itself.
    /// - Returns: the text, one layer of escapes shallower.
    func decoded(_ escapes: [Escape], origin: DecodedText?) -> DecodedText {
        var result = DecodedText()
        var position = 0
        for escape in escapes {
            copy(position..<escape.range.lowerBound, to: &result, origin)
            let start = result.bytes.count
            append(escape, to: &result, origin)
            result.produced.append(start..<result.bytes.count)
            position = escape.range.upperBound
        }
        copy(position..<text.count, to: &result, origin)
        return result
    }

    private func copy(_ range: Range<Int>, to result: inout DecodedText, _ origin: DecodedText?) {
        for index in range { result.append(text[index], from: index..<index + 1, of: origin) }
    }

    private func append(_ escape: Escape, to result: inout DecodedText, _ origin: DecodedText?) {
        switch escape.meaning {
        case .byte(let byte): result.append(byte, from: escape.range, of: origin)
        case .scalar(let scalar):
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                result.append(byte, from: escape.range, of: origin)
            }
        case .colonSlashSlash:
            for byte in "://".utf8 { result.append(byte, from: escape.range, of: origin) }
        case .labels: appendLabels(escape.range, to: &result, origin)
        }
    }

    private func appendLabels(_ range: Range<Int>, to result: inout DecodedText, _ origin: DecodedText?) {
        var index = range.lowerBound
        var separator = UInt8(ascii: " ")
        while let (length, start) = prefix(at: index) {
            let mark = length == 0 ? UInt8(ascii: " ") : separator
            result.append(mark, from: index..<start, of: origin)
            guard length > 0 else { return }
            copy(start..<start + length, to: &result, origin)
            index = start + length
            separator = UInt8(ascii: ".")
        }
    }
}

/// A line with one layer of escapes undone.
struct DecodedText {
    var bytes: [UInt8] = []
    /// Where in the line each byte came from.
    private(set) var starts: [Int32] = []
    private(set) var ends: [Int32] = []
    /// The stretches that came out of escapes, in order.
    var produced: [Range<Int>] = []

    mutating func append(_ byte: UInt8, from range: Range<Int>, of origin: DecodedText?) {
        bytes.append(byte)
        if let origin {
            starts.append(origin.starts[range.lowerBound])
            ends.append(origin.ends[range.upperBound - 1])
        } else {
            starts.append(Int32(clamping: range.lowerBound))
            ends.append(Int32(clamping: range.upperBound))
        }
    }
}
