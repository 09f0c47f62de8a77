import GRDB
import Registry
import Reports

/// The explanations of scores: addresses scored alike at one time share a row, which counts them.
struct VerdictTable {
    /// Most explanations held back before they are written; the same one met later gets a row of its own.
    static let maximumPending = 8192

    private let database: Database
    private let at: Timestamp
    private let insert: BulkInsert
    private var next: Int64
    private var numbers: [String: Int64] = [:]
    private var last: (terms: String, id: Int64)?
    private var pending: [(id: Int64, terms: String, uses: Int64)] = []
    private var released: [Int64: Int64] = [:]

    init(_ database: Database, at: Timestamp) throws {
        self.database = database
        self.at = at
        insert = try BulkInsert(database, into: "verdict", columns: ["id", "scored_at", "terms", "uses"])
        next = try (Int64.fetchOne(database, sql: "SELECT max(id) FROM verdict") ?? 0) + 1
    }

    /// The number of the row with these terms, used by `count` more addresses.
    mutating func use(_ terms: String, count: Int64 = 1) throws -> Int64 {
        if let last, last.terms == terms {
            pending[pending.count - Int(next - last.id)].uses += count
            return last.id
        }
        if let id = numbers[terms] {
            pending[pending.count - Int(next - id)].uses += count
            last = (terms, id)
            return id
        }
        if pending.count >= Self.maximumPending { try writePending() }
        let id = next
        next += 1
        numbers[terms] = id
        pending.append((id, terms, count))
        return id
    }

    /// Notes that an address no longer uses row `id`.
    mutating func release(_ id: Int64) {
        released[id, default: 0] += 1
    }

    /// Writes what was held back and removes rows that nothing uses.
    mutating func finish() throws {
        try writePending()
        let update = try RawStatement(database, "UPDATE verdict SET uses = uses - ? WHERE id = ?")
        let delete = try RawStatement(database, "DELETE FROM verdict WHERE id = ? AND uses <= 0")
        for (id, count) in released.sorted(by: { $0.key < $1.key }) {
            update.bind(count, at: 1)
            update.bind(id, at: 2)
            try update.run()
            delete.bind(id, at: 1)
            try delete.run()
        }
        released = [:]
    }

    private mutating func writePending() throws {
        let rows = pending
        try insert.run(count: rows.count) { statement, first, row in
            statement.bind(rows[row].id, at: first)
            statement.bind(at.seconds, at: first + 1)
            statement.bind(rows[row].terms, at: first + 2)
            statement.bind(rows[row].uses, at: first + 3)
        }
        last = nil
        pending.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
    }
}
