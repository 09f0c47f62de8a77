public import Fetching
public import Reports

/// Where feeds and what is known of them are kept.
public protocol FeedBook: Sendable {
    /// All feeds with their states.
    func feeds() async throws -> [(feed: Feed, state: FeedState)]
    /// Keeps a run of a feed and the state after it, both or neither.
    func keep(_ run: FeedRun, _ state: FeedState, of feed: Feed.ID) async throws
}

/// Reads fetched feeds into the registry.
public protocol FeedIntake: Sendable {
    /// Reads a fetched feed and, unless `judge` says why not, makes the registry hold what it lists.
    ///
    /// Applying must be one step that, done twice, is as if done once: a process may end right after it.
    /// - Throws: when the feed cannot be read or the registry cannot be written; the registry is then as before.
    func take(
        _ fetched: FetchedFeed,
        of feed: Feed,
        at now: Timestamp,
        judge: @escaping @Sendable (FeedReading) -> HoldReason?
    ) async throws -> FeedIntakeOutcome
    /// Notes that a feed still lists what it listed.
    func confirm(_ feed: Feed, at now: Timestamp) async throws
}

/// What an intake did.
public enum FeedIntakeOutcome: Hashable, Sendable {
    /// The registry holds it.
    case applied(FeedReading, FeedChange)
    /// It waits for a person.
    case held(FeedReading, HoldReason)
    /// It cannot be read; the words say where and why.
    case unreadable(String)
}

/// Runs feeds when they are due, a bounded number at a time.
public struct FeedRunner: Sendable {
    /// Longest time between two looks at the feeds, in seconds.
    public static let longestPause: Int64 = 60

    private let book: any FeedBook
    private let intake: any FeedIntake
    private let fetcher: Fetcher
    private let concurrent: Int
    private let now: @Sendable () -> Timestamp
    private let pause: @Sendable (Int64) async throws -> Void
    private let report: @Sendable (Feed.ID, any Error) -> Void
    private let reportBook: @Sendable (any Error) -> Void

    /// A runner of the feeds in `book`.
    /// - Parameters:
    ///   - book: where feeds are kept.
    ///   - intake: what reads them into the registry.
    ///   - fetcher: what fetches them.
    ///   - concurrent: feeds that run at the same time.
    ///   - now: the present moment.
    ///   - pause: waits for seconds, or until something changed.
    ///   - report: hears of errors of the book and the intake, which stop one feed only.
    ///   - reportBook: hears of errors of the book as a whole; it is asked again after ``longestPause``.
    public init(
        _ book: any FeedBook,
        into intake: any FeedIntake,
        by fetcher: Fetcher,
        concurrent: Int = 4,
        now: @escaping @Sendable () -> Timestamp,
        pause: @escaping @Sendable (Int64) async throws -> Void,
        report: @escaping @Sendable (Feed.ID, any Error) -> Void,
        reportBook: @escaping @Sendable (any Error) -> Void
    ) {
        self.book = book
        self.intake = intake
        self.fetcher = fetcher
        self.concurrent = max(concurrent, 1)
        self.now = now
        self.pause = pause
        self.report = report
        self.reportBook = reportBook
    }

    /// Runs what is due, again and again, until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            var next: Timestamp?
            do { next = try await runDue() } catch is CancellationError { return } catch { reportBook(error) }
            let wait = (next?.seconds).map { $0 - now().seconds } ?? Self.longestPause
            do { try await pause(min(max(wait, 1), Self.longestPause)) } catch { return }
        }
    }

    /// Runs every feed that is due once.
    /// - Returns: when the next is due; nil when there is none.
    public func runDue() async throws -> Timestamp? {
        let start = now()
        let all = try await book.feeds().filter { !$0.feed.isPaused }
        var due = all.filter { $0.feed.schedule.isDue($0.state, at: start) }[...]
        let areAllKept = await withTaskGroup(of: Bool.self) { group in
            var areAllKept = true
            for _ in 0..<min(concurrent, due.count) {
                guard let (feed, state) = due.popFirst() else { break }
                group.addTask { await runReporting(feed, state) }
            }
            while let isKept = await group.next() {
                areAllKept = areAllKept && isKept
                guard !Task.isCancelled, let (feed, state) = due.popFirst() else { continue }
                group.addTask { await runReporting(feed, state) }
            }
            return areAllKept
        }
        let next = try await book.feeds().filter { !$0.feed.isPaused }
            .map { $0.feed.schedule.next(after: $0.state) ?? now() }.min()
        // Where runs cannot be kept, feeds seem due for ever; their servers are not to suffer for it.
        let earliest = Timestamp(seconds: now().seconds + Self.longestPause)
        return areAllKept ? next : next.map { max($0, earliest) }
    }

    /// - Returns: whether the run is kept.
    private func runReporting(_ feed: Feed, _ state: FeedState) async -> Bool {
        do {
            _ = try await run(feed, state)
            return true
        } catch {
            report(feed.id, error)
            return false
        }
    }

    /// Runs one feed, due or not. What the intake throws is a failed run, told to who listens.
    /// - Returns: the run, which the book keeps.
    public func run(_ feed: Feed, _ state: FeedState) async throws -> FeedRun {
        let start = now()
        let outcome = await fetcher.fetch(
            feed.origin,
            as: feed.id,
            knowing: state.released == nil ? state.validators : FeedValidators(),
            failures: state.failures
        )
        let run: FeedRun
        switch outcome {
        case .failed(let failure):
            // What is stopped with the service has not failed.
            if failure.kind == .cancelled { throw CancellationError() }
            run = FeedRun(startedAt: start, endedAt: now(), outcome: .failed(failure))
        case .notModified:
            run = try await guarding(feed, start) {
                try await intake.confirm(feed, at: start)
                return FeedRun(startedAt: start, endedAt: now(), outcome: .notModified)
            }
        case .fetched(let fetched):
            defer { fetched.discard() }
            run = try await guarding(feed, start) { try await take(fetched, feed, state, start) }
        }
        var after = state
        after.record(run)
        try await book.keep(run, after, of: feed.id)
        return run
    }

    /// The run that `body` makes, or the failed one that its error means.
    private func guarding(
        _ feed: Feed,
        _ start: Timestamp,
        _ body: () async throws -> FeedRun
    ) async throws -> FeedRun {
        do { return try await body() } catch let error as CancellationError { throw error } catch {
            report(feed.id, error)
            let failure = FetchFailure(.registry, "\(feed.id): what was fetched cannot be taken: \(error)")
            return FeedRun(startedAt: start, endedAt: now(), outcome: .failed(failure))
        }
    }

    private func take(
        _ fetched: FetchedFeed,
        _ feed: Feed,
        _ state: FeedState,
        _ start: Timestamp
    ) async throws -> FeedRun {
        let outcome: FeedRun.Outcome
        let taken = try await intake.take(fetched, of: feed, at: start) {
            state.judge($0, within: feed.bounds)
        }
        switch taken {
        case .applied(let reading, let change): outcome = .applied(reading, change)
        case .held(let reading, let reason): outcome = .held(reading, reason)
        case .unreadable(let words): outcome = .held(FeedReading(accepted: 0), .unreadable(words))
        }
        return FeedRun(
            startedAt: start,
            endedAt: now(),
            outcome: outcome,
            byteCount: fetched.byteCount,
            validators: fetched.validators,
            movedTo: fetched.movedTo
        )
    }
}
