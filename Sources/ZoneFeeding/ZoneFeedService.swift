internal import Foundation
internal import Lists
public import Logging
internal import NIOPosix
public import Registry
public import ServiceLifecycle
internal import Synchronization

/// Brings zones to what their lists serve, as soon as there is another serial, and looks now and then whether they still
/// hold it. A primary that is away is asked less and less often, and delays no other.
public struct ZoneFeedService: Service {
    /// How often the registry is asked.
    static let interval = Duration.milliseconds(200)
    /// How often a primary is asked what its zone holds though nothing changed.
    static let inspection = Duration.seconds(60)
    /// After a failure: how long until it is tried again, at first and at most.
    static let patience = Duration.seconds(1)...Duration.seconds(60)
    /// How many zones are fed at a time.
    static let threadCount = 4

    private let feeder: ZoneFeeder
    private let store: any Store
    private let logger: Logger

    /// A service that feeds the zones that `store` names.
    public init(_ feeder: ZoneFeeder, on store: any Store, logger: Logger) {
        self.feeder = feeder
        self.store = store
        self.logger = logger
    }

    /// What is known of a feed besides its standing.
    private struct Pace {
        var isBusy = false
        /// When it is looked at though nothing changed; nil when it never was.
        var next: ContinuousClock.Instant?
        var failures = 0
        /// The serial that was tried last.
        var tried: Int64?
    }

    /// Feeds until the group shuts down.
    public func run() async throws {
        let threads = NIOThreadPool(numberOfThreads: Self.threadCount)
        threads.start()
        try? await cancelWhenGracefulShutdown {
            let paces = Paces()
            try await withThrowingDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for feed in await feeds(threads) {
                        guard let asks = paces.begin(feed) else { continue }
                        group.addTask {
                            let outcome = await bring(feed, asks: asks, threads)
                            paces.end(feed, hasFailed: outcome?.fault != nil)
                        }
                    }
                    // A timer: other processes publish, who do not tell.
                    try await Task.sleep(for: Self.interval)
                }
            }
        }
        try await threads.shutdownGracefully()
    }

    private func feeds(_ threads: NIOThreadPool) async -> [ZoneFeed] {
        do { return try await threads.runIfActive { [store] in try store.zoneFeeds() } } catch {
            if !Task.isCancelled { logger.error("zones cannot be fed: \(error)") }
            return []
        }
    }

    private func bring(_ feed: ZoneFeed, asks: Bool, _ threads: NIOThreadPool) async -> ZoneFeeder.Outcome? {
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = try? await threads.runIfActive { [feeder, store, logger] in
            let outcome = feeder.bring(feed, asks: asks)
            if outcome.standing != feed.standing {
                do throws(StoreError) { try store.noteStanding(outcome.standing, of: feed.id) } catch {
                    logger.error("zone \(feed.settings.zone.name.text): \(error)")
                }
            }
            return outcome
        }
        outcome?.log(to: logger, of: feed, taking: start.duration(to: clock.now))
        return outcome
    }

    /// When each feed is to be looked at.
    private final class Paces: Sendable {
        private let paces = Mutex<[ZoneFeed.ID: Pace]>([:])

        /// Takes a feed up if it is due.
        /// - Returns: whether the primary has to be asked what it holds; nil when the feed is not due.
        func begin(_ feed: ZoneFeed) -> Bool? {
            paces.withLock { paces in
                var pace = paces[feed.id] ?? Pace()
                let isDue = pace.next.map { ContinuousClock.now >= $0 } ?? true
                let isBehind = feed.standing.serial != feed.listSerial && pace.failures == 0
                guard !pace.isBusy, isDue || isBehind && pace.tried != feed.listSerial else { return nil }
                pace.isBusy = true
                pace.tried = feed.listSerial
                paces[feed.id] = pace
                return isDue
            }
        }

        func end(_ feed: ZoneFeed, hasFailed: Bool) {
            paces.withLock { paces in
                var pace = paces[feed.id] ?? Pace()
                pace.isBusy = false
                pace.failures = hasFailed ? min(pace.failures + 1, 16) : 0
                let wait =
                    hasFailed
                    ? min(patience.lowerBound * (1 << (pace.failures - 1)), patience.upperBound) : inspection
                pace.next = .now + wait
                paces[feed.id] = pace
            }
        }
    }
}

extension ZoneFeeder.Outcome {
    /// Tells what was sent, and what is wrong when that is new.
    fileprivate func log(to logger: Logger, of feed: ZoneFeed, taking duration: Duration) {
        let zone = feed.settings.zone.name.text
        if let push {
            let milliseconds = duration / .milliseconds(1)
            logger.info(
                """
                zone \(zone): from serial \(push.from) to \(push.to), \(push.added) added, \(push.removed) removed, in \
                \(push.messages) messages of at most \(push.byteCount) bytes, \(Int(milliseconds)) ms
                """
            )
        }
        if let file { logger.notice("zone \(zone): the whole zone is in \(file)") }
        if let fault, standing.fault != feed.standing.fault { logger.error("\(fault.description)") }
        if fault == nil, feed.standing.fault != nil {
            logger.notice("zone \(zone): holds what its list serves")
        }
    }
}
