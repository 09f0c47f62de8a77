import GRDB
import Registry
import Reports

/// Notes which addresses a revision touched, as runs of neighbouring numbers.
struct ChangeLog {
    private let database: Database
    private let revision: Int64

    init(_ database: Database, revision: Int64) {
        self.database = database
        self.revision = revision
    }

    /// Stores the touched addresses; one call for a revision.
    func store(_ touched: IDRuns) throws {
        let insert = try BulkInsert(database, into: "change", columns: ["revision", "first_id", "last_id"])
        let runs = touched.runs
        try insert.run(count: runs.count) { statement, first, row in
            statement.bind(revision, at: first)
            statement.bind(runs[row].lowerBound, at: first + 1)
            statement.bind(runs[row].upperBound, at: first + 2)
        }
    }
}

/// Notes when addresses must be scored again, as runs of neighbouring numbers that fall due at one time.
struct DueLog {
    private let insert: RawStatement
    private var at: Int64 = 0
    private var run: ClosedRange<Int64>?

    init(_ database: Database) throws {
        insert = try RawStatement(
            database,
            """
            INSERT INTO due (at, first_id, last_id) VALUES (?, ?, ?)
            ON CONFLICT (at, first_id) DO UPDATE SET last_id = max(last_id, excluded.last_id)
            """
        )
    }

    /// Notes that `address` is due at `time`; runs grow when neighbours come one after the other.
    mutating func append(_ address: Int64, at time: Timestamp?) throws {
        guard let time else { return }
        if let current = run, time.seconds == at, address == current.upperBound + 1 {
            run = current.lowerBound...address
            return
        }
        try flush()
        at = time.seconds
        run = address...address
    }

    /// Stores what was noted last.
    mutating func flush() throws {
        guard let current = run else { return }
        insert.bind(at, at: 1)
        insert.bind(current.lowerBound, at: 2)
        insert.bind(current.upperBound, at: 3)
        try insert.run()
        run = nil
    }
}
