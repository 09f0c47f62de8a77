import GRDB
public import Lists
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``ListStore/rollBackList(named:to:by:actor:at:)``.
    public func rollBackList(
        named name: ListName,
        to serial: Int64,
        by rules: some ListRules,
        actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> PublishedList {
        let references = ListReference(key: try hashKey())
        return try write { database in
            let table = ListTable(database: database, path: path)
            var stored = try table.existing(name)
            let reader = ListReader(database: database, references: references)
            guard serial < stored.list.serial else {
                throw StoreError(
                    .conflict,
                    "list \(name.text): serial \(serial) is not before \(stored.list.serial)"
                )
            }
            try reader.require(serial, of: stored.list.id)
            let rollback = try ListRollback(database, reader, stored.list, to: serial, at: at)
            let difference = try rollback.run(by: rules)
            let note = "back to serial \(serial)"
            _ = try ListPublication(database: database)
                .note(difference, of: &stored.list, cause: .rolledBack, by: actor, note: note, at: at)
            stored.list.pending = try table.pending(of: stored.list.id)
            stored.list.hold = PublishedList.Hold(
                cause: .rolledBack,
                reason: note,
                who: actor.name,
                at: at
            )
            try table.store(stored.list, policy: stored.policy)
            try table.noteChange()
            let detail = "from serial \(stored.list.serial - 1) to the entries of \(serial)"
            try record(.listRolledBack, name, detail, by: actor, at: at, in: database)
            return stored.list
        }
    }
}

/// Makes what a list served at an earlier serial be served again; what it should hold by the registry waits.
private struct ListRollback {
    private let reader: ListReader
    private let list: PublishedList
    private let serial: Int64
    private let now: Timestamp
    private let close: RawStatement
    private let insert: RawStatement
    private let touch: RawStatement
    private let waiting: RawStatement
    private let pending: ListPendingTable

    init(
        _ database: Database,
        _ reader: ListReader,
        _ list: PublishedList,
        to serial: Int64,
        at now: Timestamp
    ) throws {
        self.reader = reader
        self.list = list
        self.serial = serial
        self.now = now
        close = try RawStatement(
            database,
            "UPDATE list_entry SET until = ? WHERE list_id = ? AND key = ? AND until IS NULL"
        )
        insert = try RawStatement(
            database,
            """
            INSERT INTO list_entry (list_id, key, since, \(ListRow.columnText)) VALUES (?, ?, ?, \(ListRow.placeText))
            """
        )
        touch = try RawStatement(
            database,
            "INSERT INTO list_change (list_id, serial, key) VALUES (?, ?, ?)"
        )
        waiting = try RawStatement(
            database,
            "SELECT present, \(ListRow.columnText) FROM list_pending WHERE list_id = ? AND key = ?"
        )
        pending = try ListPendingTable(database, list.id)
    }

    func run(by rules: some ListRules) throws -> ListDifference {
        var difference = ListDifference()
        for key in try reader.changedKeys(of: list.id, from: serial, to: list.serial) {
            let served = try reader.served(key, of: list.id)
            let wanted = try wanted(key, served)
            var earlier = try reader.row(key, of: list.id, at: serial)
            if let row = earlier,
                try row.hasEnded(by: now)
                    || rules.decide(try row.listed(key, reader.references)) != .list
            {
                earlier = nil
            }
            // Entries that stay keep their own times to be looked at.
            if let served, let row = earlier, served.tellsTheSame(as: row) { continue }
            if earlier == nil, served == nil { continue }
            try serve(earlier, insteadOf: served, key)
            switch (served, earlier) {
            case (nil, _): difference.added += 1
            case (_, nil): difference.removed += 1
            default: difference.changed += 1
            }
            try wait(for: wanted, where: earlier, key)
        }
        return difference
    }

    /// What the registry would have at the key.
    private func wanted(_ key: [UInt8], _ served: ListRow?) throws -> ListRow? {
        waiting.bind(list.id.number, at: 1)
        waiting.bind(key, at: 2)
        defer { waiting.reset() }
        guard try waiting.step() else { return served }
        return waiting.int64(0) != 0 ? ListRow(waiting, from: 1) : nil
    }

    private func serve(_ row: ListRow?, insteadOf served: ListRow?, _ key: [UInt8]) throws {
        let next = list.serial + 1
        if served != nil {
            close.bind(next, at: 1)
            close.bind(list.id.number, at: 2)
            close.bind(key, at: 3)
            try close.run()
        }
        if let row {
            insert.bind(list.id.number, at: 1)
            insert.bind(key, at: 2)
            insert.bind(next, at: 3)
            row.bind(insert, at: 4)
            try insert.run()
        }
        touch.bind(list.id.number, at: 1)
        touch.bind(next, at: 2)
        touch.bind(key, at: 3)
        try touch.run()
    }

    private func wait(for wanted: ListRow?, where served: ListRow?, _ key: [UInt8]) throws {
        switch (served, wanted) {
        case (nil, nil): try pending.remove(key)
        case (let served?, let wanted?) where served.tellsTheSame(as: wanted): try pending.remove(key)
        case (let served, let wanted?): try pending.set(key, wanted, was: served != nil)
        case (let served?, nil): try pending.unset(key, served, ended: served.hasEnded(by: now))
        }
    }
}
