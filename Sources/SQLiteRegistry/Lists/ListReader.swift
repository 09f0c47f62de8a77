import Addresses
import GRDB
import Registry
import Reports

/// Reads entries of lists.
struct ListReader {
    let database: Database
    let references: ListReference

    /// The entries of list ?1 at serial ?2.
    static let entries = """
        SELECT key, \(ListRow.columnText) FROM list_entry
        WHERE list_id = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2) ORDER BY key
        """
    /// The entry of list ?1 with key ?3 at serial ?2.
    static let entry = """
        SELECT \(ListRow.columnText) FROM list_entry
        WHERE list_id = ?1 AND key = ?3 AND since <= ?2 AND (until IS NULL OR until > ?2)
        """
    /// The keys of list ?1 that serials after ?2 up to ?3 touched.
    static let changedKeys = """
        SELECT DISTINCT key FROM list_change WHERE list_id = ?1 AND serial > ?2 AND serial <= ?3 ORDER BY key
        """

    /// Whether a serial can be served.
    func isKept(_ serial: Int64, of list: PublishedList.ID) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM list_serial WHERE list_id = ? AND number = ?)",
            arguments: [list.number, serial]
        ) == true
    }

    func require(_ serial: Int64, of list: PublishedList.ID) throws {
        guard try isKept(serial, of: list) else {
            throw StoreError(.notFound, "list number \(list.number), serial \(serial)")
        }
    }

    /// Calls `body` with the entries at a serial.
    /// - Returns: what `body` threw.
    func forEach(
        of list: PublishedList.ID,
        serial: Int64,
        _ body: (ListedAddress) throws -> Void
    ) throws -> (any Error)? {
        try require(serial, of: list)
        let query = try RawStatement(database, Self.entries)
        query.bind(list.number, at: 1)
        query.bind(serial, at: 2)
        defer { query.reset() }
        while try query.step() {
            let listed = try ListRow(query, from: 1).listed(query.bytes(0), references)
            do { try body(listed) } catch { return error }
        }
        return nil
    }

    /// The keys that two serials may differ in.
    func changedKeys(of list: PublishedList.ID, from earlier: Int64, to later: Int64) throws -> [[UInt8]] {
        let query = try RawStatement(database, Self.changedKeys)
        query.bind(list.number, at: 1)
        query.bind(earlier, at: 2)
        query.bind(later, at: 3)
        defer { query.reset() }
        var keys: [[UInt8]] = []
        while try query.step() { keys.append(query.bytes(0)) }
        return keys
    }

    /// The row of a key at a serial.
    func row(_ key: [UInt8], of list: PublishedList.ID, at serial: Int64) throws -> ListRow? {
        let query = try RawStatement(database, Self.entry)
        query.bind(list.number, at: 1)
        query.bind(serial, at: 2)
        query.bind(key, at: 3)
        defer { query.reset() }
        return try query.step() ? ListRow(query, from: 0) : nil
    }

    func change(_ key: [UInt8], from before: ListRow?, to after: ListRow?) throws -> ListChange {
        let old = try before?.listed(key, references)
        let new = try after?.listed(key, references)
        guard let address = old?.address ?? new?.address ?? Address(key: AddressKey(bytes: key)) else {
            throw StoreError(.damaged, "list entry")
        }
        return ListChange(address: address, before: old, after: new)
    }

    /// The first changes that wait after a key, in key order; no key is before the empty one.
    func pending(of list: PublishedList.ID, after last: [UInt8] = [], limit: Int) throws -> [ListChange] {
        try pending(of: list, "AND key > ?2 ORDER BY key LIMIT ?3") { query in
            query.bind(last, at: 2)
            query.bind(Int64(limit), at: 3)
        }
    }

    /// The first changes that wait: those of which most was seen first, the rest in key order.
    func pending(of list: PublishedList.ID, limit: Int, by exposures: ListExposures) throws -> [ListChange] {
        let most = exposures.mostSeen(limit)
        var changes = try most.flatMap { key in
            try pending(of: list, "AND key = ?2") { $0.bind(key, at: 2) }
                .map { change in
                    var change = change
                    change.exposure = exposures.exposure(of: key)
                    return change
                }
        }
        guard changes.count < limit else { return changes }
        let known = Set(most)
        let rest = try pending(of: list, limit: limit).filter { !known.contains($0.address.key.bytes) }
        changes += rest.prefix(limit - changes.count)
        return changes
    }

    private func pending(
        of list: PublishedList.ID,
        _ condition: String,
        _ bind: (RawStatement) -> Void
    ) throws -> [ListChange] {
        let query = try RawStatement(
            database,
            "SELECT key, present, \(ListRow.columnText) FROM list_pending WHERE list_id = ?1 \(condition)"
        )
        query.bind(list.number, at: 1)
        bind(query)
        defer { query.reset() }
        var changes: [ListChange] = []
        while try query.step() {
            let key = query.bytes(0)
            let after = query.int64(1) != 0 ? ListRow(query, from: 2) : nil
            changes.append(try change(key, from: try served(key, of: list), to: after))
        }
        return changes
    }

    /// What waits at a key; nil for nothing.
    func waiting(at key: [UInt8], of list: PublishedList.ID, where served: ListRow?) throws -> ListChange? {
        let query = try RawStatement(
            database,
            "SELECT present, \(ListRow.columnText) FROM list_pending WHERE list_id = ? AND key = ?"
        )
        query.bind(list.number, at: 1)
        query.bind(key, at: 2)
        defer { query.reset() }
        guard try query.step() else { return nil }
        return try change(key, from: served, to: query.int64(0) != 0 ? ListRow(query, from: 1) : nil)
    }

    /// The row that is served at a key.
    func served(_ key: [UInt8], of list: PublishedList.ID) throws -> ListRow? {
        try row(key, of: list, at: .max - 1)
    }
}
