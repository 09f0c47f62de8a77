import Foundation
import GRDB
import Registry
import Reports

/// The rows of `audit`, which are only ever added.
struct AuditTable {
    let database: Database
    let seal: AuditSeal

    /// Adds a record at the end of the chain.
    func append(_ record: AuditRecord, at: Timestamp) throws {
        let head = try Row.fetchOne(database, sql: "SELECT last_id, seal FROM audit_head")
        let id = (head?[0] as Int64? ?? 0) + 1
        let previous = (head?[1] as Data?).map { Array($0) } ?? AuditSeal.first
        let bytes = Data(seal.seal(id, record, at: at, after: previous))
        try database.execute(
            sql: """
                INSERT INTO audit (id, at, actor, actor_name, member_id, action, object, detail, seal)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, at.seconds, record.actor, record.actorName, record.member?.number, record.action,
                record.object, record.detail, bytes,
            ]
        )
        try database.execute(
            sql: """
                INSERT INTO audit_head (id, last_id, seal) VALUES (1, ?1, ?2)
                ON CONFLICT (id) DO UPDATE SET last_id = ?1, seal = ?2
                """,
            arguments: [id, bytes]
        )
    }

    /// Entries with numbers below `before`, newest first.
    func entries(before: Int64?, limit: Int, member: Member.ID?) throws -> [AuditEntry] {
        let rows = try Row.fetchAll(
            database,
            sql: Self.columns + " WHERE id < ?" + (member == nil ? "" : " AND member_id = ?")
                + " ORDER BY id DESC LIMIT ?",
            arguments: StatementArguments(
                [before ?? .max] + [member?.number].compactMap(\.self) + [Int64(limit)]
            )
        )
        return rows.map(Self.entry)
    }

    /// Checks every seal from the first to the head.
    func verify() throws -> AuditVerdict {
        var previous = AuditSeal.first
        var expected: Int64 = 1
        let cursor = try Row.fetchCursor(database, sql: Self.columns + " ORDER BY id")
        while let row = try cursor.next() {
            let entry = Self.entry(row)
            guard entry.id == expected,
                entry.seal == seal.seal(entry.id, entry.record, at: entry.at, after: previous)
            else { return .broken(at: expected) }
            previous = entry.seal
            expected += 1
        }
        let head = try Row.fetchOne(database, sql: "SELECT last_id, seal FROM audit_head")
        let last = head?[0] as Int64? ?? 0
        guard last == expected - 1, last == 0 || (head?[1] as Data?).map({ Array($0) }) == previous else {
            return .broken(at: expected)
        }
        return .whole(count: last, last: previous)
    }

    private static let columns =
        "SELECT id, at, actor, actor_name, member_id, action, object, detail, seal FROM audit"

    private static func entry(_ row: Row) -> AuditEntry {
        AuditEntry(
            id: row[0],
            record: AuditRecord(
                actor: row[2],
                actorName: row[3],
                member: (row[4] as Int64?).map(Member.ID.init),
                action: row[5],
                object: row[6],
                detail: row[7]
            ),
            at: Timestamp(seconds: row[1]),
            seal: (row[8] as Data).map(\.self)
        )
    }
}
