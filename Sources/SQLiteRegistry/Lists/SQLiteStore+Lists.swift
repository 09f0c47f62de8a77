import Addresses
import GRDB
public import Lists
public import Registry
public import Reports
import Reputation

extension SQLiteStore {
    /// See ``ListStore/listBasis()``.
    public func listBasis() throws(StoreError) -> ListBasis {
        try read { try ListTable(database: $0, path: path).basis() }
    }

    /// See ``ListStore/publishedLists()``.
    public func publishedLists() throws(StoreError) -> [PublishedList] {
        try read { try ListTable(database: $0, path: path).all().map(\.list) }
    }

    /// See ``ListStore/publishedList(named:)``.
    public func publishedList(named name: ListName) throws(StoreError) -> PublishedList? {
        try read { try ListTable(database: $0, path: path).list(named: name)?.list }
    }

    /// See ``ListStore/servedLists()``.
    public func servedLists() throws(StoreError) -> [PublishedList] {
        try read { try ListTable(database: $0, path: path, counts: false).all().map(\.list) }
    }

    /// See ``ListStore/servedList(named:)``.
    public func servedList(named name: ListName) throws(StoreError) -> PublishedList? {
        try read { try ListTable(database: $0, path: path, counts: false).list(named: name)?.list }
    }

    /// See ``ListStore/addList(_:by:at:)``.
    public func addList(
        _ settings: ListSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> PublishedList {
        try settings.check()
        return try write { database in
            let table = ListTable(database: database, path: path)
            guard try table.list(named: settings.name) == nil else {
                throw StoreError(.conflict, "list \(settings.name.text): there is one of that name")
            }
            try settings.checkMembers(in: database)
            try table.insert(settings, at: at)
            try record(.listAdded, settings.name, settings.auditDetail, by: actor, at: at, in: database)
            return try table.existing(settings.name).list
        }
    }

    /// See ``ListStore/updateList(_:by:at:)``.
    public func updateList(
        _ settings: ListSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> PublishedList {
        try settings.check()
        return try write { database in
            let table = ListTable(database: database, path: path)
            let before = try table.existing(settings.name).list
            if before.settings == settings { return before }
            try settings.checkMembers(in: database)
            try table.update(settings)
            try record(.listUpdated, settings.name, settings.auditDetail, by: actor, at: at, in: database)
            return try table.existing(settings.name).list
        }
    }

    /// See ``ListStore/removeList(named:by:at:)``.
    public func removeList(named name: ListName, by actor: Actor, at: Timestamp) throws(StoreError) {
        try write { database in
            let table = ListTable(database: database, path: path)
            let list = try table.existing(name).list
            try table.delete(list.id)
            let detail = "serial \(list.serial), \(list.entryCount) entries"
            try record(.listRemoved, name, detail, by: actor, at: at, in: database)
        }
    }

    /// See ``ListStore/holdList(named:reason:by:at:)``.
    public func holdList(
        named name: ListName,
        reason: String,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> PublishedList {
        guard (1...ListSettings.maximumPurposeLength).contains(reason.utf8.count) else {
            throw StoreError(
                .invalidValue,
                "list \(name.text): a reason has 1 to \(ListSettings.maximumPurposeLength) bytes"
            )
        }
        return try write { database in
            let table = ListTable(database: database, path: path)
            var stored = try table.existing(name)
            stored.list.hold = PublishedList.Hold(cause: .person, reason: reason, who: actor.name, at: at)
            try table.store(stored.list, policy: stored.policy)
            try table.noteChange()
            try record(.listHeld, name, reason, by: actor, at: at, in: database)
            return stored.list
        }
    }

    /// See ``ListStore/releaseList(named:by:at:)``.
    public func releaseList(
        named name: ListName,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> PublishedList {
        try write { database in
            let table = ListTable(database: database, path: path)
            var stored = try table.existing(name)
            let (reason, difference) = (stored.list.hold?.reason, stored.list.pending)
            let seen = try table.withheldCounts(of: stored.list.id).stopping
            guard reason != nil || !difference.isEmpty || seen > 0 else {
                throw StoreError(.conflict, "list \(name.text): nothing is held")
            }
            try database.execute(
                sql:
                    "UPDATE list_withheld SET seen_by = ? WHERE list_id = ? AND seen_by IS NULL AND stops = 1",
                arguments: [actor.name, stored.list.id.number]
            )
            stored.list.hold = nil
            _ = try ListPublication(database: database)
                .publish(.all, of: &stored.list, cause: .released, by: actor, note: reason, at: at)
            try table.store(stored.list, policy: stored.policy)
            try table.noteChange()
            let detail =
                "serial \(stored.list.serial): \(difference.added) added, \(difference.changed) changed, "
                + "\(difference.removed) removed; \(seen) withheld seen; \(reason ?? "")"
            try record(.listReleased, name, detail, by: actor, at: at, in: database)
            return stored.list
        }
    }

    func record(
        _ action: AuditAction,
        _ name: ListName,
        _ detail: String,
        by actor: Actor,
        at: Timestamp,
        in database: Database
    ) throws {
        try auditTable(database).append(AuditRecord(action, name.text, detail: detail, by: actor), at: at)
    }
}

extension ListSettings {
    func check() throws(StoreError) {
        if let fault { throw StoreError(.invalidValue, "list \(name.text): \(fault)") }
    }

    func checkMembers(in database: Database) throws {
        let members = Array(criteria.members) + [audience.member].compactMap(\.self)
        for member in members where try !MemberTable(database: database).exists(member) {
            throw StoreError(
                .invalidValue,
                "list \(name.text): there is no member number \(member.number)"
            )
        }
    }

    var auditDetail: String {
        var parts = [
            "to \(criteria.use.name)", "from level \(criteria.minimumLevel.name)",
            "up to \(criteria.maximumLabel.name)", "for \(audience.name)",
        ]
        if criteria.minimumScore > 0 { parts.append("from score \(criteria.minimumScore)") }
        if let member = audience.member { parts[3] = "for member \(member.number)" }
        for (word, values) in [
            ("kinds", criteria.kinds.map(\.name)), ("categories", criteria.categories.map(\.name)),
            ("sources", Array(criteria.sources)), ("members", criteria.members.map { "\($0.number)" }),
            ("countries", Array(criteria.countries)), ("formats", formats.map(\.rawValue)),
        ] where !values.isEmpty { parts.append("\(word) \(values.sorted().joined(separator: " "))") }
        return parts.joined(separator: ", ")
    }
}
