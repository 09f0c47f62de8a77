import Dispatch
import GRDB
import Synchronization

/// The connections that read, made when they are needed, each lent to one thread at a time.
///
/// GRDB's pool does the same through four dispatch queues: a third of a lookup.
final class Readers: Sendable {
    /// Reads at a time; more wait.
    static let maximumCount = 16

    private struct State {
        var idle: [DatabaseQueue] = []
        var isClosed = false
    }

    private let path: String
    private let configuration: Configuration
    private let places = DispatchSemaphore(value: maximumCount)
    private let state = Mutex(State())

    /// - Parameters:
    ///   - path: a file in WAL mode.
    ///   - configuration: of connections that may write nothing.
    init(path: String, configuration: Configuration) {
        self.path = path
        self.configuration = configuration
    }

    /// Calls `body` with a connection, outside a transaction; the calling thread waits for one if it must.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        places.wait()
        defer { places.signal() }
        let reader = try take()
        defer { giveBack(reader) }
        return try reader.unsafeRead(body)
    }

    /// Closes the connections; those that are lent are closed when they come back, and no more are made.
    func close() throws {
        let idle = state.withLock { state in
            state.isClosed = true
            defer { state.idle = [] }
            return state.idle
        }
        for reader in idle { try reader.close() }
    }

    private func take() throws -> DatabaseQueue {
        let (reader, isClosed) = state.withLock { ($0.idle.popLast(), $0.isClosed) }
        if let reader { return reader }
        if isClosed { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the registry was closed") }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private func giveBack(_ reader: DatabaseQueue) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.idle.append(reader) }
            return state.isClosed
        }
        if isClosed { try? reader.close() }
    }
}
