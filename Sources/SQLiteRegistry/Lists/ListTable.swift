import Addresses
import Foundation
import GRDB
import Lists
import Registry
import Reports

/// The rows of `list` and what is counted of each.
struct ListTable {
    let database: Database
    let path: String
    /// Whether what waits and what is withheld is counted, too.
    var counts = true

    /// A list, with the version of what decides besides revisions under which it was computed.
    struct Stored {
        var list: PublishedList
        let policy: Int64
    }

    private static let columns = """
        SELECT id, name, settings, serial, entries, revision, policy, published_at, hold_cause, hold_reason, held_by,
            held_at, created_at FROM list
        """

    func all() throws -> [Stored] {
        try Row.fetchAll(database, sql: Self.columns + " ORDER BY name").map(stored)
    }

    func list(named name: ListName) throws -> Stored? {
        try Row.fetchOne(database, sql: Self.columns + " WHERE name = ?", arguments: [name.text]).map(stored)
    }

    /// The list called `name`.
    /// - Throws: `notFound` when there is none.
    func existing(_ name: ListName) throws -> Stored {
        guard let stored = try list(named: name) else { throw StoreError(.notFound, "list \(name.text)") }
        return stored
    }

    func insert(_ settings: ListSettings, at: Timestamp) throws {
        try database.execute(
            sql: "INSERT INTO list (name, settings, created_at) VALUES (?, ?, ?)",
            arguments: [settings.name.text, try StoredListSettings(settings).text, at.seconds]
        )
        try noteChange()
    }

    /// Gives the list other settings; it is computed from the start next time.
    func update(_ settings: ListSettings) throws {
        try database.execute(
            sql: "UPDATE list SET settings = ?, policy = -1 WHERE name = ?",
            arguments: [try StoredListSettings(settings).text, settings.name.text]
        )
        try noteChange()
    }

    func delete(_ id: PublishedList.ID) throws {
        for table in ["entry", "pending", "withheld", "serial", "change", "receipt"] {
            try database.execute(sql: "DELETE FROM list_\(table) WHERE list_id = ?", arguments: [id.number])
        }
        try database.execute(sql: "DELETE FROM zone_feed WHERE list_id = ?", arguments: [id.number])
        try database.execute(sql: "DELETE FROM list WHERE id = ?", arguments: [id.number])
        try noteChange()
    }

    /// Writes how the list stands: serial, entries, hold, and up to where it is computed.
    func store(_ list: PublishedList, policy: Int64, isOtherSerial: Bool = false) throws {
        if isOtherSerial { try noteChange() }
        try database.execute(
            sql: """
                UPDATE list SET serial = ?, entries = ?, revision = ?, policy = ?, published_at = ?, hold_cause = ?,
                    hold_reason = ?, held_by = ?, held_at = ? WHERE id = ?
                """,
            arguments: [
                list.serial, list.entryCount, list.revision, policy, list.publishedAt?.seconds,
                list.hold?.cause.rawValue, list.hold?.reason, list.hold?.who, list.hold?.at.seconds,
                list.id.number,
            ]
        )
    }

    /// Counts that a list was made, changed, held or released.
    func noteChange() throws {
        try database.execute(sql: "UPDATE list_basis SET lists = lists + 1")
    }

    func basis() throws -> ListBasis {
        let row = try Row.fetchOne(database, sql: "SELECT policy, lists FROM list_basis")
        return ListBasis(
            revision: try RevisionTable(database: database).last(),
            policy: row?[0] ?? 0,
            lists: row?[1] ?? 0
        )
    }

    /// How many entries wait, by what becomes of them.
    func pending(of list: PublishedList.ID) throws -> ListDifference {
        var difference = ListDifference()
        let rows = try Row.fetchAll(
            database,
            sql:
                "SELECT present, was, ended, count(*) FROM list_pending WHERE list_id = ? GROUP BY present, was, ended",
            arguments: [list.number]
        )
        for row in rows {
            let count: Int = row[3]
            switch (row[0] as Bool, row[1] as Bool) {
            case (true, false): difference.added += count
            case (true, true): difference.changed += count
            case (false, _):
                difference.removed += count
                if row[2] as Bool { difference.ended += count }
            }
        }
        return difference
    }

    private static let withheldColumns = "SELECT key, reason, stops, since, seen_by FROM list_withheld"

    /// Addresses that allowlists keep off, those that stop the list unseen first.
    func withheld(
        of list: PublishedList.ID,
        onlyStopping: Bool,
        skipping: Int = 0,
        limit: Int
    ) throws -> [WithheldAddress] {
        try Row.fetchAll(
            database,
            sql: """
                \(Self.withheldColumns) WHERE list_id = ? \(onlyStopping ? "AND stops = 1 AND seen_by IS NULL" : "")
                ORDER BY stops = 0 OR seen_by IS NOT NULL, key LIMIT ? OFFSET ?
                """,
            arguments: [list.number, limit, skipping]
        )
        .map(withheld)
    }

    /// What keeps the address with a key off; nil for nothing.
    func withheld(at key: [UInt8], of list: PublishedList.ID) throws -> WithheldAddress? {
        try Row.fetchOne(
            database,
            sql: Self.withheldColumns + " WHERE list_id = ? AND key = ?",
            arguments: [list.number, Data(key)]
        )
        .map(withheld)
    }

    private func withheld(_ row: Row) throws -> WithheldAddress {
        guard let address = Address(key: AddressKey(bytes: Array(row[0] as Data))) else {
            throw StoreError(.damaged, "\(path), list_withheld")
        }
        return WithheldAddress(
            address: address,
            reason: row[1],
            stops: row[2],
            since: Timestamp(seconds: row[3]),
            seenBy: row[4]
        )
    }

    /// How many addresses allowlists keep off, and how many of them stop the list and nobody has seen.
    func withheldCounts(of list: PublishedList.ID) throws -> (all: Int, stopping: Int) {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*), coalesce(sum(stops = 1 AND seen_by IS NULL), 0) FROM list_withheld WHERE list_id = ?
                """,
            arguments: [list.number]
        )
        return (row?[0] ?? 0, row?[1] ?? 0)
    }

    private func stored(_ row: Row) throws -> Stored {
        let name: String = row[1]
        guard let listName = ListName(name),
            let settings = try? StoredListSettings(text: row[2]).settings(named: listName)
        else { throw StoreError(.damaged, "\(path), list \(name)") }
        var hold: PublishedList.Hold?
        if let cause = (row[8] as UInt8?).flatMap(PublishedList.Hold.Cause.init) {
            hold = PublishedList.Hold(
                cause: cause,
                reason: row[9] ?? "",
                who: row[10] ?? "",
                at: Timestamp(seconds: row[11] ?? 0)
            )
        }
        let id = PublishedList.ID(row[0])
        let list = PublishedList(
            id: id,
            settings: settings,
            serial: row[3],
            entryCount: row[4],
            publishedAt: (row[7] as Int64?).map(Timestamp.init(seconds:)),
            hold: hold,
            pending: counts ? try pending(of: id) : ListDifference(),
            withheldCount: counts ? try withheldCounts(of: id).all : 0,
            revision: row[5],
            createdAt: Timestamp(seconds: row[12])
        )
        return Stored(list: list, policy: row[6])
    }
}
