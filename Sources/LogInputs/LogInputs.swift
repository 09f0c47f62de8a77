public import Logging
public import ServiceLifecycle
import NIOPosix
import SystemIO

/// Where the log lines of a sensor come from: files, the standard input, syslog, HTTP.
///
/// Run it as a service beside one consumer, which takes ``batches`` until they end, stores what comes of each together with
/// its position, and then acknowledges it:
///
/// ```swift
/// let inputs = try LogInputs(
///     configurations, folder: "/var/lib/marsad/sensor", resumingFrom: store.positions(), logger: logger)
/// for await batch in inputs.batches {
///     try store.transaction {
///         $0.add(match(batch.lines))
///         if let position = batch.position { $0.set("\(position)", for: "\(position.source)") }
///     }
///     inputs.acknowledge(batch.token)
/// }
/// ```
///
/// What must hold for that to be exactly once, also across a crash, stands in
/// docs/decisions/0009-inputs-exactly-once.md.
public final class LogInputs: Service {
    /// Bounds of what the inputs share.
    public struct Limits: Sendable, Hashable {
        /// Bytes of lines that may wait for the consumer: 64 MiB unless said otherwise, at least 4 MiB.
        public var queuedBytes = 64 << 20
        /// How long an input that stops waits for its last batches to be acknowledged: 30 s unless said otherwise.
        public var drainLimit = Duration.seconds(30)

        /// The usual bounds.
        public init() {}
    }

    /// Most inputs.
    public static let maximumInputs = 256
    /// How often positions are written to the disk that nothing else writes.
    private static let commitInterval = Duration.seconds(1)
    /// How often what is long gone is forgotten.
    private static let tidyInterval = Duration.seconds(3600)

    private let services: [LogInputService]
    private let queue: BatchQueue
    private let outstanding: OutstandingBatches
    private let journal: ResumeJournal
    private let stop: StopSignal
    private let logger: Logger

    /// - Parameters:
    ///   - configurations: the inputs; their names differ.
    ///   - folder: where resume positions are kept, made when it is missing; one process works with it at a time.
    ///   - positions: the last position of each source that the consumer has stored, in any order. They go before what the
    ///     folder says, further or less far; a source without one is taken up as the folder says.
    ///   - limits: bounds of what they share.
    ///   - logger: where first drops and problems are told.
    /// - Throws: ``LogInputError`` when the configurations do not go together or the positions cannot be read.
    public init(
        _ configurations: [LogInputConfiguration],
        folder: String,
        resumingFrom positions: [ResumePosition] = [],
        limits: Limits = Limits(),
        logger: Logger
    ) throws(LogInputError) {
        guard (1...Self.maximumInputs).contains(configurations.count) else {
            throw .configuration("name 1 to \(Self.maximumInputs) inputs, not \(configurations.count)")
        }
        if let double = Dictionary(grouping: configurations, by: \.name).first(where: { $1.count > 1 }) {
            throw .configuration("two inputs are called '\(double.key)'; give one of them another name")
        }
        do throws(ResumeError) {
            journal = try ResumeJournal(folder: folder)
            try journal.resume(from: positions)
        } catch { throw .resume(error) }
        do throws(SystemFailure) { stop = try StopSignal() } catch { throw .configuration(error.detail) }
        queue = BatchQueue(capacity: max(limits.queuedBytes, 4 << 20))
        outstanding = OutstandingBatches(inputCount: configurations.count)
        self.logger = logger
        let reading = ReadingInputs(count: configurations.count) { [queue] in queue.finish() }
        services = configurations.enumerated().map {
            [queue, outstanding, journal, stop] number, configuration in
            let counters = InputCounters(name: configuration.name, logger: logger)
            return LogInputService(
                configuration: configuration,
                port: InputPort(
                    name: configuration.name,
                    number: number,
                    counters: counters,
                    queue: queue,
                    outstanding: outstanding
                ),
                journal: journal,
                stop: stop,
                reading: reading,
                drainLimit: limits.drainLimit,
                logger: logger
            )
        }
    }

    /// The batches of all inputs, for one consumer; they end when every input has ended and the last one is taken.
    public var batches: LineBatches { LineBatches(queue: queue) }

    /// What came of a batch is stored: it is not handed out again. Acknowledging twice does nothing.
    ///
    /// Returns at once; the position is on the disk within a second or so. Batches of one source may be acknowledged in any
    /// order, and count from the first on.
    /// - Parameter token: the batch's token.
    public func acknowledge(_ token: ResumeToken) {
        let wasOut = outstanding.acknowledge(token) { journal.store($0.source, $0.place) }
        if wasOut { queue.settle(1) }
    }

    /// Whether a source may still be taken up. The position of one that may not is of no more use: delete it.
    ///
    /// Files are remembered until they are gone for 30 days, requests for a day.
    public func remembers(_ source: SourceID) -> Bool { journal.remembers(source) }

    /// What the inputs have done so far, in the order of the configuration.
    public func statistics() -> [InputStatistics] {
        services.map(\.statistics)
    }

    /// Bytes of lines that wait for the consumer.
    public var queuedBytes: Int { queue.bytes }

    /// Reads until every input has ended, or until graceful shutdown; then the inputs stop reading, what is out is waited
    /// for as long as the limit allows, and the positions are written.
    /// - Throws: ``LogInputError`` when an input cannot begin, or positions cannot be written at the end.
    public func run() async throws {
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await runServices()
            } onGracefulShutdown: { [stop] in
                stop.set()
            }
        } onCancel: {
            self.abort()
        }
    }

    private func runServices() async throws {
        let pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for service in services { group.addTask { try await service.run() } }
                group.addTask { await self.keepPositions(pool) }
                for _ in services { try await group.next() }
                group.cancelAll()
            }
            try await pool.runIfActive { [journal] in try journal.close() }
        } catch {
            abort()
            _ = try? await pool.runIfActive { [journal] in try journal.close() }
            try? await pool.shutdownGracefully()
            if let error = error as? ResumeError { throw LogInputError.resume(error) }
            throw error
        }
        try await pool.shutdownGracefully()
    }

    /// Writes positions that nothing else writes, and forgets what is long gone, until the task is cancelled.
    private func keepPositions(_ pool: NIOThreadPool) async {
        var tidied = ContinuousClock.now
        // A timer: positions that come together are written together.
        while (try? await Task.sleep(for: Self.commitInterval)) != nil {
            let isTidying = tidied.duration(to: .now) >= Self.tidyInterval
            if isTidying { tidied = .now }
            do {
                try await pool.runIfActive { [journal] in
                    try isTidying ? journal.tidy() : journal.commit()
                }
            } catch { logger.error("resume positions: \(error)") }
        }
    }

    private func abort() {
        stop.set()
        queue.abort()
        outstanding.abort()
    }
}
