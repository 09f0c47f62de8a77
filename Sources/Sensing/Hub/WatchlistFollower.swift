import Foundation
import Logging
import NIOPosix
import Reports
import ServiceLifecycle
import Watchlists

/// Keeps what the sensor looks for what its hub says: fetches the watchlist once, and then what changes.
final class WatchlistFollower: Service {
    /// Changes since the file was written, above which it is written anew.
    static let maximumChanges = 100_000
    /// How long the hub is not asked again after an answer that says nothing new.
    private static let idlePause = Duration.milliseconds(100)

    private let folder: URL
    private let spool: SensorSpool
    private let hub: HubClient
    private let intake: Intake
    private let archivist: Archivist
    private let threads: NIOThreadPool
    private let logger: Logger
    private let clock: @Sendable () -> Timestamp

    init(
        folder: URL,
        spool: SensorSpool,
        hub: HubClient,
        intake: Intake,
        archivist: Archivist,
        threads: NIOThreadPool,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.folder = folder
        self.spool = spool
        self.hub = hub
        self.intake = intake
        self.archivist = archivist
        self.threads = threads
        self.logger = logger
        self.clock = clock
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown { try await self.follow() }
    }

    private func follow() async throws {
        var current = try await stored()
        if let current { try await intake.watch(current) { _ in } }
        var pause = Pause()
        while !Task.isCancelled {
            do {
                if let known = current {
                    current = try await next(after: known) ?? known
                } else {
                    current = try await fetched(replacing: nil)
                }
                pause.reset()
            } catch is CancellationError { throw CancellationError() } catch {
                logger.warning("the watchlist stays as it is: \(error)")
                try await pause.wait()
            }
        }
    }

    /// What was looked for before the sensor stopped; nil when there is nothing, or it is damaged.
    private func stored() async throws -> Watchlist? {
        try await threads.runIfActive { [spool, folder, logger] in
            guard let stored = try spool.watchlist() else { return nil }
            do {
                var watchlist = try Watchlist(path: folder.appending(path: stored.file).path)
                for bytes in stored.deltas {
                    watchlist = try watchlist.applying(try WatchlistDelta(bytes: bytes))
                }
                return watchlist
            } catch {
                logger.warning("the watchlist of before cannot be read, another one is fetched: \(error)")
                return nil
            }
        }
    }

    /// What the hub says after `known`.
    /// - Returns: nil when nothing changed.
    private func next(after known: Watchlist) async throws -> Watchlist? {
        switch try await hub.changes(since: known.revision) {
        case .none:
            try await Task.sleep(for: Self.idlePause)
            return nil
        case .gone: return try await fetched(replacing: known)
        case .delta(let bytes): return try await applied(bytes, to: known)
        }
    }

    private func applied(_ bytes: [UInt8], to known: Watchlist) async throws -> Watchlist {
        let (watchlist, change) = try await threads.runIfActive {
            let delta = try WatchlistDelta(bytes: bytes)
            let watchlist = try known.applying(delta)
            return (watchlist, ListChange(delta, from: known, to: watchlist))
        }
        if watchlist.changeCount > Self.maximumChanges {
            let file = try await threads.runIfActive { [self] in try written(watchlist) }
            return try await use(file, change)
        }
        let now = clock()
        try await intake.watch(watchlist) { [spool] boundary in
            try spool.store(
                delta: bytes,
                revision: watchlist.revision,
                change,
                boundary: boundary,
                at: now
            )
        }
        if !change.listed.isEmpty { archivist.hunt() }
        return watchlist
    }

    /// Fetches the whole watchlist.
    private func fetched(replacing known: Watchlist?) async throws -> Watchlist {
        try await threads.runIfActive { [folder] in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let file = Self.newName
        let path = folder.appending(path: file).path
        do {
            try await hub.fetchWatchlist(to: path)
            let change = try await threads.runIfActive {
                let watchlist = try Watchlist(path: path)
                return known.map { ListChange(from: $0, to: watchlist) } ?? .none
            }
            return try await use(file, change)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    /// Looks for what a file in the folder says.
    private func use(_ file: String, _ change: ListChange) async throws -> Watchlist {
        let watchlist = try await threads.runIfActive { [folder] in
            try Watchlist(path: folder.appending(path: file).path)
        }
        let now = clock()
        try await intake.watch(watchlist) { [spool] boundary in
            try spool.store(watchlist: file, change, boundary: boundary, at: now)
        }
        if !change.listed.isEmpty { archivist.hunt() }
        try await threads.runIfActive { [folder] in
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where name.hasPrefix(Self.prefix) && name != file {
                try FileManager.default.removeItem(at: folder.appending(path: name))
            }
        }
        return watchlist
    }

    /// A file of its own for a watchlist that many deltas changed.
    private func written(_ watchlist: Watchlist) throws -> String {
        let file = Self.newName
        try WatchlistBuilder(entriesOf: watchlist).write(
            to: folder.appending(path: file).path,
            revision: watchlist.revision
        )
        return file
    }

    private static let prefix = "watchlist-"
    private static var newName: String { "\(prefix)\(UUID().uuidString).marsad" }
}
