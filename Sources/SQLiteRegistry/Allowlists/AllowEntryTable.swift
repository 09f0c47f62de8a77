import Allowlists
import GRDB
import Registry
import Reports

/// The rows of `allow_entry`.
struct AllowEntryTable {
    let database: Database
    let path: String

    private static let columns = """
        SELECT id, form, rule, reach, kind, label, reason, member_id, scope_member_id, expires_at, added_by, added_at,
            approved_by
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

    /// - Parameters:
    ///   - settings: what it says.
    ///   - who: who adds it.
    ///   - approver: the second person, where one was needed.
    ///   - at: now.
    /// - Returns: the entry.
    /// - Throws: an error of the database.
    func insert(
        _ settings: AllowEntrySettings,
        by who: String,
        approvedBy approver: String? = nil,
        at: Timestamp
    ) throws -> AllowEntry {
        try database.execute(
            sql: """
                INSERT INTO allow_entry (form, rule, reach, kind, label, reason, member_id, scope_member_id, expires_at,
                    added_by, added_at, approved_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                settings.rule.form.rawValue, settings.rule.text, settings.rule.reach.rawValue,
                settings.kind.rawValue, settings.label?.rawValue, settings.reason, settings.owner?.number,
                settings.scope.memberNumber, settings.expiry?.seconds, who, at.seconds, approver,
            ]
        )
        let id = AllowEntry.ID(database.lastInsertedRowID)
        return AllowEntry(id: id, settings: settings, addedBy: who, addedAt: at, approvedBy: approver)
    }

    func delete(_ id: AllowEntry.ID) throws {
        try database.execute(sql: "DELETE FROM allow_entry WHERE id = ?", arguments: [id.number])
    }

    private func entry(_ row: Row) throws -> AllowEntry {
        let id = AllowEntry.ID(row[0])
        return AllowEntry(
            id: id,
            settings: try AllowEntrySettings(row, from: 1, at: "allowlist entry \(id.number)", in: path),
            addedBy: row[10],
            addedAt: Timestamp(seconds: row[11]),
            approvedBy: row[12]
        )
    }
}

extension AllowEntrySettings {
    /// The settings in the columns form, rule, reach, kind, label, reason, member, receiver and end of a row.
    /// - Throws: `damaged` for a row that holds none.
    init(_ row: Row, from first: Int, at place: @autoclosure () -> String, in path: String) throws {
        guard let kind = EntryKind(rawValue: row[first + 3]) else {
            throw StoreError(.damaged, "\(path), \(place())")
        }
        self.init(
            try AllowlistRule(
                form: row[first],
                text: row[first + 1],
                reach: row[first + 2],
                at: place(),
                in: path
            ),
            kind,
            label: (row[first + 4] as UInt8?).flatMap(EntryLabel.init),
            reason: row[first + 5],
            owner: (row[first + 6] as Int64?).map(Member.ID.init),
            scope: EntryScope(storedMember: row[first + 7]),
            expiry: (row[first + 8] as Int64?).map(Timestamp.init(seconds:))
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
