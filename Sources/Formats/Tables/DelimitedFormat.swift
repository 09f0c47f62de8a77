import Addresses
import Reports

/// Tables: rows of values between delimiters, with a header or without.
struct DelimitedFormat: LineFormat {
    /// Most lines one row may take.
    private static let maximumLinesPerRow = 64
    /// Most bytes one row of several lines may take.
    private static let maximumRowLength = 256 << 10

    private struct OpenLine {
        let bytes: [UInt8]
        let line: Int
        let offset: Int64
    }

    private let delimiter: UInt8
    private let plan: ColumnPlan
    /// What the feed says of all rows.
    private let claim: Claim
    /// The lines of a row whose quoted value goes on.
    private var open: [OpenLine] = []
    private var openLength = 0
    private var row = DelimitedRow()
    private var record = RecordFields()
    private var reader = RecordReader()

    init(delimiter: UInt8, plan: ColumnPlan, claim: Claim = FeedOutput.emptyClaim) {
        self.delimiter = delimiter
        self.plan = plan
        self.claim = claim
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
            output.line != plan.headerLine
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
        readRow(line, into: output)
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
        readRow(bytes.span, into: output)
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

    private mutating func readRow(_ text: Span<UInt8>, into output: FeedOutput) {
        let (line, offset) = (output.line, output.offset)
        record.removeAll()
        for (index, value) in row.values.enumerated() {
            guard index < plan.roles.count, let role = plan.roles[index] else { continue }
            add(value, as: role, line: line, offset: offset)
        }
        if row.values.count > plan.width, !hasAddress { findStrayAddress(line: line, offset: offset) }
        if plan.isGuess, let value = row.values.first, row.bytes[value.place].contains(UInt8(ascii: "\\")) {
            return output.reject(RejectReason(.fileName), text)
        }
        let wasRead = reader.read(
            record,
            reported: plan.reported,
            inherited: claim,
            into: output
        )
        output.begin(line: line, offset: offset)
        if !wasRead { output.reject(.missingField, text) }
    }

    private var hasAddress: Bool {
        record.fields.contains { field in
            plan.reported.contains(field.role)
                && FieldReading.isAddress(record.bytes.span.extracting(field.place))
        }
    }

    /// A row with a delimiter inside a value: its only IP address is the one to report.
    private mutating func findStrayAddress(line: Int, offset: Int64) {
        guard let role = plan.reported.first else { return }
        let found = row.values.filter { value in
            (try? IPAddress(utf8: row.bytes.span.extracting(row.withoutBlanks(value)))) != nil
        }
        guard found.count == 1, let value = found.first else { return }
        record.removeAll()
        add(value, as: role, line: line, offset: offset)
    }

    private mutating func add(_ value: DelimitedRow.Value, as role: FieldRole, line: Int, offset: Int64) {
        let bytes = row.bytes
        record.add(role, bytes.span.extracting(value.place), line: line, offset: offset + Int64(value.start))
    }
}
