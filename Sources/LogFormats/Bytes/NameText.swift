/// Host names as logs write them.
enum NameText {
    /// Longest name in bytes.
    static let maximumLength = 255

    /// The part of a field that is a host name: without brackets, port, trailing dot; nil when it is none.
    ///
    /// Where the field is known to hold a name, one label will do.
    static func host(_ bytes: Span<UInt8>, _ range: Range<Int>, isKnown: Bool) -> Range<Int>? {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, isQuote(bytes[start]) { start += 1 }
        while end > start, isQuote(bytes[end - 1]) { end -= 1 }
        if let colon = bytes.lastIndex(of: UInt8(ascii: ":"), from: start, to: end), colon > start,
            bytes.number(colon + 1..<end) != nil
        {
            end = colon
        }
        if end - start > 1, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard start < end, end - start <= maximumLength else { return nil }
        var dots = 0
        var letters = 0
        for index in start..<end {
            let byte = bytes[index]
            if byte == UInt8(ascii: ".") {
                dots += 1
            } else if byte.isLetter || byte >= 0x80 {
                letters += 1
            } else if !byte.isDigit, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
                guard byte == UInt8(ascii: "*"), index == start, isKnown else { return nil }
            }
        }
        guard letters > 0, isKnown || dots > 0 else { return nil }
        return start..<end
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "<")
            || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
    }

    /// Whether a word of prose looks like a name on the Internet: labels, and a last one of letters that is no usual
    /// end of a file name.
    static func looksLikeName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 4,
            let dot = bytes.lastIndex(of: 0x2E, from: range.lowerBound, to: range.upperBound),
            dot > range.lowerBound
        else { return false }
        let last = dot + 1..<range.upperBound
        guard last.count >= 2, last.count <= 24 else { return false }
        if bytes.starts(with: "xn--", at: last.lowerBound, end: last.upperBound) { return true }
        for index in last where !bytes[index].isLetter { return false }
        for index in range where !bytes[index].isNameByte { return false }
        for ending in fileEndings where bytes.equals(ending, last) { return false }
        return true
    }

    private static let fileEndings: [StaticString] = [
        "exe", "dll", "log", "conf", "txt", "php", "html", "htm", "xml", "json", "yml", "yaml", "cfg", "tmp",
        "sys",
        "service", "pid", "sock", "so", "py", "sh", "bat", "ps1", "jar", "gz", "cc", "cpp", "go", "rs",
        "java", "pem",
        "crt", "key", "png", "jpg", "gif", "css", "js", "local0",
    ]

    /// Whether the text is what logs write when they have nothing to say.
    static func isAbsent(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        switch range.count {
        case 0: return true
        case 1:
            return bytes[range.lowerBound] == UInt8(ascii: "-")
                || bytes[range.lowerBound] == UInt8(ascii: "_")
        case 2...9:
            for word in absentWords where bytes.equals(word, range) { return true }
            return false
        default: return false
        }
    }

    private static let absentWords: [StaticString] = [
        "n/a", "na", "null", "none", "unknown", "(empty)", "undefined", "<unknown>", "(null)", "nil",
        "(none)", "--",
        "unset", "[]", "not set", "(-)",
    ]
}
