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
    ) throws(StoreError) -> AllowChange {
        try write { database in
            let transaction = AllowTransaction(database: database, path: path, actor: actor, at: at)
            try transaction.check(settings)
            guard try transaction.needsSecondPerson(settings) else {
                let entry = try transaction.add(settings, by: actor.name)
                try auditTable(database).append(
                    AuditRecord(.allowEntryAdded, entry.auditObject, detail: settings.auditDetail, by: actor),
                    at: at
                )
                return .done(entry)
            }
            let proposal = try transaction.propose(.add, settings)
            try auditTable(database).append(
                AuditRecord(
                    .allowEntryProposed,
                    proposal.auditObject,
                    detail: settings.auditDetail,
                    by: actor
                ),
                at: at
            )
            return .waiting(proposal)
        }
    }

    /// See ``AllowStore/removeAllowEntry(_:by:at:)``.
    @discardableResult
    public func removeAllowEntry(
        _ id: AllowEntry.ID,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> AllowChange {
        try write { database in
            let transaction = AllowTransaction(database: database, path: path, actor: actor, at: at)
            let entry = try transaction.existing(id)
            let hasEnded = entry.settings.expiry.map { $0 <= at } ?? false
            guard try !hasEnded && transaction.needsSecondPerson(entry.settings) else {
                try transaction.remove(id)
                try auditTable(database).append(
                    AuditRecord(
                        .allowEntryRemoved,
                        entry.auditObject,
                        detail: entry.settings.auditDetail,
                        by: actor
                    ),
                    at: at
                )
                return .done(entry)
            }
            let proposal = try transaction.propose(.remove(id), entry.settings)
            try auditTable(database).append(
                AuditRecord(
                    .allowRemovalProposed,
                    entry.auditObject,
                    detail: "as number \(proposal.id.number); \(entry.settings.auditDetail)",
                    by: actor
                ),
                at: at
            )
            return .waiting(proposal)
        }
    }

    /// See ``AllowStore/allowProposals()``.
    public func allowProposals() throws(StoreError) -> [AllowProposal] {
        try read { try AllowProposalTable(database: $0, path: path).waiting() }
    }

    /// See ``AllowStore/decideAllowProposal(_:isApproved:note:by:at:)``.
    @discardableResult
    public func decideAllowProposal(
        _ id: AllowProposal.ID,
        isApproved: Bool,
        note: String,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> AllowEntry? {
        try write { database in
            let transaction = AllowTransaction(database: database, path: path, actor: actor, at: at)
            let proposal = try transaction.decide(id, isApproved: isApproved, note: note)
            func record(_ action: AuditAction, _ object: String) throws {
                let words = "proposed by \(proposal.who)" + (note.isEmpty ? "" : ": \(note)")
                let detail = "\(words); \(proposal.settings.auditDetail)"
                try auditTable(database).append(
                    AuditRecord(action, object, detail: detail, by: actor),
                    at: at
                )
            }
            guard isApproved else {
                try record(.allowProposalRejected, proposal.auditObject)
                return nil
            }
            switch proposal.act {
            case .add:
                try transaction.checkStillFits(proposal)
                let entry = try transaction.add(
                    proposal.settings,
                    by: proposal.who,
                    approvedBy: actor.name
                )
                try record(.allowEntryAdded, entry.auditObject)
                return entry
            case .remove(let number):
                let entry = try transaction.existing(number, orElse: .conflict)
                try transaction.remove(number)
                try record(.allowEntryRemoved, entry.auditObject)
                return entry
            }
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
}

extension AllowProposal {
    fileprivate var auditObject: String { "proposal \(id.number) \(settings.rule)" }
}

extension AllowEntrySettings {
    fileprivate var auditDetail: String {
        var parts = ["\(kind.name), reach \(rule.reach.name)"]
        if let label { parts.append(label.name) }
        if let owner { parts.append("of member \(owner.number)") }
        if let member = scope.memberNumber { parts.append("for member \(member)") }
        if let expiry { parts.append("until \(expiry)") }
        return parts.joined(separator: ", ") + "; \(reason)"
    }
}
