/// The rows and the commented lines of a sample, split by one delimiter.
struct TableSample {
    struct Row {
        let line: Int
        let values: [[UInt8]]
    }

    private(set) var rows: [Row] = []
    /// The commented lines before the first row, split alike without their comment marks.
    private(set) var commented: [Row] = []

    /// Rows that are split already.
    init(rows: [Row]) {
        self.rows = rows
    }

    init(_ sample: FeedSample, delimiter: UInt8) {
        var row = DelimitedRow()
        var rows: [Row] = []
        var commented: [Row] = []
        sample.forEachLine { line, number in
            let range = line.trimmedRange
            guard !range.isEmpty else { return }
            let isComment = Self.isComment(line, at: range.lowerBound, delimiter: delimiter)
            guard !isComment || rows.isEmpty else { return }
            let text = isComment ? Self.withoutMarks(line.extracting(range)) : range
            let shift = isComment ? range.lowerBound : 0
            Self.split(
                line.extracting(text.lowerBound + shift..<text.upperBound + shift),
                delimiter,
                into: &row
            )
            let values = row.values.map { Array(row.bytes[row.withoutBlanks($0)]) }
            if isComment {
                commented.append(Row(line: number, values: values))
            } else {
                rows.append(Row(line: number, values: values))
            }
        }
        self.rows = rows
        self.commented = commented
    }

    static func isComment(_ line: Span<UInt8>, at start: Int, delimiter: UInt8) -> Bool {
        if line[start] == UInt8(ascii: "#") { return true }
        if line[start] == UInt8(ascii: ";") { return delimiter != UInt8(ascii: ";") }
        return line.has("//", at: start)
    }

    /// Splits a line; where a quote does not end in it, quotes mean nothing in a sample.
    static func split(_ line: Span<UInt8>, _ delimiter: UInt8, into row: inout DelimitedRow) {
        row.split(line, by: delimiter)
        if row.isOpen { row.splitLiterally(line, by: delimiter) }
    }

    /// `# Format: ` and the like before the names of columns.
    private static func withoutMarks(_ line: Span<UInt8>) -> Range<Int> {
        var start = 0
        while start < line.count,
            line[start] == UInt8(ascii: "#") || line[start] == UInt8(ascii: ";")
                || line[start] == UInt8(ascii: "/") || line[start].isBlank
        { start += 1 }
        for word in ["format:", "fields:", "columns:"] as [StaticString] where line.has(word, at: start) {
            start = line.startOfWord(from: start + word.utf8CodeUnitCount)
        }
        return start..<line.count
    }

    /// The count of values that most rows have, and how many rows have it.
    var commonCount: (values: Int, rows: Int) {
        var counts: [Int: Int] = [:]
        for row in rows { counts[row.values.count, default: 0] += 1 }
        let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
        return (best?.key ?? 0, best?.value ?? 0)
    }

    /// The row that names the columns, commented or not; nil when there is none.
    var header: Row? {
        let count = commonCount.values
        if let first = rows.first, Self.isHeader(first.values) { return first }
        return commented.last {
            $0.values.count >= 2 && abs($0.values.count - count) <= 1 && Self.isHeader($0.values)
        }
    }

    /// The names of the columns in lower case; empty without a header.
    var columnNames: [String] {
        (header?.values ?? []).map { String(decoding: $0, as: UTF8.self).lowercased() }
    }

    /// The names of the columns by their letters and digits; empty without a header.
    var squeezedNames: [String] { (header?.values ?? []).map { CategoryWords.squeezed($0.span) } }

    /// Whether values are names of columns: one of them known, and none an address unless most are known.
    private static func isHeader(_ values: [[UInt8]]) -> Bool {
        var known = 0
        var addresses = 0
        for value in values {
            if FieldNames.role(value.span) != nil {
                known += 1
            } else if FieldReading.isAddress(value.span) {
                addresses += 1
            }
        }
        if known >= 3, known * 2 >= values.count { return true }
        return addresses == 0 && known > 0 && known * 5 >= values.count
    }
}
