/// What is made of the rows of a table.
protocol RowFormat {
    /// The line that names the columns, when it is not a comment.
    var headerLine: Int? { get }
    /// Takes a row and its text, of one line or several.
    mutating func read(_ row: DelimitedRow, _ text: Span<UInt8>, into output: FeedOutput)
}

/// Tables: rows of values between delimiters, with a header or without, over one line or several.
struct DelimitedFormat<Rows: RowFormat>: LineFormat {
    /// Most lines one row may take.
    private static var maximumLinesPerRow: Int { 64 }
    /// Most bytes one row of several lines may take.
    private static var maximumRowLength: Int { 256 << 10 }

    private struct OpenLine {
        let bytes: [UInt8]
        let line: Int
        let offset: Int64
    }

    private let delimiter: UInt8
    private var rows: Rows
    /// The lines of a row whose quoted value goes on.
    private var open: [OpenLine] = []
    private var openLength = 0
    private var row = DelimitedRow()

    init(delimiter: UInt8, _ rows: Rows) {
        self.delimiter = delimiter
        self.rows = rows
    }

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        guard open.isEmpty else { return readMore(line, into: output) }
        readFirst(line, into: output)
    }

    mutating func finish(into output: FeedOutput) {
        while !open.isEmpty { giveUp(into: output) }
    }

    private mutating func readFirst(_ line: Span<UInt8>, into output: FeedOutput) {
        let start = line.startOfWord(from: 0)
        guard start < line.count, !TableSample.isComment(line, at: start, delimiter: delimiter),
            output.line != rows.headerLine
        else { return output.skip() }
        row.split(line, by: delimiter)
        if row.isOpen {
            if allowsLineBreaks {
                open = [OpenLine(bytes: line.copy, line: output.line, offset: output.offset)]
                openLength = line.count
                return
            }
            row.splitLiterally(line, by: delimiter)
        }
        rows.read(row, line, into: output)
    }

    /// Commas and semicolons come from spreadsheets, which quote; tabs and bars from scripts, which do not.
    private var allowsLineBreaks: Bool {
        delimiter == UInt8(ascii: ",") || delimiter == UInt8(ascii: ";")
    }

    private mutating func readMore(_ line: Span<UInt8>, into output: FeedOutput) {
        open.append(OpenLine(bytes: line.copy, line: output.line, offset: output.offset))
        openLength += line.count + 1
        guard open.count <= Self.maximumLinesPerRow, openLength <= Self.maximumRowLength else {
            return giveUp(into: output)
        }
        let text = open.map(\.bytes).joined(separator: [0x0A])
        let bytes = Array(text)
        row.split(bytes.span, by: delimiter)
        guard !row.isOpen, let first = open.first else { return }
        let last = (output.line, output.offset)
        output.begin(line: first.line, offset: first.offset)
        open = []
        rows.read(row, bytes.span, into: output)
        output.begin(line: last.0, offset: last.1)
    }

    /// Rejects the line with the quote that does not end and reads those after it on their own.
    private mutating func giveUp(into output: FeedOutput) {
        let lines = open
        open = []
        guard let first = lines.first else { return }
        output.begin(line: first.line, offset: first.offset)
        output.reject(.unterminatedQuote, first.bytes.span)
        for line in lines.dropFirst() {
            output.begin(line: line.line, offset: line.offset)
            read(line.bytes.span, into: output)
        }
    }
}
