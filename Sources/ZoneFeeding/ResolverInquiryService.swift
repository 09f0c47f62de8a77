internal import Lists
public import Logging
internal import NIOPosix
public import Registry
public import ServiceLifecycle
internal import Synchronization

/// Asks the resolvers of zones what they hold: often while they are behind, else every minute.
public struct ResolverInquiryService: Service {
    /// How often the registry is asked who is behind.
    static let interval = Duration.seconds(1)
    /// How often a resolver is asked that is behind.
    static let pursuit = Duration.seconds(5)
    /// How often any other is asked.
    static let inspection = Duration.seconds(60)
    /// How many are asked at a time.
    static let threadCount = 4

    private let inquiry: ResolverInquiry
    private let store: any Store
    private let logger: Logger

    /// A service that asks the resolvers that `store` names.
    public init(_ inquiry: ResolverInquiry, on store: any Store, logger: Logger) {
        self.inquiry = inquiry
        self.store = store
        self.logger = logger
    }

    /// Which resolver.
    private struct Key: Hashable {
        let zone: String
        let name: String

        init(_ resolver: ZoneResolver) {
            zone = resolver.zone.text
            name = resolver.name.text
        }
    }

    /// When resolvers were asked last, and who is being asked.
    private final class Schedule: Sendable {
        private struct State {
            var last: [Key: ContinuousClock.Instant] = [:]
            var busy: Set<Key> = []
        }

        private let state = Mutex(State())

        func begin(_ resolver: ZoneResolver) -> Bool {
            let key = Key(resolver)
            let isBehind = resolver.finding.serial != resolver.listSerial
            return state.withLock { state in
                guard !state.busy.contains(key) else { return false }
                if let last = state.last[key] {
                    guard ContinuousClock.now >= last + (isBehind ? pursuit : inspection) else {
                        return false
                    }
                }
                state.last[key] = .now
                state.busy.insert(key)
                return true
            }
        }

        func end(_ resolver: ZoneResolver) {
            state.withLock { _ = $0.busy.remove(Key(resolver)) }
        }
    }

    /// Asks until the group shuts down.
    public func run() async throws {
        let threads = NIOThreadPool(numberOfThreads: Self.threadCount)
        threads.start()
        try? await cancelWhenGracefulShutdown {
            let schedule = Schedule()
            try await withThrowingDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for resolver in await resolvers(threads) where schedule.begin(resolver) {
                        group.addTask {
                            await ask(resolver, threads)
                            schedule.end(resolver)
                        }
                    }
                    // A timer: resolvers do not tell when they change.
                    try await Task.sleep(for: Self.interval)
                }
            }
        }
        try await threads.shutdownGracefully()
    }

    private func resolvers(_ threads: NIOThreadPool) async -> [ZoneResolver] {
        do { return try await threads.runIfActive { [store] in try store.zoneResolvers() } } catch {
            if !Task.isCancelled { logger.error("resolvers cannot be asked: \(error)") }
            return []
        }
    }

    private func ask(_ resolver: ZoneResolver, _ threads: NIOThreadPool) async {
        do {
            try await threads.runIfActive { [inquiry, store, logger] in
                let finding = inquiry.ask(resolver)
                try store.noteFinding(finding, of: resolver)
                if let fault = finding.fault, fault != resolver.finding.fault {
                    logger.notice("zone \(resolver.zone.text), resolver \(resolver.name.text): \(fault)")
                }
            }
        } catch {
            if !Task.isCancelled { logger.error("resolver \(resolver.name.text): \(error)") }
        }
    }
}
