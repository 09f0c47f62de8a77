public import Collection
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

    /// A service of the feeds in a book.
    /// - Parameters:
    ///   - book: the feeds, and where what happens to them is kept.
    ///   - store: the registry they are read into.
    ///   - fetcher: fetches them.
    ///   - check: gives what is asked of every address, to be counted in the run.
    ///   - logger: takes what happens.
    ///   - now: the present moment.
    public init(
        _ book: SQLiteFeedBook,
        into store: any Store,
        by fetcher: Fetcher,
        asking check: @escaping @Sendable () throws -> AllowlistCheck? = { nil },
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        runner = FeedRunner(
            book,
            into: RegistryIntake(into: store, asking: check),
            by: fetcher,
            now: now,
            // A timer: until the next feed is due, a minute at most, as other processes add feeds to the book.
            pause: { try await Task.sleep(for: .seconds($0)) },
            report: { feed, error in logger.error("feed \(feed): \(error)") },
            reportBook: { error in logger.error("feeds cannot be run: \(error)") }
        )
    }

    /// Runs what is due until the group shuts down; a feed that is being fetched then is fetched again later.
    public func run() async throws {
        await cancelWhenGracefulShutdown { await runner.run() }
    }
}
