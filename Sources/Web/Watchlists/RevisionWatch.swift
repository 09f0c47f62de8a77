import Logging
import Registry
public import ServiceLifecycle

/// Tells who waits that the registry has a later revision, also one that another process wrote.
///
/// Runs as a service; until it does, and after it ended, nobody waits.
public actor RevisionWatch: Service {
    /// How often the registry is asked while somebody waits.
    static let interval = Duration.milliseconds(200)

    private struct Waiter {
        let revision: Int64
        let deadline: ContinuousClock.Instant
        let continuation: CheckedContinuation<Int64, Never>
    }

    private let desk: StoreDesk
    private let logger: Logger
    private var waiters: [Int: Waiter] = [:]
    private var nextNumber = 0
    private var isRunning = false
    private var latest: Int64 = 0

    init(desk: StoreDesk, logger: Logger) {
        self.desk = desk
        self.logger = logger
    }

    /// Asks the registry until the service group shuts down.
    public func run() async throws {
        isRunning = true
        defer { stop() }
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: Self.interval)
                await self.look()
            }
        }
    }

    /// Waits until there is a revision after `revision`.
    /// - Parameters:
    ///   - revision: the one that is known.
    ///   - wait: how long at most.
    /// - Returns: the latest revision, which is a later one unless the time ran out.
    /// - Throws: an error of the registry.
    func revision(after revision: Int64, waiting wait: Duration) async throws -> Int64 {
        latest = try await desk.ask { try $0.revision() }
        guard isRunning, latest <= revision, wait > .zero else { return latest }
        let number = nextNumber
        nextNumber += 1
        let deadline = ContinuousClock.now.advanced(by: wait)
        return await withCheckedContinuation { continuation in
            waiters[number] = Waiter(revision: revision, deadline: deadline, continuation: continuation)
        }
    }

    /// Whether it tells of what comes.
    var isWatching: Bool { isRunning }

    private func look() async {
        guard !waiters.isEmpty else { return }
        do {
            latest = try await desk.ask { try $0.revision() }
        } catch {
            logger.warning("the registry does not tell its revision", metadata: ["error": "\(error)"])
        }
        let now = ContinuousClock.now
        for (number, waiter) in waiters where waiter.revision < latest || waiter.deadline <= now {
            resume(number)
        }
    }

    private func stop() {
        isRunning = false
        for number in waiters.keys { resume(number) }
    }

    private func resume(_ number: Int) {
        waiters.removeValue(forKey: number)?.continuation.resume(returning: latest)
    }
}
