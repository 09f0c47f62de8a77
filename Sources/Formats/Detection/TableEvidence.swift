/// Whether a sample is a table, and by which delimiter.
struct TableEvidence {
    private static let formats: [FeedFormat] = [.tsv, .csv, .semicolon, .pipe]

    let format: FeedFormat?

    init(_ sample: FeedSample) {
        let isListOfWords = ListEvidence(sample).isListOfWords
        var best: (format: FeedFormat, score: Int)?
        for format in Self.formats {
            guard let delimiter = format.delimiter else { continue }
            let table = TableSample(sample, delimiter: delimiter)
            guard let score = Self.score(table, isListOfWords: isListOfWords, format) else { continue }
            if score > best?.score ?? 0 { best = (format, score) }
        }
        format = best?.format
    }

    /// The table of a feed, by its delimiter and the names of its columns; nil when the sample is none.
    static func table(of feed: RecordFeed, _ sample: FeedSample) -> (delimiter: UInt8, table: TableSample)? {
        for delimiter in formats.compactMap(\.delimiter) {
            let table = TableSample(sample, delimiter: delimiter)
            let known = Set(table.squeezedNames)
            if feed.marks.contains(where: { $0.allSatisfy(known.contains) }) { return (delimiter, table) }
        }
        return nil
    }

    /// How much speaks for a table; nil when it is none.
    ///
    /// A header that names known columns, or rows of the same count of values most of the time. A list of URLs with
    /// commas in them is no table.
    private static func score(_ table: TableSample, isListOfWords: Bool, _ format: FeedFormat) -> Int? {
        let common = table.commonCount
        guard common.values >= 2, !table.rows.isEmpty else { return nil }
        if let header = table.header {
            let known = header.values.count { FieldNames.role($0.span) != nil }
            guard known >= 2 || common.rows * 2 >= table.rows.count, header.values.count >= 2 else {
                return nil
            }
            return 1000 + known * 10 + common.values
        }
        guard common.rows * 5 >= table.rows.count * 3 else { return nil }
        let values = isListOfWords ? steadyValues(table, common) : common.values
        guard let values else { return nil }
        let rows = table.rows.count { row in row.values.contains { FieldReading.looksLikeIndicator($0.span) }
        }
        let hasIndicators = rows * 2 >= table.rows.count
        let isSteady = format != .csv && common.rows >= steadyRows && common.rows * 10 >= table.rows.count * 9
        return hasIndicators || isSteady ? values : nil
    }

    /// Rows of one count of values that make a table of what holds no addresses, unless commas part them: commas are
    /// in prose and programs too.
    private static let steadyRows = 8

    /// For lines without blanks, which may be URLs: every line has the same count, and the last value has no slash.
    private static func steadyValues(_ table: TableSample, _ common: (values: Int, rows: Int)) -> Int? {
        guard table.rows.count >= 3, common.rows == table.rows.count else { return nil }
        let slashed = table.rows.count { $0.values.last?.contains(UInt8(ascii: "/")) == true }
        return slashed * 5 < table.rows.count ? common.values : nil
    }
}
