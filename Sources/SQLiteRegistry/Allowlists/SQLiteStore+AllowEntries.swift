public import Allowlists
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``AllowStore/allowEntries()``.
    public func allowEntries() throws(StoreError) -> [AllowEntry] {
        try read { try AllowEntryTable(database: $0, path: path).all() }
    }

    /// See ``AllowStore/addAllowEntry(_:by:at:)``.
    public func addAllowEntry(
        _ settings: AllowEntrySettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> AllowEntry {
        func refusal(_ sentence: String) -> StoreError {
            StoreError(.invalidValue, "allowlist entry for \(settings.rule): \(sentence)")
        }
        if let fault = settings.fault(at: at) { throw refusal(fault) }
        return try write { database in
            let table = AllowEntryTable(database: database, path: path)
            let members = [settings.owner, settings.scope.memberNumber.map(Member.ID.init)]
            for member in members.compactMap(\.self) {
                guard try MemberTable(database: database).exists(member) else {
                    throw refusal("there is no member number \(member.number)")
                }
            }
            let alike = try table.entries(like: settings.rule).first { entry in
                entry.settings.isAlike(settings) && entry.settings.expiry.map { $0 > at } ?? true
            }
            if let alike { throw refusal("entry \(alike.id.number) says so already") }
            guard try table.count() < AllowEntry.maximumCount else {
                throw refusal("there are \(AllowEntry.maximumCount) entries, and no more can be kept")
            }
            let entry = try table.insert(settings, by: actor, at: at)
            try auditTable(database).append(
                AuditRecord(.allowEntryAdded, entry.auditObject, detail: entry.auditDetail, by: actor),
                at: at
            )
            return entry
        }
    }

    /// See ``AllowStore/removeAllowEntry(_:by:at:)``.
    @discardableResult
    public func removeAllowEntry(
        _ id: AllowEntry.ID,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> AllowEntry {
        try write { database in
            let table = AllowEntryTable(database: database, path: path)
            guard let entry = try table.entry(id) else {
                throw StoreError(.invalidValue, "allowlist entry \(id.number): there is none of that number")
            }
            try table.delete(id)
            try auditTable(database).append(
                AuditRecord(.allowEntryRemoved, entry.auditObject, detail: entry.auditDetail, by: actor),
                at: at
            )
            return entry
        }
    }

    /// See ``AllowStore/allowlistStamp(after:)``.
    public func allowlistStamp(after known: AllowlistStamp?) throws(StoreError) -> AllowlistStamp {
        let known = known ?? AllowlistStamp(examined: 0, change: 0)
        return try read { database in
            let last = try Int64.fetchOne(database, sql: "SELECT last_id FROM audit_head") ?? 0
            guard last > known.examined else { return known }
            let words = AuditAction.changesOfAllowlists.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            let change = try Int64.fetchOne(
                database,
                sql: "SELECT max(id) FROM audit WHERE id > ? AND action IN (\(words))",
                arguments: [known.examined]
            )
            return AllowlistStamp(examined: last, change: change ?? known.change)
        }
    }

    /// See ``AllowStore/addAllowlists(to:)``.
    public func addAllowlists(to builder: inout AllowlistBuilder) throws(StoreError) {
        try read { database in
            let members = try MemberTable(database: database).all()
            let names = Dictionary(members.map { ($0.id, $0.settings.name) }) { first, _ in first }
            for entry in try AllowEntryTable(database: database, path: path).all() {
                builder.add(entry.entry(ownedBy: entry.settings.owner.flatMap { names[$0] }))
            }
            for member in members { builder.add(Constituency(member).entries()) }
            let lists = ImportedAllowlistTable(database: database, path: path)
            for list in try lists.all() { try lists.add(list, to: &builder) }
        }
    }
}

extension AllowEntry {
    fileprivate var auditObject: String { "\(id.number) \(settings.rule)" }

    fileprivate var auditDetail: String {
        var parts = ["\(settings.kind.name), reach \(settings.rule.reach.name)"]
        if let label = settings.label { parts.append(label.name) }
        if let owner = settings.owner { parts.append("of member \(owner.number)") }
        if let member = settings.scope.memberNumber { parts.append("for member \(member)") }
        if let expiry = settings.expiry { parts.append("until \(expiry)") }
        return parts.joined(separator: ", ") + "; \(settings.reason)"
    }
}
