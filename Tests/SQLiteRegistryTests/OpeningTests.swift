import Addresses
import Foundation
import GRDB
import Registry
import Reports
@testable import SQLiteRegistry
import Testing

@Suite struct `Opening a registry` {
    private let folder: URL
    private var file: URL { folder.appending(path: SQLiteStore.fileName) }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)")
    }

    private func open() throws { try SQLiteStore(folder: folder).close() }

    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        do { try body() } catch { return (error as? StoreError)?.code }
        return nil
    }

    private func withFolder(_ body: () throws -> Void) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try body()
    }

    @Test func `makes folder and file for this user only`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try open()
        for (url, expected) in [(folder, 0o700), (file, 0o600)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
            #expect(attributes[.posixPermissions] as? Int == expected)
        }
        #expect(code { try open() } == nil)
    }

    @Test func `ends with closing`() throws {
        try withFolder {
            let store = try SQLiteStore(folder: folder)
            try store.close()
            try store.close()
            #expect(code { _ = try store.counts(for: .system) } == .failed)
            #expect(code { try store.recordFailedFetch(of: Source.ID(1), at: TemporaryStore.now) } == .failed)
        }
    }

    @Test func `refuses what is no database`() throws {
        try withFolder {
            try Data("not a database, but long enough to be read as one".utf8).write(to: file)
            #expect(code { try open() } == .notARegistry)
        }
    }

    @Test func `refuses the database of another program and leaves it alone`() throws {
        try withFolder {
            let queue = try DatabaseQueue(path: file.path)
            try queue.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
            try queue.close()
            let before = try Data(contentsOf: file)
            #expect(code { try open() } == .notARegistry)
            #expect(try Data(contentsOf: file) == before)
        }
    }

    @Test func `refuses what a later version wrote`() throws {
        try withFolder {
            try open()
            let queue = try DatabaseQueue(path: file.path)
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999 tomorrow')") }
            try queue.close()
            #expect(code { try open() } == .newerVersion)
        }
    }

    @Test(arguments: [1, 3])
    func `refuses a file that was cut short`(pages: Int) throws {
        try withFolder {
            try open()
            let content = try Data(contentsOf: file)
            try content.prefix(pages * SQLiteStore.pageSize + 100).write(to: file)
            #expect(code { try open() } == .damaged)
        }
    }

    @Test func `finds damage inside when asked`() throws {
        try withFolder {
            try open()
            var content = try Data(contentsOf: file)
            let start = content.count - SQLiteStore.pageSize
            content.replaceSubrange(start..<(start + 2048), with: Data(repeating: 0xA5, count: 2048))
            try content.write(to: file)
            #expect(
                code {
                    let store = try SQLiteStore(folder: folder)
                    try store.verify()
                } == .damaged
            )
        }
    }

    @Test func `refuses a folder that is a file`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data().write(to: folder)
        #expect(code { try open() } == .cannotOpen)
    }

    /// A released migration never changes: this is what the first one made.
    @Test func `makes the tables of the released migrations`() throws {
        try withFolder {
            let queue = try DatabaseQueue(path: file.path)
            try Schema.migrator.migrate(queue, upTo: Schema.first)
            let schema = try queue.read {
                try String.fetchAll(
                    $0,
                    sql:
                        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'grdb%' ORDER BY name"
                )
            }
            let fixture = try #require(
                Bundle.module.url(forResource: "schema-1", withExtension: "sql", subdirectory: "Fixtures")
            )
            #expect(
                schema.joined(separator: ";\n") + ";\n" == (try String(contentsOf: fixture, encoding: .utf8))
            )
        }
    }

    @Test func `scores again what a registry of the first schema holds inside networks`() throws {
        try withFolder {
            let now = TemporaryStore.now
            let store = try SQLiteStore(folder: folder)
            let source = try store.configure(SourceSettings(name: "a"), at: now).id
            let other = try store.configure(SourceSettings(name: "b"), at: now).id
            let (inside, network) = (try Address("192.0.2.1"), try Address("192.0.2.0/24"))
            let both = [(inside, Claim()), (try Address("198.51.100.1"), Claim())]
            _ = try store.apply(try TemporaryStore.snapshot(both), to: source, at: now, digest: nil)
            _ = try store.apply(
                try TemporaryStore.snapshot([(network, Claim())]),
                to: other,
                at: now,
                digest: nil
            )
            let expected = try store.lookup(inside, for: .system).record?.summary.score
            try store.close()

            let old = folder.appending(path: "new.sqlite")
            try FileManager.default.moveItem(at: file, to: old)
            let queue = try DatabaseQueue(path: file.path)
            try Schema.migrator.migrate(queue, upTo: Schema.first)
            let tables = [
                "source", "snapshot", "address", "verdict", "due", "claim", "report", "revision", "timeline",
                "change",
            ]
            try queue.inDatabase { database in
                try database.execute(sql: "ATTACH ? AS new", arguments: [old.path])
                for table in tables {
                    let names = try database.columns(in: table).map(\.name).joined(separator: ", ")
                    try database.execute(
                        sql: "INSERT INTO main.\(table) (\(names)) SELECT \(names) FROM new.\(table)"
                    )
                }
                try database.execute(sql: "UPDATE main.address SET score = 0 WHERE kind = 1")
            }
            try queue.close()

            let reopened = try SQLiteStore(folder: folder)
            #expect(try reopened.rescoreDue(at: now).rescored == 1)
            #expect(try reopened.lookup(inside, for: .system).record?.summary.score == expected)
            try reopened.close()
        }
    }
}
