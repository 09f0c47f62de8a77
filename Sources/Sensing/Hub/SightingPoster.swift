import Logging
import NIOPosix
import Reports
import ServiceLifecycle
import Synchronization

/// Sends what was seen to the hub, batch after batch, each until the hub has it.
final class SightingPoster: Service {
    /// How long sightings are gathered before they are sent.
    static let gathering = Duration.milliseconds(250)
    /// How long what waits is still sent when the sensor stops.
    static let farewell = Duration.seconds(15)

    private let spool: SensorSpool
    private let hub: HubClient
    private let threads: NIOThreadPool
    private let logger: Logger
    private let clock: @Sendable () -> Timestamp
    private let counts = Mutex(Counts())

    /// What was sent.
    struct Counts: Sendable {
        var batches = 0
        var unregistered = 0
        var refused = 0
        /// Why the hub has not taken the last batch; nil when it has.
        var trouble: String?
    }

    init(
        spool: SensorSpool,
        hub: HubClient,
        threads: NIOThreadPool,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.spool = spool
        self.hub = hub
        self.threads = threads
        self.logger = logger
        self.clock = clock
    }

    /// What was sent so far.
    var statistics: Counts { counts.withLock { $0 } }

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await self.postForever() }
        await sayFarewell()
    }

    private func postForever() async throws {
        var pause = Pause()
        while !Task.isCancelled {
            do {
                if try await postNext() == nil {
                    try await Task.sleep(for: Self.gathering)
                }
                pause.reset()
            } catch is CancellationError { return } catch let error as SpoolError { throw error } catch {
                fail(error)
                do { try await pause.wait() } catch { return }
            }
        }
    }

    /// Sends what is left, as long as the hub takes it.
    private func sayFarewell() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do { while try await self.postNext() != nil {} } catch { self.fail(error) }
            }
            group.addTask { try? await Task.sleep(for: Self.farewell) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Sends the next batch.
    /// - Returns: its number; nil when nothing waits.
    private func postNext() async throws -> Int64? {
        guard let batch = try await threads.runIfActive({ [spool] in try spool.nextBatch() }) else {
            return nil
        }
        do {
            switch try await hub.post(batch) {
            case .recorded(let unregistered):
                counts.withLock {
                    $0.batches += 1
                    $0.unregistered += unregistered
                }
                try await settle(batch)
            case .known: try await settle(batch)
            case .outOfOrder(let awaited) where awaited > batch.sequence: try await settle(batch)
            case .outOfOrder(let awaited):
                logger.warning(
                    "the hub does not know what it took before; a new spool begins",
                    metadata: ["awaited": "\(awaited)", "sequence": "\(batch.sequence)"]
                )
                try await threads.runIfActive { [spool] in try spool.begin(.random()) }
            }
        } catch let failure as HubFailure where failure.isFinal {
            counts.withLock { $0.refused += 1 }
            logger.error("the hub refuses a batch, which is kept aside: \(failure)")
            let now = clock()
            try await threads.runIfActive { [spool] in try spool.refuse(batch, "\(failure)", at: now) }
        }
        return batch.sequence
    }

    private func settle(_ batch: OutgoingBatch) async throws {
        counts.withLock { $0.trouble = nil }
        try await threads.runIfActive { [spool] in try spool.settle(batch) }
    }

    /// Tells a trouble once.
    private func fail(_ error: any Error) {
        let text = "\(error)"
        let isNew = counts.withLock { counts in
            defer { counts.trouble = text }
            return counts.trouble != text
        }
        if isNew { logger.warning("sightings wait in the spool: \(text)") }
    }
}
