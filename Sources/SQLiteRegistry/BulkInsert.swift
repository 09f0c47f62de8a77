import GRDB

/// Inserts rows in batches of one statement: the fixed cost of a step is shared by many rows.
struct BulkInsert {
    private let batch: RawStatement
    private let single: RawStatement
    /// The parameter before those of the first row.
    private let base: Int32
    private let columns: Int32

    static let rowsPerBatch = 32

    /// An insert into `table` of values for `columns`, besides `constants`, which are the same in all rows.
    init(
        _ database: Database,
        into table: String,
        columns: [String],
        constants: KeyValuePairs<String, Int64> = [:]
    ) throws {
        let base = constants.count
        let width = columns.count
        func sql(rows: Int) -> String {
            let names = constants.map(\.key) + columns
            let lines = (0..<rows).map { row in
                let places =
                    Array(1..<(base + 1)) + Array((base + 1 + row * width)..<(base + 1 + (row + 1) * width))
                return "(" + places.map { "?\($0)" }.joined(separator: ", ") + ")"
            }
            return
                "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES \(lines.joined(separator: ", "))"
        }
        batch = try RawStatement(database, sql(rows: Self.rowsPerBatch))
        single = try RawStatement(database, sql(rows: 1))
        for (index, constant) in constants.enumerated() {
            batch.bind(constant.value, at: Int32(index + 1))
            single.bind(constant.value, at: Int32(index + 1))
        }
        self.base = Int32(base)
        self.columns = Int32(width)
    }

    /// Inserts `count` rows. `bind` gets the statement, the index of its row's first parameter, and the row's number.
    func run(count: Int, bind: (RawStatement, Int32, Int) throws -> Void) throws {
        var row = 0
        while row + Self.rowsPerBatch <= count {
            for offset in 0..<Self.rowsPerBatch {
                try bind(batch, base + Int32(offset) * columns + 1, row + offset)
            }
            try batch.run()
            row += Self.rowsPerBatch
        }
        while row < count {
            try bind(single, base + 1, row)
            try single.run()
            row += 1
        }
    }
}
