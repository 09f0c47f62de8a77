public import Addresses
import Foundation
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``ListStore/nextListMoment()``.
    public func nextListMoment() throws(StoreError) -> Timestamp? {
        try read { database in
            let moments = try Self.nextMoments.compactMap { sql in try Int64.fetchOne(database, sql: sql) }
            return moments.min().map(Timestamp.init(seconds:))
        }
    }

    /// When an entry is due, when a score crosses a level or a report ends, when an allowance ends, and when what waits for
    /// a list's interval may go out.
    static let nextMoments = [
        "SELECT min(due) FROM list_entry INDEXED BY list_entry_due WHERE until IS NULL AND due IS NOT NULL",
        "SELECT min(due) FROM list_pending INDEXED BY list_pending_due WHERE due IS NOT NULL",
        "SELECT min(at) FROM due",
        "SELECT min(next_crossing) FROM overlay WHERE is_active = 1 AND next_crossing IS NOT NULL",
        """
        SELECT min(published_at + json_extract(settings, '$.interval')) FROM list
        WHERE hold_cause IS NULL AND json_extract(settings, '$.interval') IS NOT NULL
            AND EXISTS (SELECT 1 FROM list_pending WHERE list_id = list.id)
        """,
    ]

    /// See ``ListStore/listSerials(of:limit:)``.
    public func listSerials(of list: PublishedList.ID, limit: Int) throws(StoreError) -> [ListSerial] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: Self.serialColumns + " WHERE list_id = ? ORDER BY number DESC LIMIT ?",
                arguments: [list.number, limit]
            )
            .map(Self.serial)
        }
    }

    static let serialColumns =
        "SELECT number, at, cause, who, added, changed, removed, ended, entries, note FROM list_serial"

    static func serial(_ row: Row) -> ListSerial {
        ListSerial(
            number: row[0],
            at: Timestamp(seconds: row[1]),
            cause: ListSerial.Cause(rawValue: row[2]) ?? .changed,
            who: row[3],
            difference: ListDifference(added: row[4], changed: row[5], removed: row[6], ended: row[7]),
            entryCount: row[8],
            note: row[9]
        )
    }

    /// See ``ListStore/forEachListedAddress(of:serial:_:)``.
    public func forEachListedAddress(
        of list: PublishedList.ID,
        serial: Int64,
        _ body: (ListedAddress) throws -> Void
    ) throws {
        let references = ListReference(key: try hashKey())
        let refusal = try read { database in
            try ListReader(database: database, references: references).forEach(
                of: list,
                serial: serial,
                body
            )
        }
        if let refusal { throw refusal }
    }

    /// See ``ListStore/listedAddress(_:of:serial:)``.
    public func listedAddress(
        _ address: Address,
        of list: PublishedList.ID,
        serial: Int64
    ) throws(StoreError) -> ListedAddress? {
        let references = ListReference(key: try hashKey())
        return try read { database in
            let reader = ListReader(database: database, references: references)
            let key = address.key.bytes
            return try reader.row(key, of: list, at: serial)?.listed(key, references)
        }
    }

    /// See ``ListStore/forEachListChange(of:from:to:_:)``.
    public func forEachListChange(
        of list: PublishedList.ID,
        from earlier: Int64,
        to later: Int64,
        _ body: (ListChange) throws -> Void
    ) throws {
        let references = ListReference(key: try hashKey())
        var refusal: (any Error)?
        try read { database in
            let reader = ListReader(database: database, references: references)
            for serial in [earlier, later] { try reader.require(serial, of: list) }
            for key in try reader.changedKeys(of: list, from: earlier, to: later) {
                let before = try reader.row(key, of: list, at: earlier)
                let after = try reader.row(key, of: list, at: later)
                if before == nil, after == nil { continue }
                if let before, let after, before.tellsTheSame(as: after) { continue }
                let change = try reader.change(key, from: before, to: after)
                do { try body(change) } catch {
                    refusal = error
                    return
                }
            }
        }
        if let refusal { throw refusal }
    }

    /// See ``ListStore/pendingListChanges(of:after:limit:)``.
    public func pendingListChanges(
        of list: PublishedList.ID,
        after key: AddressKey?,
        limit: Int
    ) throws(StoreError) -> [ListChange] {
        let references = ListReference(key: try hashKey())
        return try read { database in
            try ListReader(database: database, references: references)
                .pending(of: list, after: key?.bytes ?? [], limit: limit)
        }
    }

    /// See ``ListStore/withheldAddresses(of:skipping:limit:)``.
    public func withheldAddresses(
        of list: PublishedList.ID,
        skipping: Int,
        limit: Int
    ) throws(StoreError) -> [WithheldAddress] {
        try read {
            try ListTable(database: $0, path: path)
                .withheld(of: list, onlyStopping: false, skipping: skipping, limit: limit)
        }
    }

    /// See ``ListStore/address(ofReference:)``.
    public func address(ofReference text: String) throws(StoreError) -> AddressSummary? {
        guard let id = ListReference(key: try hashKey()).id(of: text) else { return nil }
        return try read { database in
            let query = try RawStatement(database, SummaryQuery(for: .system).numbered)
            query.bind(id, at: 1)
            return try SummaryQuery.all(query, path: path).first
        }
    }
}
