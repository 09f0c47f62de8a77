import Allowlists
import GRDB
import Registry
import Reports

/// The rows of `allow_entry`.
struct AllowEntryTable {
    let database: Database
    let path: String

    private static let columns = """
        SELECT id, form, rule, reach, kind, label, reason, member_id, scope_member_id, expires_at, added_by, added_at
        FROM allow_entry
        """

    func all() throws -> [AllowEntry] {
        try Row.fetchAll(database, sql: Self.columns + " ORDER BY id").map(entry)
    }

    func entry(_ id: AllowEntry.ID) throws -> AllowEntry? {
        try Row.fetchOne(database, sql: Self.columns + " WHERE id = ?", arguments: [id.number]).map(entry)
    }

    /// The entries whose rules are written like this one.
    func entries(like rule: AllowlistRule) throws -> [AllowEntry] {
        try Row.fetchAll(database, sql: Self.columns + " WHERE rule = ?", arguments: [rule.text]).map(entry)
    }

    func count() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM allow_entry") ?? 0
    }

    func insert(_ settings: AllowEntrySettings, by actor: Actor, at: Timestamp) throws -> AllowEntry {
        try database.execute(
            sql: """
                INSERT INTO allow_entry (form, rule, reach, kind, label, reason, member_id, scope_member_id, expires_at,
                    added_by, added_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                settings.rule.form.rawValue, settings.rule.text, settings.rule.reach.rawValue,
                settings.kind.rawValue, settings.label?.rawValue, settings.reason, settings.owner?.number,
                settings.scope.memberNumber, settings.expiry?.seconds, actor.name, at.seconds,
            ]
        )
        let id = AllowEntry.ID(database.lastInsertedRowID)
        return AllowEntry(id: id, settings: settings, addedBy: actor.name, addedAt: at)
    }

    func delete(_ id: AllowEntry.ID) throws {
        try database.execute(sql: "DELETE FROM allow_entry WHERE id = ?", arguments: [id.number])
    }

    private func entry(_ row: Row) throws -> AllowEntry {
        let place = "allowlist entry \(row[0] as Int64)"
        guard let kind = EntryKind(rawValue: row[4]) else { throw StoreError(.damaged, "\(path), \(place)") }
        let settings = AllowEntrySettings(
            try AllowlistRule(form: row[1], text: row[2], reach: row[3], at: place, in: path),
            kind,
            label: (row[5] as UInt8?).flatMap(EntryLabel.init),
            reason: row[6],
            owner: (row[7] as Int64?).map(Member.ID.init),
            scope: EntryScope(storedMember: row[8]),
            expiry: (row[9] as Int64?).map(Timestamp.init(seconds:))
        )
        return AllowEntry(
            id: AllowEntry.ID(row[0]),
            settings: settings,
            addedBy: row[10],
            addedAt: Timestamp(seconds: row[11])
        )
    }
}

extension AllowlistRule {
    /// The rule of a row.
    /// - Throws: `damaged` for a row that is no rule.
    init(form: UInt8, text: String, reach: UInt8, at place: @autoclosure () -> String, in path: String) throws
    {
        guard let form = Form(rawValue: form), let reach = Reach(rawValue: reach) else {
            throw StoreError(.damaged, "\(path), \(place())")
        }
        do throws(StoredError) { self = try AllowlistRule(form: form, text: text, reach: reach) } catch {
            throw StoreError(.damaged, "\(path), \(place())", underlying: error)
        }
    }
}
