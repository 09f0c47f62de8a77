import Foundation
import GRDB
import Synchronization

/// What a sensor must not forget, in one SQLite file: how far its inputs are read, what was seen and is not at the hub,
/// what was met and is not in the archive, and what it looks for.
///
/// Everything that came of a batch of lines is stored in one transaction with the batch's position, so that each line
/// counts once whatever happens to the process. Functions block their thread.
final class SensorSpool: Sendable {
    /// The file's name in the sensor's folder.
    static let fileName = "spool.sqlite"
    /// Most rows of sightings that wait for the hub with all their detail.
    static let defaultDetailLimit = 1_000_000
    /// The SQLite synchronous levels: commits of lines survive the process, those that somebody was told of also the machine.
    enum Durability: String {
        case process = "NORMAL"
        case machine = "FULL"
    }

    let path: String
    /// Rows of sightings that wait, above which detail is given up.
    let detailLimit: Int
    /// Rows of sightings that wait, or more: what was counted last and what was added since.
    let waitingAtMost = Mutex(0)
    private let queue: DatabaseQueue

    /// The spool in `folder`, made when it is missing.
    /// - Throws: ``SpoolError``.
    init(folder: URL, detailLimit: Int = defaultDetailLimit) throws(SpoolError) {
        path = folder.appending(path: Self.fileName).path
        self.detailLimit = detailLimit
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            var configuration = Configuration()
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000")
            }
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try Self.migrator.migrate(queue)
        } catch { throw SpoolError(path, error) }
        _ = try waiting()
    }

    /// Runs `body` in one transaction that is as durable as said.
    func write<Value>(
        _ durability: Durability,
        _ body: (Database) throws -> Value
    ) throws(SpoolError) -> Value {
        do {
            return try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = \(durability.rawValue)")
                var value: Value?
                try database.inTransaction(.immediate) {
                    value = try body(database)
                    return .commit
                }
                guard let value else { throw DatabaseError(message: "the transaction did not run") }
                return value
            }
        } catch { throw SpoolError(path, error) }
    }

    /// Runs `body` on what is stored.
    func read<Value>(_ body: (Database) throws -> Value) throws(SpoolError) -> Value {
        do { return try queue.read(body) } catch { throw SpoolError(path, error) }
    }

    /// Closes the file.
    func close() throws(SpoolError) {
        do { try queue.close() } catch { throw SpoolError(path, error) }
    }
}

/// Why the spool cannot be used.
struct SpoolError: Error, CustomStringConvertible {
    private let path: String
    private let cause: any Error

    init(_ path: String, _ cause: any Error) {
        self.path = path
        self.cause = cause
    }

    var description: String { "\(path): \(cause)" }
}
