import Addresses
import HuntArchive
import Logging
import NIOPosix
import Observations
import Reports
import ServiceLifecycle

/// Brings what was met into the archive, and hunts there for what is listed anew; one thing after the other, in the order
/// in which they came up, so that no meeting is told twice or not at all.
final class Archivist: Service {
    /// How long observations are gathered.
    static let gathering = Duration.seconds(60)
    /// Bytes of observations that are archived at once without waiting.
    static let gatheredBytes = 64 << 20
    /// How often the archive is tidied: old days removed, tables joined.
    static let tidying = Duration.seconds(600)
    /// How often it is looked what there is to do.
    private static let interval = Duration.milliseconds(500)

    let spool: SensorSpool
    let archive: ArchiveWriter
    let sensor: SensorNumber
    private let threads: NIOThreadPool
    let logger: Logger
    let clock: @Sendable () -> Timestamp
    private let wishes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    /// What is lost while the sensor does not run: lines that nobody sends again.
    let losesWhileStopped: Bool

    init(
        spool: SensorSpool,
        archive: ArchiveWriter,
        sensor: SensorNumber,
        losesWhileStopped: Bool,
        threads: NIOThreadPool,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.spool = spool
        self.archive = archive
        self.sensor = sensor
        self.losesWhileStopped = losesWhileStopped
        self.threads = threads
        self.logger = logger
        self.clock = clock
    }

    /// There is something to hunt.
    func hunt() {
        wishes.continuation.yield()
    }

    func run() async throws {
        try await run { [self] in try noteStart() }
        try? await cancelWhenGracefulShutdown { try await self.work() }
        wishes.continuation.finish()
        try await run { [self] in
            try huntAll()
            try archiveAll()
        }
    }

    private func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await threads.runIfActive(body)
    }

    private func work() async throws {
        var archived = ContinuousClock.now
        var tidied = ContinuousClock.now
        while !Task.isCancelled {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { [wishes] in for await _ in wishes.stream { return } }
                group.addTask { try await Task.sleep(for: Self.interval) }
                try await group.next()
                group.cancelAll()
            }
            try Task.checkCancellation()
            let isDue = archived.duration(to: .now) >= Self.gathering
            let isArchiving = try await run { [self] in
                try huntAll()
                let isFull = try spool.observedWaiting().bytes >= Self.gatheredBytes
                guard isDue || isFull else { return false }
                try archiveAll()
                return true
            }
            if isArchiving { archived = .now }
            if tidied.duration(to: .now) >= Self.tidying {
                tidied = .now
                try await run { [archive, clock] in _ = try archive.maintain(at: clock()) }
            }
        }
    }
}
