import Addresses
import GRDB
import Registry
import Reports
import Reputation

/// Finds what a list should hold now and keeps in `list_pending` how that differs from what is served, inside a write.
struct ListRefresh<Rules: ListRules> {
    private let database: Database
    private let list: PublishedList
    private let rules: Rules
    private let now: Timestamp
    private var candidates: ListCandidates
    private let address: RawStatement
    private let served: RawStatement
    private let setDue: RawStatement
    private var pending: ListPendingTable
    private var withheld: ListWithheldTable
    /// How many addresses were looked at.
    private(set) var examined = 0

    init(
        _ database: Database,
        _ list: PublishedList,
        _ rules: Rules,
        candidates: ListCandidates,
        at now: Timestamp
    ) throws {
        self.database = database
        self.list = list
        self.rules = rules
        self.now = now
        self.candidates = candidates
        address = try RawStatement(
            database,
            "SELECT \(ListCandidates.columns) FROM address WHERE id = ?"
        )
        served = try RawStatement(
            database,
            "SELECT \(ListRow.columnText) FROM list_entry WHERE list_id = ? AND key = ? AND until IS NULL"
        )
        setDue = try RawStatement(
            database,
            "UPDATE list_entry SET due = ? WHERE list_id = ? AND key = ? AND until IS NULL"
        )
        pending = try ListPendingTable(database, list.id)
        withheld = try ListWithheldTable(database, list.id, at: now)
    }

    // MARK: What changed

    /// The most addresses that are looked at one by one; more, and all are read in order.
    static var maximumSingle: Int64 { 200_000 }

    /// The addresses to look at: those that changed after the list's revision and what lies in networks among them, and
    /// those that are due. Nil when they are too many.
    func changedAddresses() throws -> [Int64]? {
        let count = try Int64.fetchOne(
            database,
            sql: "SELECT coalesce(sum(last_id - first_id + 1), 0) FROM change WHERE revision > ?",
            arguments: [list.revision]
        )
        guard let count, count <= Self.maximumSingle else { return nil }
        var numbers = try Set(
            Int64.fetchAll(database, sql: ListSQL.changed, arguments: [list.revision])
        )
        let networks = try RawStatement(database, ListSQL.changedNetworks)
        networks.bind(list.revision, at: 1)
        let contents = try RawStatement(database, Rescorer.contentsSQL)
        while try networks.step() {
            guard let network = Address(key: AddressKey(bytes: networks.bytes(0))) else { continue }
            contents.bind(network.key.bytes, at: 1)
            contents.bind(network.lastContainedKey.bytes, at: 2)
            while try contents.step(), numbers.count <= Self.maximumSingle {
                numbers.insert(contents.int64(0))
            }
            contents.reset()
        }
        networks.reset()
        for sql in [ListSQL.dueEntries, ListSQL.duePending] {
            numbers.formUnion(
                try Int64.fetchAll(database, sql: sql, arguments: [now.seconds, list.id.number])
            )
        }
        return numbers.count > Self.maximumSingle ? nil : numbers.sorted()
    }

    /// Looks at these addresses.
    mutating func look(at numbers: [Int64]) throws {
        for number in numbers {
            address.bind(number, at: 1)
            defer { address.reset() }
            guard try address.step() else { continue }
            let key = address.bytes(1)
            let row = try decide(address, key)
            served.bind(list.id.number, at: 1)
            served.bind(key, at: 2)
            let current = try served.step() ? ListRow(served, from: 0) : nil
            served.reset()
            try settle(key, current, row, isFresh: false)
        }
    }

    // MARK: Everything

