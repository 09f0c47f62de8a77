import Addresses

/// Names in other scripts than ASCII.
enum ForeignText {
    /// Longest token that is taken for a name, in bytes: a name of 253 bytes can take six times that in UTF-8 before
    /// it is mapped.
    static let maximumLength = 1536

    /// The parts of a run between characters that no name has, such as quotation marks and commas of other scripts.
    ///
    /// Bytes that are no UTF-8 stay in their part and make a label that matches nothing.
    static func parts(of run: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = run.lowerBound
        var position = start
        while position < run.upperBound {
            guard text[position] >= 0x80,
                let (scalar, length) = scalar(at: position, before: run.upperBound, in: text)
            else {
                position += 1
                continue
            }
            if !isNameScalar(scalar) {
                if start < position { parts.append(start..<position) }
                start = position + length
            }
            position += length
        }
        if start < run.upperBound { parts.append(start..<run.upperBound) }
        return parts
    }

    /// The name at `range` without the labels in front that IDNA refuses; nil when fewer than two labels are left.
    static func name(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> DomainName? {
        guard range.count <= maximumLength else { return nil }
        var start = range.lowerBound
        while start < range.upperBound {
            let bytes = UnsafeBufferPointer(rebasing: text[start..<range.upperBound])
            if let name = try? DomainName(utf8: Span(_unsafeElements: bytes)) { return name }
            guard let next = afterFirstDot(start..<range.upperBound, in: text) else { return nil }
            start = next
        }
        return nil
    }

    /// The place behind the first dot of any script.
    static func afterFirstDot(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        for index in range {
            if text[index] == UInt8(ascii: ".") { return index + 1 }
            if text[index] >= 0xE3,
                let (scalar, length) = scalar(at: index, before: range.upperBound, in: text),
                isDot(scalar)
            {
                return index + length
            }
        }
        return nil
    }

    /// The full stops that IDNA takes for dots (UTS 46 §2.3).
    private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{3002}" || scalar == "\u{FF0E}" || scalar == "\u{FF61}"
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        if isDot(scalar) || scalar == "\u{FF0D}" || scalar == "\u{FF3F}" { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
            return true
        case .format: return !scalar.properties.isBidiControl
        default: return false
        }
    }

    private static func scalar(
        at position: Int,
        before end: Int,
        in text: UnsafeBufferPointer<UInt8>
    ) -> (Unicode.Scalar, Int)? {
        let first = text[position]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
        guard length > 0, position + length <= end else { return nil }
        var decoder = UTF8()
        var bytes = text[position..<position + length].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&bytes), UTF8.width(scalar) == length else {
            return nil
        }
        return (scalar, length)
    }
}
