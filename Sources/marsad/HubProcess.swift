import Logging
import ServiceLifecycle
import SQLiteRegistry
import UnixSignals
import Web

/// A hub with what runs beside it, until it is told to stop.
struct HubProcess {
    let store: SQLiteStore
    let configuration: HubConfiguration
    let listening: ListeningOptions
    let logger: Logger
    /// What runs beside the hub, stopped before it.
    var services: [any Service] = []

    /// What tells an operator what happens, on standard error.
    static func makeLogger() -> Logger {
        Logger(label: "marsad") { StreamLogHandler.standardError(label: $0) }
    }

    /// Serves until SIGTERM or SIGINT.
    /// - Parameter onStart: is told the hub's address once it listens.
    /// - Throws: `CommandFailure`.
    func run(onStart: @escaping @Sendable (String) async -> Void) async throws {
        let threads = HubThreads()
        let hub = Hub(
            on: store,
            configuration: configuration,
            threads: threads,
            allowlist: try AskedAllowlist.base(of: store),
            logger: logger
        )
        do {
            let application = try hub.application(logger: logger) { [listening] port in
                await onStart(listening.address(port: port))
            }
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    // Stopped in the opposite order: first what requests wait for.
                    services: [application] + hub.services + services,
                    gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: logger
                )
            )
            try await group.run()
            try await threads.shutDown()
            try store.close()
        } catch { throw CommandFailure.operationFailed("\(listening.listen): \(error)") }
    }
}
