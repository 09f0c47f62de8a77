import Foundation
import Logging
import ServiceLifecycle
import Watchlists

/// Keeps what the sensor looks for what its hub says: fetches the watchlist once, and then what changes.
final class WatchlistFollower: Service {
    /// Changes since the file was written, above which it is written anew.
    static let maximumChanges = 100_000
    /// How long the hub is not asked again after an answer that says nothing new.
    private static let idlePause = Duration.milliseconds(100)

    private let folder: URL
    private let hub: HubClient
    private let intake: Intake
    private let archivist: Archivist
    private let context: SensorContext

    init(folder: URL, hub: HubClient, intake: Intake, archivist: Archivist, context: SensorContext) {
        self.folder = folder
        self.hub = hub
        self.intake = intake
        self.archivist = archivist
        self.context = context
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
                context.logger.warning("the watchlist stays as it is: \(error)")
                try await pause.wait()
            }
        }
    }

    /// What was looked for before the sensor stopped; nil when there is nothing, or it is damaged.
    private func stored() async throws -> Watchlist? {
        try await context.blocking { [folder, context] spool in
            guard let stored = try spool.watchlist() else { return nil }
            do {
                var watchlist = try Watchlist(path: folder.appending(path: stored.file).path)
                for bytes in stored.deltas {
                    watchlist = try watchlist.applying(try WatchlistDelta(bytes: bytes))
                }
                return watchlist
            } catch {
                context.logger.warning(
                    "the watchlist of before cannot be read, another one is fetched: \(error)"
                )
                return nil
            }
        }
    }

    /// What the hub says after `known`.
    /// - Returns: nil when nothing changed.
    private func next(after known: Watchlist) async throws -> Watchlist? {
        switch try await hub.changes(since: known.revision) {
        case .none:
            // The hub holds its answer; one that stops answers at once, and is not to be asked in a busy loop.
            try await Task.sleep(for: Self.idlePause)
            return nil
        case .gone: return try await fetched(replacing: known)
        case .delta(let bytes): return try await applied(bytes, to: known)
        }
    }

    private func applied(_ bytes: [UInt8], to known: Watchlist) async throws -> Watchlist {
        let (watchlist, change) = try await context.blocking { _ in
            let delta = try WatchlistDelta(bytes: bytes)
            let watchlist = try known.applying(delta)
            return (watchlist, ListChange(delta, from: known, to: watchlist))
        }
        if watchlist.changeCount > Self.maximumChanges {
            let (file, whole) = try await context.blocking { [self] _ in try rewritten(watchlist) }
            try await use(whole, file, change)
            return whole
        }
        let now = context.clock()
        try await intake.watch(watchlist) { [context] boundary in
            try context.spool.store(
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
        try await context.blocking { [folder] _ in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let file = Self.newName
        let path = folder.appending(path: file).path
        do {
            try await hub.fetchWatchlist(to: path)
            let (watchlist, change) = try await context.blocking { _ in
                let watchlist = try Watchlist(path: path)
                return (watchlist, known.map { ListChange(from: $0, to: watchlist) } ?? .none)
            }
            try await use(watchlist, file, change)
            return watchlist
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    /// Looks for what a file in the folder says, and removes the files of before.
    private func use(_ watchlist: Watchlist, _ file: String, _ change: ListChange) async throws {
        let now = context.clock()
        try await intake.watch(watchlist) { [context] boundary in
            try context.spool.store(watchlist: file, change, boundary: boundary, at: now)
        }
        if !change.listed.isEmpty { archivist.hunt() }
        try await context.blocking { [folder] _ in
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where name.hasPrefix(Self.prefix) && name != file {
                try FileManager.default.removeItem(at: folder.appending(path: name))
            }
        }
    }

    /// A file of its own for a watchlist that many deltas changed.
    private func rewritten(_ watchlist: Watchlist) throws -> (file: String, Watchlist) {
        let file = Self.newName
        let path = folder.appending(path: file).path
        try WatchlistBuilder(entriesOf: watchlist).write(to: path, revision: watchlist.revision)
        return (file, try Watchlist(path: path))
    }

    private static let prefix = "watchlist-"
    private static var newName: String { "\(prefix)\(UUID().uuidString).marsad" }
}
