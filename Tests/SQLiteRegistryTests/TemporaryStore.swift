import Addresses
import Foundation
import GRDB
import Registry
import Reports
import SQLiteRegistry

/// A registry in a folder of its own, removed at the end.
final class TemporaryStore {
    let folder: URL
    let store: SQLiteStore

    static let now = Timestamp(seconds: 1_800_000_000)

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)")
        store = try SQLiteStore(folder: folder)
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A second look at the same file.
    func database() throws -> DatabaseQueue { try Self.database(in: folder) }

    static func database(in folder: URL) throws -> DatabaseQueue {
        try DatabaseQueue(path: folder.appending(path: SQLiteStore.fileName).path)
    }

    /// Every row of every table, as text.
    static func content(of folder: URL) throws -> [String] {
        let queue = try database(in: folder)
        defer { try? queue.close() }
        return try queue.read { database in
            let tables = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            )
            return try tables.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
            }
        }
    }

    static func snapshot(_ reports: [(Address, Claim)]) throws -> Snapshot {
        var builder = SnapshotBuilder()
        for (address, claim) in reports { try builder.add(address, claim) }
        return builder.finish()
    }
}
