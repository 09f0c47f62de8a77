import Addresses
import Reports

/// The tables of an HTML page that list addresses; tables that only arrange the page are passed over.
final class HTMLTableReader: MarkupHandler {
    /// Most text of all open tables, in bytes: 64 MiB.
    private static let maximumLength = 64 << 20
    /// Most rows by which the columns of a table are told.
    private static let maximumSampleRows = 400

    private struct Table {
        var rows: [TableSample.Row] = []
        var offsets: [Int64] = []
        var row: [[UInt8]] = []
        var cell: MarkupText?
        var hasNestedTable = false
    }

    private let output: FeedOutput
    private let mapping: FieldMapping
    private var tables: [Table] = []
    private var length = 0
    private var ignored = 0
    private(set) var hasAddresses = false

    init(_ output: FeedOutput, mapping: FieldMapping) {
        self.output = output
        self.mapping = mapping
    }

    func start(_ name: String, _ attributes: [String: String], at place: JSONPlace) {
        switch name {
        case "script", "style": ignored += 1
        case "table":
            if !tables.isEmpty { tables[tables.count - 1].hasNestedTable = true }
            tables.append(Table())
        case "tr": endRow(at: place)
        case "td", "th":
            guard !tables.isEmpty else { return }
            endCell()
            tables[tables.count - 1].cell = MarkupText()
        case "br": append(" ")
        case "input":
            if attributes["type"]?.lowercased() == "text", let value = attributes["value"] { append(value) }
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard ignored == 0, !tables.isEmpty, length < Self.maximumLength else { return }
        length += bytes.count
        tables[tables.count - 1].cell?.append(bytes)
    }

    func end(_ name: String, at place: JSONPlace) {
        switch name {
        case "script", "style": ignored = max(0, ignored - 1)
        case "td", "th": endCell()
        case "tr": endRow(at: place)
        case "table":
            endRow(at: place)
            if let table = tables.popLast() { report(table) }
            if tables.isEmpty { length = 0 }
        default: break
        }
    }

    private func append(_ words: String) {
        if !tables.isEmpty { tables[tables.count - 1].cell?.append(words) }
    }

    private func endCell() {
        guard !tables.isEmpty, let cell = tables[tables.count - 1].cell else { return }
        tables[tables.count - 1].row.append(Self.line(cell.trimmed))
        tables[tables.count - 1].cell = nil
    }

    /// The text with every run of blanks, no-break spaces too, as one space.
    private static func line(_ text: [UInt8]) -> [UInt8] {
        var text = text
        for index in text.indices.dropLast() where text[index] == 0xC2 && text[index + 1] == 0xA0 {
            text[index] = 0x20
            text[index + 1] = 0x20
        }
        return Array(text.split(whereSeparator: \.isBlank).joined(separator: [0x20]))
    }

    private func endRow(at place: JSONPlace) {
        endCell()
        guard var table = tables.popLast() else { return }
        if !table.row.isEmpty, length < Self.maximumLength {
            table.rows.append(TableSample.Row(line: place.line, values: table.row))
            table.offsets.append(place.offset)
        }
        table.row = []
        tables.append(table)
    }

    /// Reports the rows of a table in which some column holds addresses.
    private func report(_ table: Table) {
        let sample = TableSample(rows: Array(table.rows.prefix(Self.maximumSampleRows)))
        guard !sample.rows.isEmpty else { return }
        let plan = ColumnPlan(sample, mapping: mapping)
        guard !plan.isGuess, plan.listsAddresses(sample.rows) else {
            for _ in table.rows { output.skip() }
            return
        }
        hasAddresses = true
        var reader = RecordReader(profile: RecordProfile())
        for (row, offset) in zip(table.rows, table.offsets) {
            output.begin(line: row.line, offset: offset)
            var record = RecordFields()
            for (role, value) in zip(plan.roles, row.values) {
                if let role { record.add(role, value.span, line: row.line, offset: offset) }
            }
            let isHeader = row.line == plan.headerLine
            if isHeader
                || !reader.read(
                    record,
                    reported: plan.reported,
                    inherited: FeedOutput.emptyClaim,
                    into: output
                )
            {
                output.skip()
            }
        }
    }
}
