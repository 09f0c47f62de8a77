internal import Lists
public import Logging
public import NIOPosix
public import Registry
public import Reports
public import ServiceLifecycle

/// Publishes lists as soon as the registry has another revision, allowlists or lists change, or an entry's time is over.
public struct PublisherService: Service {
    /// How often the registry is asked.
    static let interval = Duration.milliseconds(200)
    /// Seconds after which a failure is tried again though nothing changed.
    static let patience: Int64 = 5

    private let publisher: Publisher
    private let store: any Store
    private let threads: NIOThreadPool
    private let logger: Logger
    private let now: @Sendable () -> Timestamp

    /// A service that publishes what `publisher` gives.
    /// - Parameters:
    ///   - publisher: makes the lists.
    ///   - store: the registry it publishes from.
    ///   - threads: threads for the store's calls, running as long as the service.
    ///   - logger: takes what is held and what fails.
    ///   - now: what time it is.
    public init(
        _ publisher: Publisher,
        on store: any Store,
        threads: NIOThreadPool,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.publisher = publisher
        self.store = store
        self.threads = threads
        self.logger = logger
        self.now = now
    }

    /// What was seen when lists were last published, or could not be.
    private struct Seen: Sendable {
        let basis: ListBasis
        let next: Timestamp?
    }

    /// Publishes until the group shuts down.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var seen: Seen?
            while !Task.isCancelled {
                seen = await step(after: seen)
                // A timer: other processes write to the registry, who do not tell.
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    private func step(after seen: Seen?) async -> Seen? {
        let moment = now()
        do {
            return try await threads.runIfActive { [publisher, store, logger] in
                let basis = try store.listBasis()
                if let seen, seen.basis == basis, seen.next.map({ moment < $0 }) ?? true { return seen }
                do throws(StoreError) {
                    for outcome in try publisher.publishAll(at: moment) { outcome.log(to: logger) }
                    // A change that came meanwhile is seen next time.
                    let after = try store.listBasis()
                    let isSame = after.revision == basis.revision && after.policy == basis.policy
                    let next = try publisher.nextMoment(after: moment)
                    return Seen(
                        basis: isSame ? after : basis,
                        next: next.map { max($0, Timestamp(seconds: moment.seconds + 1)) }
                    )
                } catch {
                    logger.error("lists cannot be published: \(error)")
                    return Seen(basis: basis, next: Timestamp(seconds: moment.seconds + Self.patience))
                }
            }
        } catch is CancellationError { return seen } catch {
            logger.error("lists cannot be published: \(error)")
            // Not a wait for something: a registry that does not answer is left alone for a while.
            try? await Task.sleep(for: .seconds(Self.patience))
            return seen
        }
    }
}

extension ListOutcome {
    /// Tells what was published or is held.
    fileprivate func log(to logger: Logger) {
        let name = list.settings.name.text
        if let published {
            let difference = published.difference
            logger.info(
                """
                list \(name): serial \(published.number), \(published.entryCount) entries, \(difference.added) added, \
                \(difference.changed) changed, \(difference.removed) removed
                """
            )
        }
        if let hold = list.hold, hold.cause == .guarded {
            logger.notice("list \(name) is held: \(hold.reason)")
        }
    }
}
