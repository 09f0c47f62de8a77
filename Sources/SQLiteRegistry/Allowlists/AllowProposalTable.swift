import Allowlists
import GRDB
import Registry
import Reports

/// The rows of `allow_proposal`.
struct AllowProposalTable {
    let database: Database
    let path: String

    private static let columns = """
        SELECT id, entry_id, form, rule, reach, kind, label, reason, member_id, scope_member_id, expires_at, user_id, who, at
        FROM allow_proposal WHERE decided_at IS NULL
        """

    /// What waits, by number.
    func waiting() throws -> [AllowProposal] {
        try Row.fetchAll(database, sql: Self.columns + " ORDER BY id").map(proposal)
    }

    /// What waits under a number.
    func waiting(_ id: AllowProposal.ID) throws -> AllowProposal? {
        try Row.fetchOne(database, sql: Self.columns + " AND id = ?", arguments: [id.number]).map(proposal)
    }

    func insert(
        _ act: AllowProposal.Act,
        _ settings: AllowEntrySettings,
        by actor: Actor,
        at: Timestamp
    ) throws -> AllowProposal {
        var entry: AllowEntry.ID?
        if case .remove(let id) = act { entry = id }
        try database.execute(
            sql: """
                INSERT INTO allow_proposal (entry_id, form, rule, reach, kind, label, reason, member_id, scope_member_id,
                    expires_at, user_id, who, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                entry?.number, settings.rule.form.rawValue, settings.rule.text, settings.rule.reach.rawValue,
                settings.kind.rawValue, settings.label?.rawValue, settings.reason, settings.owner?.number,
                settings.scope.memberNumber, settings.expiry?.seconds, actor.userID?.number, actor.name,
                at.seconds,
            ]
        )
        return AllowProposal(
            id: AllowProposal.ID(database.lastInsertedRowID),
            act: act,
            settings: settings,
            user: actor.userID,
            who: actor.name,
            at: at
        )
    }

    /// Notes a decision.
    func decide(
        _ id: AllowProposal.ID,
        isApproved: Bool,
        by name: String,
        note: String,
        at: Timestamp
    ) throws {
        try database.execute(
            sql:
                "UPDATE allow_proposal SET decided_at = ?, decided_by = ?, is_approved = ?, note = ? WHERE id = ?",
            arguments: [at.seconds, name, isApproved, note, id.number]
        )
    }

    private func proposal(_ row: Row) throws -> AllowProposal {
        let id = AllowProposal.ID(row[0])
        let entry = (row[1] as Int64?).map(AllowEntry.ID.init)
        return AllowProposal(
            id: id,
            act: entry.map { .remove($0) } ?? .add,
            settings: try AllowEntrySettings(row, from: 2, at: "allowlist proposal \(id.number)", in: path),
            user: (row[11] as Int64?).map(User.ID.init),
            who: row[12],
            at: Timestamp(seconds: row[13])
        )
    }
}
