import GRDB

/// Inserts rows in batches of one statement: the fixed cost of a step is shared by many rows.
struct BulkInsert {
    private let batch: RawStatement
    private let single: RawStatement
    private let columns: Int32

    static let rowsPerBatch = 32

    /// An insert into `table` of values for `columns`.
    init(_ database: Database, into table: String, columns: [String]) throws {
        self.columns = Int32(columns.count)
        func sql(rows: Int) -> String {
            let row = "(" + repeatElement("?", count: columns.count).joined(separator: ", ") + ")"
            return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES "
                + repeatElement(row, count: rows).joined(separator: ", ")
        }
        batch = try RawStatement(database, sql(rows: Self.rowsPerBatch))
        single = try RawStatement(database, sql(rows: 1))
    }

    /// Inserts `count` rows. `bind` gets the statement, the index of its row's first parameter, and the row's number.
    func run(count: Int, bind: (RawStatement, Int32, Int) throws -> Void) throws {
        var row = 0
        while row + Self.rowsPerBatch <= count {
            for offset in 0..<Self.rowsPerBatch { try bind(batch, Int32(offset) * columns + 1, row + offset) }
            try batch.run()
            row += Self.rowsPerBatch
        }
        while row < count {
            try bind(single, 1, row)
            try single.run()
            row += 1
        }
    }
}
