import Foundation
import NIOPosix

/// The threads on which requests wait for the store, running until ``shutDown()``.
///
/// What is brief, one address looked up, has few threads of its own: a search through all addresses does not keep it
/// waiting, and more threads than there are processors only take turns. (Eight for all: 240 µs of processor time for a
/// lookup on two processors; two for what is brief: 130 µs.)
public struct HubThreads: Sendable {
    /// Calls at a time that may last.
    static let lastingCount = 8

    let lasting: NIOThreadPool
    let brief: NIOThreadPool

    /// Starts them.
    public init() {
        lasting = NIOThreadPool(numberOfThreads: Self.lastingCount)
        brief = NIOThreadPool(numberOfThreads: max(2, ProcessInfo.processInfo.activeProcessorCount))
        lasting.start()
        brief.start()
    }

    /// Ends them; calls under way end first.
    public func shutDown() async throws {
        try await brief.shutdownGracefully()
        try await lasting.shutdownGracefully()
    }

    /// Ends them without being waited for.
    func shutDownLater() {
        for pool in [brief, lasting] { pool.shutdownGracefully { _ in } }
    }
}
