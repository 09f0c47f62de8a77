public import Collection
public import Feeds
public import Fetching
import Formats
import NIOPosix
public import Registry
public import Reports

/// Reads fetched feeds into the registry: what a feed lists is a snapshot of its source, applied as a difference.
public struct RegistryIntake: FeedIntake {
    private let store: any Store
    private let check: @Sendable () throws -> AllowlistCheck?

    /// An intake into `store`.
    /// - Parameters:
    ///   - store: the registry.
    ///   - check: gives what is asked of every address, to be counted in the run; asked anew for each feed.
    public init(
        into store: any Store,
        asking check: @escaping @Sendable () throws -> AllowlistCheck? = { nil }
    ) {
        self.store = store
        self.check = check
    }

    /// See ``FeedIntake/take(_:of:at:judge:)``.
    public func take(
        _ fetched: FetchedFeed,
        of feed: Feed,
        at now: Timestamp,
        judge: @escaping @Sendable (FeedReading) -> HoldReason?
    ) async throws -> FeedIntakeOutcome {
        // An import blocks its thread until it is written.
        try await NIOThreadPool.singleton.runIfActive { try read(fetched, of: feed, at: now, judge: judge) }
    }

    private func read(
        _ fetched: FetchedFeed,
        of feed: Feed,
        at now: Timestamp,
        judge: @Sendable (FeedReading) -> HoldReason?
    ) throws -> FeedIntakeOutcome {
        var reader = FeedReader()
        reader.format = feed.format
        reader.mapping = feed.mapping
        var feedImport = FeedImport(into: store, reading: reader)
        feedImport.configure = { $0 = feed.source }
        feedImport.check = try check()
        var reading: FeedReading?
        var reason: HoldReason?
        do throws(ImportError) {
            let report = try feedImport.run([fetched.path], source: feed.source.name, at: now) { summaries in
                let found = FeedReading(summaries)
                reading = found
                reason = judge(found)
                return reason == nil
            }
            guard let report else {
                return .held(reading ?? FeedReading(accepted: 0), reason ?? .empty)
            }
            let outcome = report.outcome
            let change = FeedChange(
                added: outcome.added,
                changed: outcome.changed,
                unchanged: outcome.unchanged,
                retired: outcome.retired
            )
            var taken = reading ?? FeedReading(report.counts)
            taken.allowlisted = report.outcomes?.held
            return .applied(taken, change)
        } catch {
            guard case .store = error.cause else { return .unreadable(error.description) }
            throw error
        }
    }

    /// See ``FeedIntake/confirm(_:at:)``.
    public func confirm(_ feed: Feed, at now: Timestamp) async throws {
        guard let source = try store.source(named: feed.source.name) else { return }
        try store.recordUnchangedFetch(of: source.id, at: now)
    }
}

extension FeedReading {
    /// What reading the same bytes came to before.
    fileprivate init(_ counts: ReadCounts) {
        self.init(
            accepted: counts.accepted,
            faults: counts.rejected - counts.leftOut,
            leftOut: counts.leftOut,
            reasons: counts.reasons
        )
    }
}
