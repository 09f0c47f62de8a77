import GRDB
public import Lists
public import Registry
public import Reports

extension SQLiteStore {
    /// The most stopping addresses that rules are shown.
    static let shownStopping = 20

    /// See ``ListStore/refreshList(named:by:isFull:actor:at:)``.
    public func refreshList(
        named name: ListName,
        by rules: some ListRules,
        isFull: Bool,
        actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> ListOutcome {
        let key = try hashKey()
        return try write { database in
            let table = ListTable(database: database, path: path)
            let basis = try table.basis()
            var stored = try table.existing(name)
            let before = stored
            let look = try stage(
                &stored.list,
                rules,
                isFull || stored.policy != rules.policy,
                key,
                database,
                at
            )
            let published = try settle(
                &stored.list,
                rules,
                // Other settings may give another text of the same entries.
                isForced: before.policy < 0,
                by: actor,
                at: at,
                in: database
            )
            stored.list.revision = basis.revision
            if stored.list.standsUnlike(before.list) || before.policy != rules.policy {
                let isOtherSerial = published != nil || stored.list.hold != before.list.hold
                try table.store(stored.list, policy: rules.policy, isOtherSerial: isOtherSerial)
            }
            return ListOutcome(
                list: stored.list,
                published: published,
                examined: look.examined,
                isFull: look.isFull
            )
        }
    }

    /// See ``ListStore/previewList(_:by:limit:at:)``.
    public func previewList(
        _ settings: ListSettings,
        by rules: some ListRules,
        limit: Int,
        at: Timestamp
    ) throws(StoreError) -> ListPreview {
        try settings.check()
        let key = try hashKey()
        var preview: ListPreview?
        do {
            try write { database in
                let table = ListTable(database: database, path: path)
                if try table.list(named: settings.name) == nil { try table.insert(settings, at: at) }
                var list = try table.existing(settings.name).list
                list.settings = settings
                _ = try stage(&list, rules, true, key, database, at)
                let stage = try self.stage(of: list, in: database)
                let reader = ListReader(database: database, references: ListReference(key: key))
                let exposures = try ListExposures(database, list.id, at: at)
                preview = ListPreview(
                    entryCount: list.entryCount + list.pending.added - list.pending.removed,
                    difference: list.pending,
                    changes: try reader.pending(of: list.id, limit: limit, by: exposures),
                    exposedCount: exposures.count,
                    withheld: try table.withheld(of: list.id, onlyStopping: false, limit: limit),
                    withheldCount: list.withheldCount,
                    objection: rules.objection(to: stage)
                )
                // Nothing of it stays.
                throw PreviewIsDone()
            }
        } catch {
            guard let preview, error.underlying is PreviewIsDone else { throw error }
            return preview
        }
        throw StoreError(.failed, path)
    }

    private struct PreviewIsDone: Error {}

    /// Brings what waits of a list up to date.
    private func stage(
        _ list: inout PublishedList,
        _ rules: some ListRules,
        _ isFull: Bool,
        _ key: HashKey,
        _ database: Database,
        _ at: Timestamp
    ) throws -> (examined: Int, isFull: Bool) {
        var refresh = try ListRefresh(
            database,
            list,
            rules,
            candidates: try ListCandidates(
                database,
                list.settings.criteria,
                store: self,
                now: at,
                key: key
            ),
            at: at
        )
        let numbers = isFull ? nil : try refresh.changedAddresses()
        if let numbers { try refresh.look(at: numbers) } else { try refresh.lookAtAll() }
        let table = ListTable(database: database, path: path)
        if numbers?.isEmpty != true {
            list.pending = try table.pending(of: list.id)
            list.withheldCount = try table.withheldCounts(of: list.id).all
        }
        return (refresh.examined, numbers == nil)
    }

    /// See ``ListStore/listStage(of:)``.
    public func listStage(of name: ListName) throws(StoreError) -> ListStage? {
        try read { database in
            let list = try ListTable(database: database, path: path).list(named: name)?.list
            return try list.map { try stage(of: $0, in: database) }
        }
    }

    private func stage(of list: PublishedList, in database: Database) throws -> ListStage {
        let table = ListTable(database: database, path: path)
        let stopping = list.withheldCount == 0 ? 0 : try table.withheldCounts(of: list.id).stopping
        let hadEntries =
            try list.entryCount > 0
            || Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM list_serial WHERE list_id = ? AND entries > 0)",
                arguments: [list.id.number]
            ) == true
        return ListStage(
            settings: list.settings,
            entryCount: list.entryCount,
            hadEntries: hadEntries,
            difference: list.pending,
            stopping: stopping == 0
                ? []
                : try table.withheld(of: list.id, onlyStopping: true, limit: Self.shownStopping),
            stoppingCount: stopping
        )
    }

    /// Publishes what waits, or keeps it where the list is held or the rules object. What has ended goes in any case.
    private func settle(
        _ list: inout PublishedList,
        _ rules: some ListRules,
        isForced: Bool,
        by actor: Actor,
        at: Timestamp,
        in database: Database
    ) throws -> ListSerial? {
        let publication = ListPublication(database: database)
        if list.hold == nil || list.hold?.cause == .guarded {
            guard let reason = rules.objection(to: try stage(of: list, in: database)) else {
                list.hold = nil
                if !isForced, list.isTooSoon(at) {
                    return try publication.publish(.ended, of: &list, cause: .ended, by: actor, at: at)
                }
                let isOnlyEnded =
                    list.pending.ended > 0
                    && list.pending == ListDifference(removed: list.pending.ended, ended: list.pending.ended)
                let cause: ListSerial.Cause = isOnlyEnded ? .ended : .changed
                return try publication.publish(
                    .all,
                    of: &list,
                    cause: cause,
                    by: actor,
                    isForced: isForced,
                    at: at
                )
            }
            let since = list.hold?.at ?? at
            list.hold = PublishedList.Hold(cause: .guarded, reason: reason, who: actor.name, at: since)
        }
        guard list.pending.ended > 0 else { return nil }
        return try publication.publish(.ended, of: &list, cause: .ended, by: actor, at: at)
    }
}

extension PublishedList {
    /// Whether its interval keeps the next serial back for now.
    fileprivate func isTooSoon(_ now: Timestamp) -> Bool {
        guard let interval = settings.interval, let publishedAt else { return false }
        return now.seconds < publishedAt.seconds + Int64(interval)
    }

    /// Whether a column of its row differs.
    fileprivate func standsUnlike(_ other: PublishedList) -> Bool {
        serial != other.serial || entryCount != other.entryCount || hold != other.hold
            || revision != other.revision
    }
}
