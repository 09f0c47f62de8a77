import GRDB
import Registry
import Reports

/// The rows of `list_pending` of one list.
struct ListPendingTable {
    private let database: Database
    private let list: Int64
    private let store: RawStatement
    private let delete: RawStatement

    init(_ database: Database, _ list: PublishedList.ID) throws {
        self.database = database
        self.list = list.number
        store = try RawStatement(
            database,
            """
            INSERT OR REPLACE INTO list_pending (list_id, key, present, was, ended, \(ListRow.columnText))
            VALUES (?, ?, ?, ?, ?, \(ListRow.placeText))
            """
        )
        delete = try RawStatement(database, "DELETE FROM list_pending WHERE list_id = ? AND key = ?")
    }

    func clear() throws {
        try database.execute(sql: "DELETE FROM list_pending WHERE list_id = ?", arguments: [list])
    }

    /// An entry is to stand at the key.
    func set(_ key: [UInt8], _ row: ListRow, was: Bool) throws {
        try write(key, row, present: true, was: was, ended: false)
    }

    /// What is served at the key is to go.
    func unset(_ key: [UInt8], _ current: ListRow, ended: Bool) throws {
        var current = current
        // What goes need not be looked at again for its own sake.
        current.due = nil
        try write(key, current, present: false, was: true, ended: ended)
    }

    /// What is served at the key is right.
    func remove(_ key: [UInt8]) throws {
        delete.bind(list, at: 1)
        delete.bind(key, at: 2)
        try delete.run()
    }

    private func write(_ key: [UInt8], _ row: ListRow, present: Bool, was: Bool, ended: Bool) throws {
        store.bind(list, at: 1)
        store.bind(key, at: 2)
        store.bind(present, at: 3)
        store.bind(was, at: 4)
        store.bind(ended, at: 5)
        row.bind(store, at: 6)
        try store.run()
    }
}

/// The rows of `list_withheld` of one list.
struct ListWithheldTable {
    private struct Seen {
        let since: Int64
        let by: String?
    }

    private let database: Database
    private let list: Int64
    private let now: Timestamp
    private let insert: RawStatement
    private let delete: RawStatement
    /// What is known of those withheld before, while all are gathered anew.
    private var before: [[UInt8]: Seen] = [:]
    private var isEmpty: Bool

    init(_ database: Database, _ list: PublishedList.ID, at now: Timestamp) throws {
        self.database = database
        self.list = list.number
        self.now = now
        insert = try RawStatement(
            database,
            """
            INSERT INTO list_withheld (list_id, key, reason, stops, since, seen_by) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (list_id, key) DO UPDATE SET reason = excluded.reason, stops = excluded.stops
            """
        )
        delete = try RawStatement(database, "DELETE FROM list_withheld WHERE list_id = ? AND key = ?")
        isEmpty =
            try Bool.fetchOne(
                database,
                sql: "SELECT NOT EXISTS (SELECT 1 FROM list_withheld WHERE list_id = ?)",
                arguments: [list.number]
            ) ?? true
    }

    /// Forgets all, to be gathered anew; who has seen which stays known.
    mutating func begin() throws {
        let rows = try RawStatement(
            database,
            "SELECT key, since, seen_by FROM list_withheld WHERE list_id = ?"
        )
        rows.bind(list, at: 1)
        while try rows.step() { before[rows.bytes(0)] = Seen(since: rows.int64(1), by: rows.text(2)) }
        rows.reset()
        try database.execute(sql: "DELETE FROM list_withheld WHERE list_id = ?", arguments: [list])
        isEmpty = true
    }

    mutating func store(_ key: [UInt8], reason: String, stops: Bool) throws {
        let known = before[key]
        insert.bind(list, at: 1)
        insert.bind(key, at: 2)
        insert.bind(reason, at: 3)
        insert.bind(stops, at: 4)
        insert.bind(known?.since ?? now.seconds, at: 5)
        insert.bind(known?.by, at: 6)
        try insert.run()
        isEmpty = false
    }

    func remove(_ key: [UInt8]) throws {
        if isEmpty || !before.isEmpty { return }
        delete.bind(list, at: 1)
        delete.bind(key, at: 2)
        try delete.run()
    }
}
