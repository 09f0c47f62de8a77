extension LogReader {
    /// Takes a line that begins with `#`; false when it is neither a header nor a comment.
    mutating func readHeader(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        let end = range.upperBound
        if line.starts(with: "#fields", at: start, end: end), start + 7 < end {
            if line[start + 7] == UInt8(ascii: ":") {
                readW3CFields(line, line.trimmed(start + 8, end))
            } else {
                readZeekFields(line, start + 7, end)
            }
        } else if line.starts(with: "#separator", at: start, end: end) {
            zeekSeparator = Self.unescaped(line, line.trimmed(start + 10, end), whole: start + 10..<end)
        } else if line.starts(with: "#set_separator", at: start, end: end), end - 1 > start + 13 {
            zeekSetSeparator = line[end - 1]
        } else if line.starts(with: "#close", at: start, end: end) {
            return true
        } else if line.starts(with: "#software", at: start, end: end)
            || line.starts(with: "#version", at: start, end: end)
        {
            planFormat = .w3c
        }
        return true
    }

    /// The separator as Zeek writes it: `\x09`, or itself.
    private static func unescaped(_ line: Span<UInt8>, _ range: Range<Int>, whole: Range<Int>) -> [UInt8] {
        var separator: [UInt8] = []
        Escaping.hexadecimal.decode(line, range, into: &separator, limit: 8)
        if separator.isEmpty, let last = whole.last { separator = [line[last]] }
        return separator.isEmpty ? [0x09] : separator
    }

    private mutating func readZeekFields(_ line: Span<UInt8>, _ start: Int, _ end: Int) {
        var separator = zeekSeparator
        if !line.hasSeparator(separator, at: start, end: end) { separator = [line[start]] }
        var fields = ColumnPlan(separator: separator)
        fields.isQuoted = false
        fields.setSeparator = zeekSetSeparator
        fields.escaping = .hexadecimal
        lookup.use(.zeek)
        fields.appendColumns(line, min(start + separator.count, end)..<end, between: separator, lookup)
        plan = fields
        planFormat = .zeek
        expectsHeader = false
    }

    private mutating func readW3CFields(_ line: Span<UInt8>, _ range: Range<Int>) {
        let isTabbed = line.firstIndex(of: 0x09, from: range.lowerBound, to: range.upperBound) != nil
        let separator: [UInt8] = [isTabbed ? 0x09 : 0x20]
        var fields = ColumnPlan(separator: separator)
        lookup.use(.w3c)
        fields.appendColumns(line, range, between: separator, lookup)
        plan = fields
        planFormat = .w3c
        expectsHeader = false
    }

    /// Takes a first line that names columns; false when it does not.
    mutating func readColumnNames(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if line.starts(with: "date first seen", at: range.lowerBound, end: range.upperBound) { return true }
        guard let separator = Self.columnSeparator(line, range) else { return false }
        let isFlow = line.firstIndex(of: "srcaddr", from: range.lowerBound, to: range.upperBound) != nil
        let isCapture =
            line.starts(with: "ts,", at: range.lowerBound, end: range.upperBound)
            || line.starts(with: "tfirst", at: range.lowerBound, end: range.upperBound)
        let kind: LogFormat = isFlow ? .awsFlow : isCapture ? .nfdump : format ?? .csv
        lookup.use(kind)
        var fields = ColumnPlan(separator: separator)
        fields.joinsSeparators = separator == 0x20
        fields.appendColumns(line, Self.unquoted(line, range), between: [separator], lookup)
        guard fields.knownColumns >= 2, fields.columns.count >= 3 else { return false }
        plan = fields
        planFormat = kind
        return true
    }

    private static func unquoted(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int> { range }

    /// What separates the names of a header: every name is a word, none a number, an address or a time.
    private static func columnSeparator(_ line: Span<UInt8>, _ range: Range<Int>) -> UInt8? {
        for separator in [UInt8(ascii: ","), 0x09, UInt8(ascii: ";"), UInt8(ascii: "|"), 0x20] {
            var names = 0
            var isHeader = true
            var cells = CellCursor(line, range, ColumnPlan(separator: separator))
            while isHeader, let cell = cells.next() {
                names += 1
                isHeader = isColumnName(line, cell.range)
            }
            if isHeader, names >= 3 { return separator }
        }
        return nil
    }

    private static func isColumnName(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let first = range.first, range.count <= 64,
            line[first].isLetter || line[first] == UInt8(ascii: "@")
                || line[first] == UInt8(ascii: "_")
        else { return false }
        for index in range {
            let byte = line[index]
            guard
                byte.isNameByte || byte == 0x20 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
                    || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "-")
            else { return false }
        }
        return AddressText.whole(line, range) == nil
    }
}
