/// Where the values of pairs end.
extension TextRecord {
    /// The value of a known field, without its quotes.
    func value(_ start: Int, _ role: FieldRole) -> Range<Int> {
        guard start < end else { return end..<end }
        switch bytes[start] {
        case UInt8(ascii: "\""):
            let isDoubled =
                start + 2 < end && bytes[start + 1] == UInt8(ascii: "\"") && !bytes[start + 2].isBlank
                && bytes[start + 2] != UInt8(ascii: ",")
            let first = isDoubled ? start + 2 : start + 1
            return first..<closingQuote(first, UInt8(ascii: "\""))
        case UInt8(ascii: "'"): return start + 1..<closingQuote(start + 1, UInt8(ascii: "'"))
        case UInt8(ascii: "<"):
            return start + 1..<(bytes.firstIndex(of: UInt8(ascii: ">"), from: start + 1, to: end) ?? end)
        default: return start..<(role == .request ? requestEnd(start) : valueEnd(start, role))
        }
    }

    func closingQuote(_ start: Int, _ quote: UInt8) -> Int {
        var index = start
        while index < end {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if bytes[index] == quote { return index }
            index += 1
        }
        return end
    }

    /// Where an unquoted value ends: at a blank or a separator; a URL runs to the blank, and in extended lines text
    /// runs to the next key.
    func valueEnd(_ start: Int, _ role: FieldRole) -> Int {
        var index = start
        var brackets = 0
        if isExtended, role == .sensor || role == .prose || role == .referrer { return extendedEnd(start) }
        let runsOn = role.isURL
        while index < end {
            let byte = bytes[index]
            if byte.isBlank || isEscapedControl(index) { break }
            if runsOn, byte == UInt8(ascii: ","), index + 1 < end, bytes[index + 1] &- 0x41 < 26 { break }
            if byte == UInt8(ascii: "[") { brackets += 1 }
            if byte == UInt8(ascii: "]") {
                if brackets == 0 { break }
                brackets -= 1
            }
            if byte == delimiter || !runsOn && byte.endsValue { break }
            index += 1
        }
        while runsOn, index > start,
            bytes[index - 1] == UInt8(ascii: ",") || bytes[index - 1] == UInt8(ascii: ";")
        {
            index -= 1
        }
        return index
    }

    /// Where an unquoted request line ends: after its target when it begins with a method.
    func requestEnd(_ start: Int) -> Int {
        let first = valueEnd(start, .request)
        guard first < end, bytes[first] == 0x20,
            ProseWord.table.meaning(FieldHash(bytes, start, first))?.isMethod ?? false
        else {
            return first
        }
        return valueEnd(first + 1, .request)
    }

    /// Whether a control character follows as syslog daemons write it: `#011`.
    func isEscapedControl(_ index: Int) -> Bool {
        bytes[index] == UInt8(ascii: "#") && index + 3 < end && bytes[index + 1] == UInt8(ascii: "0")
            && bytes[index + 2] == UInt8(ascii: "1") && bytes[index + 3].isDigit
    }

    func extendedEnd(_ start: Int) -> Int {
        var index = start
        var lastBlank = end
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case 0x20: lastBlank = index
            case 0x09, 0x0A: return index
            case delimiter: return index
            case UInt8(ascii: "#") where isEscapedControl(index): return index
            case UInt8(ascii: "=") where lastBlank < index && lastBlank >= start: return lastBlank
            default: break
            }
            index += 1
        }
        return end
    }
}
