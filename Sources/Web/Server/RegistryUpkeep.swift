import Logging
import Registry
import Reports
public import ServiceLifecycle

/// Does in the registry what time alone brings about: scores fall and reports run out.
///
/// Runs as a service. Several processes on one registry may: what one has done is not due for the next.
public struct RegistryUpkeep: Service {
    /// How often the registry is asked what is due.
    static let interval = Duration.seconds(30)

    private let desk: StoreDesk
    private let clock: HubClock
    private let logger: Logger

    init(desk: StoreDesk, clock: HubClock, logger: Logger) {
        self.desk = desk
        self.clock = clock
        self.logger = logger
    }

    /// Keeps the registry up until the service group shuts down. What fails is tried again.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await rescore()
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Scores again what is due now.
    func rescore() async {
        do {
            let now = clock.now
            let outcome = try await desk.ask { try $0.rescoreDue(at: now) }
            guard outcome.rescored > 0 else { return }
            logger.info(
                "scored again what was due",
                metadata: ["addresses": "\(outcome.rescored)", "expired": "\(outcome.expired)"]
            )
        } catch {
            logger.error("what is due could not be scored again", metadata: ["error": "\(error)"])
        }
    }
}
