import Logging
import NIOPosix
import Reports

/// What all parts of a sensor share: the spool, threads for what blocks, where to tell what happens, and the clock.
struct SensorContext: Sendable {
    let spool: SensorSpool
    let threads: NIOThreadPool
    let logger: Logger
    let clock: @Sendable () -> Timestamp

    /// Calls `body`, which blocks, off the tasks' threads.
    func blocking<Value: Sendable>(
        _ body: @escaping @Sendable (SensorSpool) throws -> Value
    ) async throws -> Value {
        try await threads.runIfActive { [spool] in try body(spool) }
    }
}
