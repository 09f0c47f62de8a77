import Addresses
import Reports

/// The rows of a table whose columns are known by a plan.
struct TableRows: RowFormat {
    private let plan: ColumnPlan
    private let profile: RecordProfile
    private var record = RecordFields()
    private var reader: RecordReader

    init(plan: ColumnPlan, profile: RecordProfile = RecordProfile()) {
        self.plan = plan
        self.profile = profile
        reader = RecordReader(profile: profile)
    }

    var headerLine: Int? { plan.headerLine }

    mutating func read(_ row: DelimitedRow, _ text: Span<UInt8>, into output: FeedOutput) {
        let (line, offset) = (output.line, output.offset)
        record.removeAll()
        for (index, value) in row.values.enumerated() {
            guard index < plan.roles.count, let role = plan.roles[index] else { continue }
            add(value, of: row, as: role, line: line, offset: offset)
        }
        if row.values.count > plan.width, !hasAddress {
            findStrayAddress(in: row, line: line, offset: offset)
        }
        if plan.isGuess, let value = row.values.first, row.bytes[value.place].contains(UInt8(ascii: "\\")) {
            return output.reject(RejectReason(.fileName), text)
        }
        let reported = profile.priority.isEmpty ? plan.reported : profile.reported(among: record.roles)
        let wasRead = reader.read(record, reported: reported, inherited: profile.claim, into: output)
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
    private mutating func findStrayAddress(in row: DelimitedRow, line: Int, offset: Int64) {
        guard let role = plan.reported.first else { return }
        let found = row.values.filter { value in
            (try? IPAddress(utf8: row.bytes.span.extracting(row.withoutBlanks(value)))) != nil
        }
        guard found.count == 1, let value = found.first else { return }
        record.removeAll()
        add(value, of: row, as: role, line: line, offset: offset)
    }

    private mutating func add(
        _ value: DelimitedRow.Value,
        of row: DelimitedRow,
        as role: FieldRole,
        line: Int,
        offset: Int64
    ) {
        let bytes = row.bytes
        record.add(role, bytes.span.extracting(value.place), line: line, offset: offset + Int64(value.start))
    }
}
