import Allowlists
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``AllowStore/importedAllowlists()``.
    public func importedAllowlists() throws(StoreError) -> [ImportedAllowlist] {
        try read { try ImportedAllowlistTable(database: $0, path: path).all().map(\.list) }
    }

    /// See ``AllowStore/replaceAllowlists(_:by:at:)``.
    public func replaceAllowlists(
        _ drafts: [AllowlistDraft],
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> [AllowlistReplacement] {
        var names: Set<String> = []
        for draft in drafts {
            if let fault = draft.fault { throw draft.refusal(fault) }
            guard names.insert(draft.terms.list).inserted else {
                throw draft.refusal(
                    "two of the lists have this name; import them apart under names of their own"
                )
            }
        }
        return try write { database in
            let outcomes = try drafts.map { try replace($0, in: database, by: actor, at: at) }
            guard
                try ImportedAllowlistTable(database: database, path: path).count()
                    <= ImportedAllowlist.maximumCount
            else {
                throw StoreError(
                    .invalidValue,
                    "allowlists: more than \(ImportedAllowlist.maximumCount) lists cannot be kept"
                )
            }
            return outcomes
        }
    }

    private func replace(
        _ draft: AllowlistDraft,
        in database: Database,
        by actor: Actor,
        at: Timestamp
    ) throws -> AllowlistReplacement {
        if let member = draft.terms.scope.memberNumber,
            try !MemberTable(database: database).exists(Member.ID(member))
        {
            throw draft.refusal("there is no member number \(member)")
        }
        let table = ImportedAllowlistTable(database: database, path: path)
        let before = try table.list(named: draft.terms.list)
        if let before { try table.delete(before.id) }
        let list = try table.insert(draft, by: actor, at: at)
        let count = before.map { " instead of \($0.list.ruleCount)" } ?? ""
        let detail = "\(list.ruleCount) rules\(count), \(list.terms.kind.name)"
        try auditTable(database).append(
            AuditRecord(.allowlistImported, list.name, detail: detail, by: actor),
            at: at
        )
        return AllowlistReplacement(list: list, ruleCountBefore: before?.list.ruleCount)
    }

    /// See ``AllowStore/removeAllowlist(named:by:at:)``.
    @discardableResult
    public func removeAllowlist(
        named name: String,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> ImportedAllowlist {
        try write { database in
            let table = ImportedAllowlistTable(database: database, path: path)
            guard let before = try table.list(named: name) else {
                throw StoreError(.invalidValue, "allowlist \(name): there is none of that name")
            }
            try table.delete(before.id)
            let detail = "\(before.list.ruleCount) rules, \(before.list.terms.kind.name)"
            try auditTable(database).append(
                AuditRecord(.allowlistRemoved, name, detail: detail, by: actor),
                at: at
            )
            return before.list
        }
    }
}

extension AllowlistDraft {
    fileprivate func refusal(_ sentence: String) -> StoreError {
        StoreError(.invalidValue, "allowlist \(terms.list): \(sentence)")
    }
}
