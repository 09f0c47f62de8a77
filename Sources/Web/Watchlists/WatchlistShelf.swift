import Foundation
import Registry
import RegistryWatchlists
import Watchlists

/// The watchlists that sensors fetch as a whole, one file for each viewer, made when they are asked for.
///
/// What is on the shelf may be older than the registry: a sensor goes on from there with deltas.
actor WatchlistShelf {
    /// A file on the shelf.
    struct Base: Sendable {
        let path: String
        let revision: UInt64
        let byteCount: Int
        /// Names the content, for conditional requests.
        let tag: String
    }

    /// Files of one viewer that stay, so that those who are still reading the one before can go on.
    static let kept = 2

    private let folder: URL
    private let desk: StoreDesk
    private var bases: [Viewer: Base] = [:]
    /// Paths of earlier files, the oldest first.
    private var retired: [Viewer: [String]] = [:]
    private var making: [Viewer: Task<Base, any Error>] = [:]

    /// A shelf in `folder`, which is emptied.
    init(folder: URL, desk: StoreDesk) {
        self.folder = folder
        self.desk = desk
        try? FileManager.default.removeItem(at: folder)
    }

    /// The watchlist of a viewer. Those who ask while it is made wait for the same one.
    func base(for viewer: Viewer) async throws -> Base {
        if let base = bases[viewer], try await isNear(base.revision, viewer) { return base }
        if let task = making[viewer] { return try await task.value }
        let task = Task { try await make(for: viewer) }
        making[viewer] = task
        defer { making[viewer] = nil }
        return try await task.value
    }

    /// Whether a delta leads from `revision` to the present.
    private func isNear(_ revision: UInt64, _ viewer: Viewer) async throws -> Bool {
        try await desk.ask { store in
            if try store.revision() == Int64(revision) { return true }
            return try WatchlistDelta.reading(store, since: revision, for: viewer) != nil
        }
    }

    private func make(for viewer: Viewer) async throws -> Base {
        let folder = folder.appending(path: viewer.shelf)
        let base = try await desk.ask { store in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let (builder, revision) = try WatchlistBuilder.reading(store, for: viewer)
            let tag = UUID().uuidString
            let path = folder.appending(path: "\(revision)-\(tag).marsad").path
            try builder.write(to: path, revision: revision)
            let byteCount = try Watchlist(path: path, verification: .header).byteCount
            return Base(path: path, revision: revision, byteCount: byteCount, tag: tag)
        }
        if let old = bases[viewer] { retired[viewer, default: []].append(old.path) }
        bases[viewer] = base
        while let paths = retired[viewer], paths.count >= Self.kept {
            try? FileManager.default.removeItem(atPath: paths[0])
            retired[viewer]?.removeFirst()
        }
        return base
    }
}

extension Viewer {
    /// The name of the viewer's folder on the shelf.
    fileprivate var shelf: String { member.map { "member-\($0.number)" } ?? "all" }
}
