import Foundation
import GRDB
import Registry
import Reports
import SQLiteRegistry
import Testing

@Suite struct `The audit chain` {
    private let temporary: TemporaryStore
    private let now = TemporaryStore.now
    private var store: SQLiteStore { temporary.store }

    init() throws {
        temporary = try TemporaryStore()
        for number in 1...6 {
            let actor = Actor(
                .user(User.ID(Int64(number))),
                name: "u\(number)",
                member: Member.ID(Int64(number % 2))
            )
            let record = AuditRecord(.signedIn, "object \(number)", detail: "ملاحظة", by: actor)
            try temporary.store.audit(record, at: now.advanced(byDays: Double(number)))
        }
    }

    private func change(_ sql: String) throws {
        try temporary.database().write { try $0.execute(sql: sql) }
    }

    @Test func `is whole when nobody touched it`() throws {
        guard case .whole(let count, _) = try store.verifyAudit() else {
            Issue.record("broken")
            return
        }
        #expect(count == 6)
        let newest = try store.auditEntries(before: nil, limit: 2, member: nil)
        #expect(newest.map(\.id) == [6, 5])
        #expect(try store.auditEntries(before: 5, limit: 9, member: nil).map(\.id) == [4, 3, 2, 1])
        #expect(try store.auditEntries(before: nil, limit: 9, member: Member.ID(1)).map(\.id) == [5, 3, 1])
        #expect(newest[0].record.detail == "ملاحظة")
    }

    @Test(
        arguments: [
            ("UPDATE audit SET object = 'other' WHERE id = 3", 3),
            ("UPDATE audit SET at = at + 1 WHERE id = 1", 1),
            ("UPDATE audit SET member_id = 7 WHERE id = 2", 2),
            ("UPDATE audit SET actor_name = 'u', detail = actor_name WHERE id = 4", 4),
            ("DELETE FROM audit WHERE id = 4", 4),
            ("DELETE FROM audit WHERE id = 1", 1),
            ("DELETE FROM audit WHERE id = 6", 6),
            ("UPDATE audit SET id = CASE id WHEN 2 THEN -3 ELSE -2 END WHERE id IN (2, 3)", 1),
            (
                """
                UPDATE audit SET (object, seal) = (SELECT object, seal FROM audit b WHERE b.id = 7 - audit.id)
                WHERE id IN (3, 4)
                """, 3
            ),
            (
                "INSERT INTO audit SELECT 7, at, actor, actor_name, member_id, action, object, detail, seal FROM audit WHERE id = 6",
                7
            ),
            ("DELETE FROM audit; DELETE FROM audit_head", 0),
        ] as [(String, Int64)]
    )
    func `tells a row that is changed, removed, put in or moved`(sql: String, place: Int64) throws {
        try change(sql)
        let verdict = try store.verifyAudit()
        if place == 0 {
            // Nothing is left that could tell; the count in the last report does.
            #expect(verdict == .whole(count: 0, last: AuditSeal.first))
        } else {
            #expect(verdict == .broken(at: place))
        }
    }

    @Test func `cannot be sealed again without the key`() throws {
        let forger = AuditSeal(key: Array(repeating: 1, count: AuditSeal.keyLength))
        let entries = try store.auditEntries(before: nil, limit: 9, member: nil).reversed()
        var previous = AuditSeal.first
        let database = try temporary.database()
        for entry in entries {
            previous = forger.seal(entry.id, entry.record, at: entry.at, after: previous)
            let bytes = Data(previous)
            try database.write {
                try $0.execute(sql: "UPDATE audit SET seal = ? WHERE id = ?", arguments: [bytes, entry.id])
                try $0.execute(sql: "UPDATE audit_head SET seal = ?", arguments: [bytes])
            }
        }
        #expect(try store.verifyAudit() == .broken(at: 1))
    }

    @Test func `has its key in a file of its own, for this user only`() throws {
        let path = temporary.folder.appending(path: "audit.key").path
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.size] as? Int == AuditSeal.keyLength)
    }
}
