import Logging
import LogInputs
import NIOPosix
import Reports
import ServiceLifecycle
import Watchlists

/// Runs the inputs, takes their lines, one batch after the other, and keeps what came of them.
///
/// What is looked for changes only between two batches whose outcome is stored: so it is certain of every line whether
/// it was read before or after an address was listed.
actor Intake: Service {
    /// How long a full spool is waited for before it is asked again.
    private static let fullPause = Duration.seconds(1)

    /// A change of what is looked for, waiting for its moment.
    private struct Replacement {
        let watchlist: Watchlist
        /// Stores the change together with the last observation block before it.
        let store: @Sendable (_ boundary: Int64) throws -> Void
        let continuation: CheckedContinuation<Void, any Error>
    }

    private let inputs: LogInputs
    private let spool: SensorSpool
    private let threads: NIOThreadPool
    private let processor: LineProcessor
    private let logger: Logger
    /// Whether a batch is being stored.
    private var isStoring = false
    private var replacements: [Replacement] = []
    private var boundary: Int64
    /// Says once that there is something to look for.
    private let ready = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    init(
        inputs: LogInputs,
        spool: SensorSpool,
        processor: sending LineProcessor,
        boundary: Int64,
        threads: NIOThreadPool,
        logger: Logger
    ) {
        self.inputs = inputs
        self.spool = spool
        self.processor = processor
        self.boundary = boundary
        self.threads = threads
        self.logger = logger
    }

    /// How the lines fared.
    var counts: LineProcessor.Counts { processor.counts }

    /// Reads the inputs and takes their batches until they end; on graceful shutdown they stop reading, and what they read
    /// is taken.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [inputs] in try await inputs.run() }
            group.addTask { try await self.takeAll() }
            do {
                while try await group.next() != nil {}
            } catch is NothingToLookFor {
                // What was read in vain is read again.
                group.cancelAll()
            }
        }
    }

    /// The sensor stops before it had anything to look for.
    private struct NothingToLookFor: Error {}

    private func takeAll() async throws {
        guard await isReady() else { throw NothingToLookFor() }
        for await batch in inputs.batches {
            try await waitForRoom()
            isStoring = true
            let taken = processor.take(batch)
            let spool = spool
            do {
                boundary = try await threads.runIfActive { try spool.store(taken) }
            } catch {
                isStoring = false
                throw error
            }
            isStoring = false
            inputs.acknowledge(batch.token)
            replaceNow()
        }
    }

    /// Waits until there is something to look for: lines read before would count as read and were never looked at.
    /// - Returns: false when the sensor stops before there is.
    private func isReady() async -> Bool {
        for await _ in ready.stream.cancelOnGracefulShutdown() { return true }
        return false
    }

    private func waitForRoom() async throws {
        var isTold = false
        while try await threads.runIfActive({ [spool] in try spool.isFull() }) {
            if !isTold {
                logger.warning("the spool is full: no lines are read until the hub takes sightings")
            }
            isTold = true
            replaceNow()
            try await Task.sleep(for: Self.fullPause)
        }
    }

    /// Looks for what is on `watchlist`, as soon as what was read before is stored.
    /// - Parameters:
    ///   - watchlist: what is looked for.
    ///   - store: stores the change; is given the number of the last observation block before it.
    /// - Throws: what `store` throws; then nothing changes.
    func watch(
        _ watchlist: Watchlist,
        store: @escaping @Sendable (_ boundary: Int64) throws -> Void
    ) async throws {
        try await withCheckedThrowingContinuation { continuation in
            replacements.append(
                Replacement(watchlist: watchlist, store: store, continuation: continuation)
            )
            if !isStoring { replaceNow() }
        }
    }

    /// On the actor from beginning to end: no line is read in between.
    private func replaceNow() {
        while !replacements.isEmpty {
            let replacement = replacements.removeFirst()
            do {
                try replacement.store(boundary)
                processor.watch(replacement.watchlist)
                ready.continuation.yield()
                replacement.continuation.resume()
            } catch { replacement.continuation.resume(throwing: error) }
        }
    }
}
