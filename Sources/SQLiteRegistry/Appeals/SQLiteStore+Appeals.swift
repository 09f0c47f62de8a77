import Addresses
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``AppealStore/takeAppeal(_:at:)``.
    public func takeAppeal(_ draft: AppealDraft, at: Timestamp) throws(StoreError) -> Appeal {
        if let fault = draft.fault { throw StoreError(.invalidValue, "appeal: check the \(fault)") }
        let references = ListReference(key: try hashKey())
        return try write { database in
            let table = AppealTable(database: database, path: path)
            guard try table.counts(for: nil, at: at).open < Appeal.maximumOpen else {
                throw StoreError(.busy, "appeals: \(Appeal.maximumOpen) wait for an answer")
            }
            let id = references.id(of: draft.reference) ?? 0
            let address = try knownAddress(numbered: id, in: database)
            var owner: Member.ID?
            if let address { owner = try member(owning: address, numbered: id, references, in: database) }
            let appeal = try table.insert(draft, address: address, owner: owner, at: at)
            let appellant = Actor(.system, name: "appellant", member: nil)
            try auditTable(database).append(
                AuditRecord(.appealTaken, appeal.auditObject, by: appellant),
                at: at
            )
            return appeal
        }
    }

    /// See ``AppealStore/appeals(for:isOpen:skipping:limit:)``.
    public func appeals(
        for member: Member.ID?,
        isOpen: Bool,
        skipping: Int,
        limit: Int
    ) throws(StoreError) -> [Appeal] {
        try read { database in
            try AppealTable(database: database, path: path)
                .all(for: member, isOpen: isOpen, skipping: skipping, limit: limit)
        }
    }

    /// See ``AppealStore/appeal(_:for:)``.
    public func appeal(_ id: Appeal.ID, for member: Member.ID?) throws(StoreError) -> Appeal? {
        try read { try AppealTable(database: $0, path: path).one(id, for: member) }
    }

    /// See ``AppealStore/appealCounts(for:at:)``.
    public func appealCounts(for member: Member.ID?, at: Timestamp) throws(StoreError) -> AppealCounts {
        try read { try AppealTable(database: $0, path: path).counts(for: member, at: at) }
    }

    /// See ``AppealStore/answerAppeal(_:_:reason:act:by:at:)``.
    public func answerAppeal(
        _ id: Appeal.ID,
        _ verdict: Appeal.Answer.Verdict,
        reason: String,
        act: String?,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Appeal {
        guard (1...OverrideSettings.maximumTextLength).contains(reason.utf8.count) else {
            let limit = OverrideSettings.maximumTextLength
            throw StoreError(.invalidValue, "appeal \(id.number): a reason has 1 to \(limit) bytes")
        }
        return try write { database in
            let table = AppealTable(database: database, path: path)
            guard var appeal = try table.one(id, for: actor.member) else {
                throw StoreError(.notFound, "appeal \(id.number)")
            }
            guard appeal.answer == nil else {
                throw StoreError(.conflict, "appeal \(id.number): it is answered already")
            }
            let answer = Appeal.Answer(verdict: verdict, reason: reason, act: act, who: actor.name, at: at)
            try table.store(answer, of: id)
            appeal.answer = answer
            let detail = "\(verdict.name)\(act.map { " (\($0))" } ?? ""): \(reason)"
            try auditTable(database).append(
                AuditRecord(.appealAnswered, appeal.auditObject, detail: detail, by: actor),
                at: at
            )
            return appeal
        }
    }

    /// The address with a number, if every member may know of it.
    private func knownAddress(numbered id: Int64, in database: Database) throws -> Address? {
        let query = try RawStatement(database, SummaryQuery(for: .staff(of: nil)).numbered)
        query.bind(id, at: 1)
        return try SummaryQuery.all(query, path: path).first?.address
    }

    /// Whose an appeal about an address is. What only RED reports say decides nothing: it would show.
    private func member(
        owning address: Address,
        numbered id: Int64,
        _ references: ListReference,
        in database: Database
    ) throws -> Member.ID? {
        let reader = ListReader(database: database, references: references)
        let lists = try ListTable(database: database, path: path, counts: false).all().map(\.list)
        for list in lists {
            guard let member = list.settings.audience.member else { continue }
            if try reader.served(address.key.bytes, of: list.id) != nil { return member }
        }
        let first = try Int64.fetchOne(
            database,
            sql: """
                SELECT s.member_id FROM report r CROSS JOIN source s ON s.id = r.source_id
                    CROSS JOIN claim c ON c.id = r.claim_id
                WHERE r.address_id = ?1 AND s.member_id IS NOT NULL AND r.state = ?3
                    AND coalesce(c.label, s.label) < ?2
                ORDER BY r.listed_at, r.source_id LIMIT 1
                """,
            arguments: [id, SharingLabel.red.rawValue, ReportRecord.State.active.rawValue]
        )
        return first.map(Member.ID.init)
    }
}

extension Appeal {
    fileprivate var auditObject: String {
        "\(id.number) \(address?.description ?? reference)"
    }
}
