import Allowlists
import GRDB
import Registry
import Reports

/// The rows of `allow_list` and `allow_rule`.
struct ImportedAllowlistTable {
    let database: Database
    let path: String

    private static let columns = """
        SELECT id, name, kind, label, owner, reason, scope_member_id, expires_at, rules, imported_by, imported_at
        FROM allow_list
        """

    /// A list with the number of its rows.
    struct Numbered {
        let id: Int64
        let list: ImportedAllowlist
    }

    func all() throws -> [Numbered] {
        try Row.fetchAll(database, sql: Self.columns + " ORDER BY name").map(numbered)
    }

    func list(named name: String) throws -> Numbered? {
        try Row.fetchOne(database, sql: Self.columns + " WHERE name = ?", arguments: [name]).map(numbered)
    }

    func count() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM allow_list") ?? 0
    }

    func insert(_ draft: AllowlistDraft, by actor: Actor, at: Timestamp) throws -> ImportedAllowlist {
        let terms = draft.terms
        try database.execute(
            sql: """
                INSERT INTO allow_list (name, kind, label, owner, reason, scope_member_id, expires_at, rules, imported_by,
                    imported_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                terms.list, terms.kind.rawValue, terms.label?.rawValue, terms.owner, terms.reason,
                terms.scope.memberNumber, terms.expiry?.seconds, draft.rules.count, actor.name, at.seconds,
            ]
        )
        let columns = ["place", "form", "rule", "reach"]
        let constants: KeyValuePairs = ["list_id": database.lastInsertedRowID]
        let insert = try BulkInsert(database, into: "allow_rule", columns: columns, constants: constants)
        try insert.run(count: draft.rules.count) { statement, first, place in
            let rule = draft.rules[place]
            statement.bind(Int64(place), at: first)
            statement.bind(rule.form.rawValue, at: first + 1)
            statement.bind(rule.text, at: first + 2)
            statement.bind(rule.reach.rawValue, at: first + 3)
        }
        return ImportedAllowlist(
            terms: terms,
            ruleCount: draft.rules.count,
            importedBy: actor.name,
            importedAt: at
        )
    }

    func delete(_ id: Int64) throws {
        try database.execute(sql: "DELETE FROM allow_rule WHERE list_id = ?", arguments: [id])
        try database.execute(sql: "DELETE FROM allow_list WHERE id = ?", arguments: [id])
    }

    /// Adds the rules of a list to `builder`.
    func add(_ numbered: Numbered, to builder: inout AllowlistBuilder) throws {
        let query = try RawStatement(
            database,
            "SELECT form, rule, reach FROM allow_rule WHERE list_id = ? ORDER BY place"
        )
        query.bind(numbered.id, at: 1)
        defer { query.reset() }
        var rules: [AllowlistRule] = []
        rules.reserveCapacity(numbered.list.ruleCount)
        while try query.step() {
            rules.append(
                try AllowlistRule(
                    form: UInt8(truncatingIfNeeded: query.int64(0)),
                    text: query.text(1) ?? "",
                    reach: UInt8(truncatingIfNeeded: query.int64(2)),
                    at: "allowlist \(numbered.list.name), rule \(rules.count)",
                    in: path
                )
            )
        }
        builder.add(rules, terms: numbered.list.terms)
    }

    private func numbered(_ row: Row) throws -> Numbered {
        guard let kind = EntryKind(rawValue: row[2]) else {
            throw StoreError(.damaged, "\(path), allowlist \(row[1] as String)")
        }
        let terms = EntryTerms(
            kind,
            label: (row[3] as UInt8?).flatMap(EntryLabel.init),
            list: row[1],
            owner: row[4],
            reason: row[5],
            scope: EntryScope(storedMember: row[6]),
            expiry: (row[7] as Int64?).map(Timestamp.init(seconds:))
        )
        let list = ImportedAllowlist(
            terms: terms,
            ruleCount: row[8],
            importedBy: row[9],
            importedAt: Timestamp(seconds: row[10])
        )
        return Numbered(id: row[0], list: list)
    }
}
