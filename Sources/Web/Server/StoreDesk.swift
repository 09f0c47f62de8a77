import NIOPosix
import Registry

/// Where requests wait for the store: its calls block their thread, so they run on threads of their own.
struct StoreDesk: Sendable {
    private let store: any Store
    private let threads: HubThreads

    init(_ store: any Store, threads: HubThreads) {
        self.store = store
        self.threads = threads
    }

    /// Calls `body` with the store, off the event loop.
    func ask<Result: Sendable>(
        _ body: @escaping @Sendable (any Store) throws -> Result
    ) async throws -> Result {
        try await threads.lasting.runIfActive { [store] in try body(store) }
    }

    /// The same for what only reads, and reads little: one address, one token.
    func askBriefly<Result: Sendable>(
        _ body: @escaping @Sendable (any Store) throws -> Result
    ) async throws -> Result {
        try await threads.brief.runIfActive { [store] in try body(store) }
    }
}
