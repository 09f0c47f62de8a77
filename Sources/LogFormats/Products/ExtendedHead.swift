/// The head of a CEF or LEEF record: `CEF:0|vendor|product|version|id|name|severity|` or
/// `LEEF:1.0|vendor|product|version|event|`. Collectors that cut the first word leave a version and a bar.
struct ExtendedHead {
    var format: LogFormat
    var pairs: Range<Int>
    /// What stands between the pairs of LEEF 2; 0 for the usual.
    var delimiter: UInt8 = 0

    /// How far from its beginning a record has its first bar.
    private static let reach = 24

    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ExtendedHead? {
        guard
            let bar = bytes.firstIndex(
                of: UInt8(ascii: "|"),
                from: range.lowerBound,
                to: min(range.upperBound, range.lowerBound + reach)
            )
        else { return nil }
        var version = bar
        while version > range.lowerBound,
            bytes[version - 1].isDigit || bytes[version - 1] == UInt8(ascii: ".")
        { version -= 1 }
        guard version < bar, bytes[version].isDigit else { return nil }
        let isNamedLEEF = bytes.firstIndex(of: "leef:", from: range.lowerBound, to: version + 1) != nil
        let isNamedCEF = bytes.firstIndex(of: "cef:", from: range.lowerBound, to: version + 1) != nil
        let isBare = version == range.lowerBound && bar + 1 < range.upperBound && bytes[bar + 1].isLetter
        guard isNamedLEEF || isNamedCEF || isBare else { return nil }
        let isLEEF = isNamedLEEF || !isNamedCEF && bar - version > 1
        let isSecond = isLEEF && bytes[version] == UInt8(ascii: "2")
        guard let start = afterBars(bytes, bar, range.upperBound, isLEEF ? 4 : 6) else { return nil }
        if isSecond,
            let delimiter = bytes.firstIndex(
                of: UInt8(ascii: "|"),
                from: start,
                to: min(range.upperBound, start + 6)
            )
        {
            return ExtendedHead(
                format: .leef,
                pairs: delimiter + 1..<range.upperBound,
                delimiter: character(bytes, start..<delimiter)
            )
        }
        return ExtendedHead(format: isLEEF ? .leef : .cef, pairs: start..<range.upperBound)
    }

    /// A delimiter as LEEF 2 writes it: itself, or `x5E`, `0x5E`.
    private static func character(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt8 {
        guard let first = range.first else { return 0 }
        if range.count == 1 { return bytes[first] }
        guard range.count >= 3, let high = bytes[range.upperBound - 2].hexadecimalValue,
            let low = bytes[range.upperBound - 1].hexadecimalValue
        else { return 0 }
        return high << 4 | low
    }

    /// Where the text after `count` further bars begins.
    private static func afterBars(_ bytes: Span<UInt8>, _ bar: Int, _ end: Int, _ count: Int) -> Int? {
        var index = bar + 1
        var seen = 0
        while index < end {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 1
            } else if bytes[index] == UInt8(ascii: "|") {
                seen += 1
                if seen == count { return index + 1 }
            }
            index += 1
        }
        return nil
    }
}
