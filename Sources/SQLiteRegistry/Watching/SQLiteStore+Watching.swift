import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``WatchStore/watchRules(of:)``.
    public func watchRules(of member: Member.ID) throws(StoreError) -> [WatchRule] {
        try read { try WatchRuleTable(database: $0, path: path).all(of: member) }
    }

    /// See ``WatchStore/addWatchRule(_:by:at:)``.
    public func addWatchRule(
        _ settings: WatchSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> WatchRule {
        func refusal(_ sentence: String) -> StoreError {
            StoreError(.invalidValue, "watch rule \(settings.name): \(sentence)")
        }
        let member = try actor.requiredMember
        if let fault = settings.fault { throw refusal(fault) }
        return try write { database in
            let table = WatchRuleTable(database: database, path: path)
            let rules = try table.all(of: member)
            if let alike = rules.first(where: { $0.settings.target == settings.target }) {
                throw refusal("rule \(alike.id.number) watches the same")
            }
            guard rules.count < WatchRule.maximumCount else {
                throw refusal("a member has at most \(WatchRule.maximumCount) rules")
            }
            let rule = try table.insert(settings, of: member, by: actor, at: at)
            try auditTable(database).append(
                AuditRecord(.watchRuleAdded, rule.auditObject, detail: settings.name, by: actor),
                at: at
            )
            return rule
        }
    }

    /// See ``WatchStore/removeWatchRule(_:by:at:)``.
    @discardableResult
    public func removeWatchRule(
        _ id: WatchRule.ID,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> WatchRule {
        let member = try actor.requiredMember
        return try write { database in
            let table = WatchRuleTable(database: database, path: path)
            guard let rule = try table.all(of: member).first(where: { $0.id == id }) else {
                throw StoreError(.notFound, "watch rule \(id.number)")
            }
            try table.delete(id)
            try auditTable(database).append(
                AuditRecord(.watchRuleRemoved, rule.auditObject, detail: rule.settings.name, by: actor),
                at: at
            )
            return rule
        }
    }

    /// See ``WatchStore/watchedRevision(of:)``.
    public func watchedRevision(of user: User.ID) throws(StoreError) -> Int64? {
        try read { database in
            try Int64.fetchOne(
                database,
                sql: "SELECT revision FROM watch_seen WHERE user_id = ?",
                arguments: [user.number]
            )
        }
    }

    /// See ``WatchStore/noteWatched(_:by:)``.
    public func noteWatched(_ revision: Int64, by user: User.ID) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO watch_seen (user_id, revision) VALUES (?1, ?2)
                    ON CONFLICT (user_id) DO UPDATE SET revision = max(revision, ?2)
                    """,
                arguments: [user.number, revision]
            )
        }
    }
}

extension WatchRule {
    fileprivate var auditObject: String {
        switch settings.target {
        case .asset(let address): "\(id.number) \(address)"
        case .search: "\(id.number) search"
        }
    }
}