    /// Looks at all addresses, in the order of their keys, beside what is served.
    mutating func lookAtAll() throws {
        try pending.clear()
        try withheld.begin()
        let floor = list.settings.criteria
        let all = try RawStatement(
            database,
            "SELECT \(ListCandidates.columns) FROM address WHERE score >= ? AND level >= ? ORDER BY key"
        )
        all.bind(max(1, Int64((floor.minimumScore * 100).rounded(.down))), at: 1)
        all.bind(Int64(floor.minimumLevel.rawValue), at: 2)
        let open = try RawStatement(
            database,
            "SELECT key, \(ListRow.columnText) FROM list_entry WHERE list_id = ? AND until IS NULL ORDER BY key"
        )
        open.bind(list.id.number, at: 1)
        defer {
            all.reset()
            open.reset()
        }
        var dues: [(key: [UInt8], due: Int64?)] = []
        var entry = try next(open)
        while try all.step() {
            let key = all.bytes(1)
            guard let row = try decide(all, key) else { continue }
            while let before = entry, before.key.lexicographicallyPrecedes(key) {
                try settle(before.key, before.row, nil, isFresh: true)
                entry = try next(open)
            }
            if let same = entry, same.key == key {
                if same.row.due != row.due, same.row.tellsTheSame(as: row) { dues.append((key, row.due)) }
                try settle(key, same.row, row, isFresh: true)
                entry = try next(open)
            } else {
                try settle(key, nil, row, isFresh: true)
            }
        }
        while let rest = entry {
            try settle(rest.key, rest.row, nil, isFresh: true)
            entry = try next(open)
        }
        for (key, due) in dues { try store(due: due, of: key) }
    }

    private func next(_ open: RawStatement) throws -> (key: [UInt8], row: ListRow)? {
        try open.step() ? (open.bytes(0), ListRow(open, from: 1)) : nil
    }

    // MARK: One address

    /// What stands of the address in a row of ``ListCandidates/columns``; nil for nothing. Notes what is withheld.
    private mutating func decide(_ row: RawStatement, _ key: [UInt8]) throws -> ListRow? {
        examined += 1
        guard let candidate = try candidates.candidate(row) else {
            try withheld.remove(key)
            return nil
        }
        switch rules.decide(candidate.listed) {
        case .list:
            try withheld.remove(key)
            return candidate.row
        case .leaveOut:
            try withheld.remove(key)
            return nil
        case .withhold(let reason, let stops):
            try withheld.store(key, reason: reason, stops: stops)
            return nil
        }
    }

    /// Keeps that `row` should stand where `current` is served.
    private mutating func settle(
        _ key: [UInt8],
        _ current: ListRow?,
        _ row: ListRow?,
        isFresh: Bool
    ) throws {
        switch (current, row) {
        case (nil, nil): if !isFresh { try pending.remove(key) }
        case (let current?, let row?) where current.tellsTheSame(as: row):
            if !isFresh {
                try pending.remove(key)
                if current.due != row.due { try store(due: row.due, of: key) }
            }
        case (let current, let row?): try pending.set(key, row, was: current != nil)
        case (let current?, nil): try pending.unset(key, current, ended: current.hasEnded(by: now))
        }
    }

    private func store(due: Int64?, of key: [UInt8]) throws {
        setDue.bind(due, at: 1)
        setDue.bind(list.id.number, at: 2)
        setDue.bind(key, at: 3)
        try setDue.run()
    }
}

/// The queries that find what to look at.
enum ListSQL {
    /// The addresses that changed after revision ?1.
    static let changed = """
        SELECT a.id FROM change c CROSS JOIN address a ON a.id BETWEEN c.first_id AND c.last_id
        WHERE c.revision > ?1 AND +a.revision = c.revision
        """
    /// The networks among them.
    static let changedNetworks = """
        SELECT a.key FROM change c CROSS JOIN address a ON a.id BETWEEN c.first_id AND c.last_id
        WHERE c.revision > ?1 AND +a.revision = c.revision AND +a.kind = 2
        """
    /// The entries of list ?2 that are due by ?1.
    static let dueEntries = """
        SELECT address_id FROM list_entry INDEXED BY list_entry_due
        WHERE due <= ?1 AND until IS NULL AND +list_id = ?2
        """
    /// The same of what waits.
    static let duePending = """
        SELECT address_id FROM list_pending INDEXED BY list_pending_due WHERE due <= ?1 AND +list_id = ?2
        """
}
