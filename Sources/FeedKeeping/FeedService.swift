import Feeds
public import Fetching
import Foundation
public import Logging
public import Registry
public import Reports
public import ServiceLifecycle

/// Runs the feeds of a book on their schedules, as long as the service group runs.
public struct FeedService: Service {
    private let runner: FeedRunner

    /// A service that fetches with `fetcher` and keeps what happens in `book`.
    public init(
        _ book: SQLiteFeedBook,
        into store: any Store,
        by fetcher: Fetcher,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        runner = FeedRunner(
            book,
            into: RegistryIntake(into: store),
            by: fetcher,
            now: now,
            pause: { try await Task.sleep(for: .seconds($0)) },
            report: { feed, error in logger.error("feed \(feed): \(error)") }
        )
    }

    /// Runs what is due until the group shuts down; a feed that is being fetched then is fetched again later.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown { try await runner.run() }
    }
}
