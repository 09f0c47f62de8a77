public import Foundation
internal import GRDB
public import Registry
public import Reputation

/// A registry in one SQLite file (WAL): one writer, many readers.
///
/// A commit survives the death of the process; after a power failure the last commits may be missing, but the file is
/// whole (`synchronous = NORMAL`).
public final class SQLiteStore: Store {
    /// The name of the file in the data folder.
    public static let fileName = "registry.sqlite"
    /// The name of the file beside it that holds the key of the audit seals.
    public static let keyFileName = AuditKeyFile.name
    /// How long a write waits for another process's write, in seconds.
    public static let busyTimeout = 30.0
    /// Memory that the writer keeps of the file, in KiB.
    static let writerCacheSize = 64 * 1024
    /// Memory that each reader keeps of the file, in KiB.
    static let readerCacheSize = 16 * 1024
    /// Size of a page of a new file, in bytes: a refresh touches nearly every page, so few large ones cost less.
    static let pageSize = 16 * 1024

    /// The file.
    public let path: String
    let model: ReputationModel
    let seal: AuditSeal
    private let writer: DatabaseQueue
    private let readers: Readers

    /// Opens the registry in `folder`, or makes one there. A folder and a file that are made are for this user only.
    /// - Parameters:
    ///   - folder: the data folder.
    ///   - model: how addresses are scored.
    /// - Throws: ``StoreError`` when the folder or file cannot be used, is no registry, is damaged, or was written by
    ///   a later version.
    public init(folder: URL, model: ReputationModel = ReputationModel()) throws(StoreError) {
        let file = folder.appending(path: Self.fileName)
        path = file.path(percentEncoded: false)
        self.model = model
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StoreError(.cannotOpen, folder.path(percentEncoded: false), underlying: error)
        }
        do {
            let migrator = Schema.migrator
            if FileManager.default.fileExists(atPath: path) {
                try Self.check(path, migrator: migrator)
            } else {
                // Its log and index take their permissions from it.
                let isMade = FileManager.default.createFile(
                    atPath: path,
                    contents: nil,
                    attributes: [.posixPermissions: 0o600]
                )
                guard isMade else { throw StoreError(.cannotOpen, path) }
            }
            seal = AuditSeal(key: try AuditKeyFile.key(in: folder))
            writer = try DatabaseQueue(path: path, configuration: Self.writing)
            try migrator.migrate(writer)
            readers = Readers(path: path, configuration: Self.reading)
        } catch {
            throw StoreError(wrapping: error, path: file.path(percentEncoded: false), whileOpening: true)
        }
    }

    /// Refuses a file of another program or of a later version, without writing to it.
    private static func check(_ path: String, migrator: DatabaseMigrator) throws {
        let queue = try DatabaseQueue(path: path, configuration: reading)
        try queue.read { database in
            let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
            let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            guard isEmpty || application == Schema.applicationID else {
                throw StoreError(.notARegistry, path)
            }
            guard try !migrator.hasBeenSuperseded(database) else { throw StoreError(.newerVersion, path) }
        }
        try queue.close()
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "registry"
        configuration.busyMode = .timeout(busyTimeout)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            let size = database.configuration.readonly ? readerCacheSize : writerCacheSize
            try database.execute(sql: "PRAGMA cache_size = -\(size)")
            try database.execute(sql: "PRAGMA page_size = \(pageSize)")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    private static var writing: Configuration {
        var configuration = configuration
        configuration.journalMode = .wal
        return configuration
    }

    private static var reading: Configuration {
        var configuration = configuration
        configuration.readonly = true
        return configuration
    }

    /// Lets go of the file. Reads and writes under way end first; later ones fail.
    ///
    /// All is then in the one file, unless another process has it open: then the log beside it remains.
    public func close() throws(StoreError) {
        _ = try? writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        do {
            try readers.close()
            try writer.close()
        } catch { throw StoreError(wrapping: error, path: path) }
    }

    /// Checks the whole file (`PRAGMA quick_check`): seconds for a large one.
    /// - Throws: ``StoreError/Code/damaged`` with the first fault.
    public func verify() throws(StoreError) {
        let fault = try read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        guard fault == "ok" else { throw StoreError(.damaged, "\(path): \(fault ?? "no answer")") }
    }

    /// Reads the registry as of one moment.
    ///
    /// The transaction is begun by hand: GRDB's own way of guarding a read costs several times what a lookup does. The
    /// connection is read-only all the same.
    func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do {
            return try readers.read { database in
                try RawStatement(database, "BEGIN").run()
                defer { try? RawStatement(database, "COMMIT").run() }
                return try body(database)
            }
        } catch { throw StoreError(wrapping: error, path: path) }
    }

    func write<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do { return try writer.write(body) } catch { throw StoreError(wrapping: error, path: path) }
    }
}
