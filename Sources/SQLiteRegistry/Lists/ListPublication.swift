import GRDB
import Registry
import Reports

/// Makes a serial of what waits, inside a write.
struct ListPublication {
    /// Serials kept besides the one that is served.
    static let keptSerials: Int64 = 500
    /// Changed entries kept for earlier serials: so many, or four times the entries where that is more.
    static let keptChanges = 200_000

    let database: Database

    /// What of that which waits is published.
    enum Part {
        case all
        /// Entries that go because their time is over.
        case ended

        fileprivate var condition: String { self == .all ? "" : "AND present = 0 AND ended = 1" }
    }

    /// Publishes what waits as the next serial of `list`; where it is forced, also when nothing waits.
    /// - Returns: the serial; nil when nothing waits. The list is as it then stands.
    func publish(
        _ part: Part,
        of list: inout PublishedList,
        cause: ListSerial.Cause,
        by actor: Actor,
        note: String? = nil,
        isForced: Bool = false,
        at: Timestamp
    ) throws -> ListSerial? {
        var difference = list.pending
        if part == .ended {
            difference = ListDifference(removed: list.pending.ended, ended: list.pending.ended)
        }
        guard !difference.isEmpty || isForced else { return nil }
        let serial = list.serial + 1
        let arguments: StatementArguments = [list.id.number, serial]
        let waiting = "FROM list_pending WHERE list_id = ?1 \(part.condition)"
        if list.entryCount > 0 {
            try database.execute(
                sql: """
                    UPDATE list_entry SET until = ?2 WHERE list_id = ?1 AND until IS NULL AND key IN (SELECT key \(waiting))
                    """,
                arguments: arguments
            )
        }
        try database.execute(
            sql: """
                INSERT INTO list_entry (list_id, key, since, \(ListRow.columnText))
                SELECT list_id, key, ?2, \(ListRow.columnText) \(waiting) AND present = 1 ORDER BY key
                """,
            arguments: arguments
        )
        try database.execute(
            sql:
                "INSERT INTO list_change (list_id, serial, key) SELECT list_id, ?2, key \(waiting) ORDER BY key",
            arguments: arguments
        )
        try database.execute(sql: "DELETE \(waiting)", arguments: [list.id.number])
        list.pending.added -= difference.added
        list.pending.changed -= difference.changed
        list.pending.removed -= difference.removed
        list.pending.ended -= difference.ended
        return try self.note(difference, of: &list, cause: cause, by: actor, note: note, at: at)
    }

    /// Notes that the entries of the next serial of `list` stand, and forgets what is too old to keep.
    func note(
        _ difference: ListDifference,
        of list: inout PublishedList,
        cause: ListSerial.Cause,
        by actor: Actor,
        note: String?,
        at: Timestamp
    ) throws -> ListSerial {
        list.serial += 1
        list.entryCount += difference.added - difference.removed
        list.publishedAt = at
        let serial = ListSerial(
            number: list.serial,
            at: at,
            cause: cause,
            who: actor.name,
            difference: difference,
            entryCount: list.entryCount,
            note: note
        )
        try database.execute(
            sql: """
                INSERT INTO list_serial (list_id, number, at, cause, who, added, changed, removed, ended, entries, note)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                list.id.number, serial.number, at.seconds, cause.rawValue, serial.who, difference.added,
                difference.changed, difference.removed, difference.ended, serial.entryCount, note,
            ]
        )
        try forget(list)
        return serial
    }

    private func forget(_ list: PublishedList) throws {
        let oldest = try oldestKept(list)
        let first = try Int64.fetchOne(
            database,
            sql: "SELECT min(number) FROM list_serial WHERE list_id = ?",
            arguments: [list.id.number]
        )
        guard let first, first < oldest else { return }
        let arguments: StatementArguments = [list.id.number, oldest]
        for sql in [
            "DELETE FROM list_serial WHERE list_id = ? AND number < ?",
            "DELETE FROM list_change WHERE list_id = ? AND serial <= ?",
            "DELETE FROM list_entry WHERE list_id = ? AND until <= ? AND until IS NOT NULL",
        ] { try database.execute(sql: sql, arguments: arguments) }
    }

    /// The oldest serial that can be served again: as many as are kept, with no more changes since than are kept.
    private func oldestKept(_ list: PublishedList) throws -> Int64 {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT number, changed + removed FROM list_serial WHERE list_id = ? ORDER BY number DESC LIMIT ?
                """,
            arguments: [list.id.number, Self.keptSerials + 1]
        )
        var room = max(Self.keptChanges, 4 * list.entryCount)
        var oldest = list.serial
        while let row = try rows.next() {
            oldest = row[0]
            room -= row[1]
            if room < 0 { break }
        }
        return oldest
    }
}
