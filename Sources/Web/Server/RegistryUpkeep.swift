import Logging
import Registry
import Reports
public import ServiceLifecycle

/// Does what time alone brings about: scores fall, reports run out, what sources are worth is learnt anew, geography
/// databases are replaced; and notes when tokens were last used, many uses in one write.
///
/// Runs as a service. Several processes on one registry may: what one has done is not due for the next.
public struct RegistryUpkeep: Service {
    /// How often the registry is asked what is due.
    static let interval = Duration.seconds(30)

    private let desk: StoreDesk
    private let enrichment: EnrichmentShelf
    private let tokens: TokenCache
    private let clock: HubClock
    private let logger: Logger

    init(desk: StoreDesk, enrichment: EnrichmentShelf, tokens: TokenCache, clock: HubClock, logger: Logger) {
        self.desk = desk
        self.enrichment = enrichment
        self.tokens = tokens
        self.clock = clock
        self.logger = logger
    }

    /// Keeps the registry up until the service group shuts down. What fails is tried again.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await refreshEnrichment()
                await rescore()
                await learn()
                await recordUses()
                // A timer: what is due comes by itself.
                try await Task.sleep(for: Self.interval)
            }
        }
        await recordUses()
    }

    /// Notes when tokens were last used.
    func recordUses() async {
        let uses = tokens.takeUses()
        guard !uses.isEmpty else { return }
        do { try await desk.ask { try $0.recordUse(of: uses) } } catch {
            logger.error("the last use of tokens could not be noted", metadata: ["error": "\(error)"])
        }
    }

    private func refreshEnrichment() async {
        do {
            for failure in try await desk.ask({ [enrichment] in try enrichment.refresh($0) }) {
                logger.warning("a geography database is not used", metadata: ["error": "\(failure)"])
            }
        } catch {
            logger.error("what is known of addresses is not renewed", metadata: ["error": "\(error)"])
        }
    }

    /// Learns what sources are worth, where that is due: step by step, so that others write in between.
    private func learn() async {
        do {
            while !Task.isCancelled {
                let now = clock.now
                let outcome = try await desk.ask { try $0.learnWorth(at: now) }
                guard outcome.isUnfinished else { return }
            }
        } catch {
            logger.error("what sources are worth could not be learnt", metadata: ["error": "\(error)"])
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
