import NIOPosix
import Registry

/// Where requests wait for the store: its calls block their thread, so they run on threads of their own.
struct StoreDesk: Sendable {
    /// Threads that read or write at a time.
    static let threadCount = 8

    private let store: any Store
    private let threads: NIOThreadPool

    init(_ store: any Store, threads: NIOThreadPool) {
        self.store = store
        self.threads = threads
    }

    /// Calls `body` with the store, off the event loop.
    func ask<Result: Sendable>(
        _ body: @escaping @Sendable (any Store) throws -> Result
    ) async throws -> Result {
        try await threads.runIfActive { [store] in try body(store) }
    }
}
