extension ProseScanner {
    /// The end of path, query and fragment at `start`.
    ///
    /// White space, quotes, angle brackets, braces, placeholders and closing brackets without their opening one end it,
    /// and so does what separates it from the next cell, field or attribute. Sentence punctuation at its end is not part.
    /// - Parameters:
    ///   - start: the place after the host.
    ///   - opener: where the URL begins; the byte before it may be a quote or an emphasis to be closed.
    /// - Returns: the place after the last byte of the URL; at most one byte more than a URL may be long is looked at.
    func pathEnd(from start: Int, opener: Int) -> Int {
        let before = byte(opener - 1)
        var depth = 0
        var index = start
        var isQuery = false
        var fields = FieldSearch()
        scan: while index < text.count, index - start <= URLAddress.maximumLength {
            let byte = text[index]
            switch byte {
            case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"),
                UInt8(ascii: "|"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"),
                UInt8(ascii: "^"):
                break scan
            case UInt8(ascii: "?"): isQuery = true
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                if depth == 0 { break scan }
                depth -= 1
            case UInt8(ascii: "["):
                guard isQuery, let closing = queryBracketEnd(at: index) else { break scan }
                index = closing
            case UInt8(ascii: "]"): break scan
            case UInt8(ascii: "'"):
                if before == byte || endsQuote(at: index) { break scan }
            case UInt8(ascii: ","):
                if endsField(at: index, before: before, &fields) { break scan }
            case UInt8(ascii: "&"), UInt8(ascii: ";"):
                if endsByEntity(at: index) || self.byte(index + 1) == UInt8(ascii: ";") { break scan }
            case 0x80...:
                let width = pathLetterWidth(at: index)
                guard width > 0 else { break scan }
                index += width - 1
            default: break
            }
            index += 1
        }
        return trimmedEnd(from: start, to: index, before: before)
    }

    /// Bytes of the non-ASCII character at `index` if it belongs to a path; 0 if it belongs to the sentence around.
    ///
    /// Text of a script without spaces may follow a URL directly, so its letters count only after a slash or each other.
    private func pathLetterWidth(at index: Int) -> Int {
        let width = text.letterWidth(at: index)
        if width > 0 {
            return text.isDenseScript(at: index) && text[index - 1].isASCIIAlphanumeric ? 0 : width
        }
        let isComma = text[index] == 0xE3 && byte(index + 1) == 0x80 && byte(index + 2) == 0x81
        guard isComma, text[index - 1] >= 0x80, byte(index + 3) >= 0x80, text.letterWidth(at: index + 3) > 0
        else {
            return 0
        }
        return 3
    }

    /// The end without punctuation that belongs to the sentence and not to the URL.
    private func trimmedEnd(from start: Int, to end: Int, before: UInt8) -> Int {
        var end = end
        while end > start {
            let last = text[end - 1]
            let isPunctuation = ".,;:!?'".utf8.contains(last)
            let isEmphasis =
                (last == UInt8(ascii: "*") || last == UInt8(ascii: "_") || last == UInt8(ascii: "+")
                    || last == UInt8(ascii: "~")) && last == before
            let isOpening = last == UInt8(ascii: "(")
            let isPlaceholderSign =
                (last == UInt8(ascii: "$") || last == UInt8(ascii: "%")) && byte(end) == UInt8(ascii: "{")
            guard isPunctuation || isEmphasis || isOpening || isPlaceholderSign else { break }
            end -= 1
        }
        return end
    }

    /// The place of the closing bracket of `[name]` in a query; nil when the bracket is something else.
    private func queryBracketEnd(at index: Int) -> Int? {
        var closing = index + 1
        while closing - index <= 32, byte(closing).isNameCharacter { closing += 1 }
        guard byte(closing) == UInt8(ascii: "]") else { return nil }
        let next = byte(closing + 1)
        return next == UInt8(ascii: "=") || next == UInt8(ascii: "[") || next == UInt8(ascii: "&")
            ? closing : nil
    }

    /// Whether an apostrophe ends the URL: nothing of it follows, or only a possessive `s`.
    private func endsQuote(at index: Int) -> Bool {
        let next = byte(index + 1)
        if next == UInt8(ascii: "s") { return !byte(index + 2).isASCIIAlphanumeric }
        return !next.isASCIIAlphanumeric && next != UInt8(ascii: "%")
    }

    /// How far a search for the fields of a line has come, so that each comma does not begin anew.
    private struct FieldSearch {
        var failedBefore = 0
    }

    /// Whether a path is longer than any URL that is read, so that its host alone counts.
    func isTooLong(_ path: Range<Int>) -> Bool { path.count > URLAddress.maximumLength }

    /// Whether a comma separates the URL from the next field.
    private func endsField(at index: Int, before: UInt8, _ search: inout FieldSearch) -> Bool {
        let next = byte(index + 1)
        if next <= 0x20 || next == UInt8(ascii: "\"") || next == UInt8(ascii: "'")
            || next == UInt8(ascii: ",")
        {
            return true
        }
        if before == UInt8(ascii: ",") { return true }
        var end = index + 1
        while end - index < 8, byte(end).isNameCharacter { end += 1 }
        if text.hasSchemeMark(at: end) { return true }
        guard before == 0x0A, index >= search.failedBefore else { return false }
        // At a line's beginning: fields of plain words up to the line's end.
        end = index + 1
        while end - index < 512,
            byte(end).isNameCharacter || byte(end) == UInt8(ascii: ",") || byte(end) == 0x20
        {
            end += 1
        }
        search.failedBefore = end
        return byte(end) == 0x0A || byte(end) == 0x0D
    }

    /// Whether an HTML entity for a quote, an angle bracket or a space stands at `index`.
    private func endsByEntity(at index: Int) -> Bool {
        guard text[index] == UInt8(ascii: "&") else { return byte(index + 1) <= 0x20 }
        for entity in ["&quot;", "&lt;", "&gt;", "&nbsp;", "&#34;", "&#39;", "&apos;", "&#x27;"]
        where text[index...].starts(with: entity.utf8) {
            return true
        }
        return false
    }
}
