public import Addresses
import GRDB
public import Registry
public import Reports
import Reputation

extension SQLiteStore {
    /// See ``JudgementStore/dispute(_:why:by:for:at:)``.
    public func dispute(
        _ address: Address,
        why: String,
        by actor: Actor,
        for viewer: Viewer,
        at: Timestamp
    ) throws(StoreError) -> Int64 {
        let member = try actor.requiredMember
        guard (1...OverrideSettings.maximumTextLength).contains(why.utf8.count) else {
            let limit = OverrideSettings.maximumTextLength
            throw StoreError(.invalidValue, "\(address): a reason has 1 to \(limit) bytes")
        }
        let record = AuditRecord(.addressDisputed, address.description, detail: why, by: actor)
        return try judge(address, record, for: viewer, at: at) { database, id, timeline in
            try database.execute(
                sql: """
                    INSERT INTO vote (address_id, member_id, who, why, at) VALUES (?1, ?2, ?3, ?4, ?5)
                    ON CONFLICT (address_id, member_id) DO UPDATE SET who = ?3, why = ?4, at = ?5
                    """,
                arguments: [id, member.number, actor.name, why, at.seconds]
            )
            try timeline.append(id, .disputed, detail: try Self.code(of: member, in: database))
        }
    }

    /// See ``JudgementStore/withdrawDispute(of:by:for:at:)``.
    public func withdrawDispute(
        of address: Address,
        by actor: Actor,
        for viewer: Viewer,
        at: Timestamp
    ) throws(StoreError) -> Int64 {
        let member = try actor.requiredMember
        let record = AuditRecord(.disputeWithdrawn, address.description, by: actor)
        return try judge(address, record, for: viewer, at: at) { database, id, timeline in
            try database.execute(
                sql: "DELETE FROM vote WHERE address_id = ? AND member_id = ?",
                arguments: [id, member.number]
            )
            guard database.changesCount > 0 else {
                throw StoreError(.notFound, "\(address): you did not dispute it")
            }
            try timeline.append(id, .undisputed, detail: try Self.code(of: member, in: database))
        }
    }

    /// See ``JudgementStore/setOverride(of:_:by:for:at:)``.
    public func setOverride(
        of address: Address,
        _ settings: OverrideSettings,
        by actor: Actor,
        for viewer: Viewer,
        at: Timestamp
    ) throws(StoreError) -> Int64 {
        if let fault = settings.fault(at: at) { throw StoreError(.invalidValue, "\(address): \(fault)") }
        let score = Rescorer.Stored.hundredths(settings.score)
        let text = "\(Double(score) / 100)"
        let detail = "\(text) until \(settings.until): \(settings.why)"
        let record = AuditRecord(.scoreOverridden, address.description, detail: detail, by: actor)
        return try judge(address, record, for: viewer, at: at) { database, id, timeline in
            _ = try Self.endOverrides(of: id, at: at, in: database)
            try database.execute(
                sql:
                    "INSERT INTO override (address_id, score, until, who, why, at) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [id, score, settings.until.seconds, actor.name, settings.why, at.seconds]
            )
            try timeline.append(id, .overridden, detail: text)
        }
    }

    /// See ``JudgementStore/endOverride(of:by:for:at:)``.
    public func endOverride(
        of address: Address,
        by actor: Actor,
        for viewer: Viewer,
        at: Timestamp
    ) throws(StoreError) -> Int64 {
        let record = AuditRecord(.overrideEnded, address.description, by: actor)
        return try judge(address, record, for: viewer, at: at) { database, id, timeline in
            guard try Self.endOverrides(of: id, at: at, in: database) else {
                throw StoreError(.notFound, "\(address): its score is not set by hand")
            }
            try timeline.append(id, .overrideEnded)
        }
    }

    /// See ``JudgementStore/decisions(on:for:at:)``.
    public func decisions(
        on address: Address,
        for viewer: Viewer,
        at: Timestamp
    ) throws(StoreError) -> Decisions {
        try read { database in
            let id = try self.number(of: address, for: viewer, in: database)
            let override = try JudgementTable(database).override(of: id)
            return Decisions(
                disputes: try JudgementTable(database).disputes(of: id),
                override: override.flatMap { $0.until > at ? $0 : nil }
            )
        }
    }

    /// Changes what was decided of an address and scores it again, in a revision of its own.
    private func judge(
        _ address: Address,
        _ record: AuditRecord,
        for viewer: Viewer,
        at: Timestamp,
        change: (Database, Int64, TimelineTable) throws -> Void
    ) throws(StoreError) -> Int64 {
        try write { database in
            let id = try self.number(of: address, for: viewer, in: database)
            let revision = try RevisionTable(database: database).last() + 1
            try change(database, id, try TimelineTable(database, revision: revision))
            _ = try self.rescore([id], in: database, at: at, cause: .judged, source: nil)
            try self.auditTable(database).append(record, at: at)
            return revision
        }
    }

    /// The number of an address that `viewer` may know of.
    private func number(of address: Address, for viewer: Viewer, in database: Database) throws -> Int64 {
        let query = try RawStatement(database, SummaryQuery(for: viewer).range)
        let key = address.key.bytes
        query.bind(key, at: 1)
        query.bind(key, at: 2)
        query.bind(Int64(1), at: 3)
        defer { query.reset() }
        guard try query.step() else { throw StoreError(.notFound, "\(address): it is not registered") }
        return query.int64(0)
    }

    private static func endOverrides(of id: Int64, at: Timestamp, in database: Database) throws -> Bool {
        try database.execute(
            sql: "UPDATE override SET ended_at = ? WHERE address_id = ? AND ended_at IS NULL",
            arguments: [at.seconds, id]
        )
        return database.changesCount > 0
    }

    private static func code(of member: Member.ID, in database: Database) throws -> String? {
        try String.fetchOne(
            database,
            sql: "SELECT code FROM member WHERE id = ?",
            arguments: [member.number]
        )
    }
}
