import Feeds
import Fetching
import Foundation
import Formats
import Registry
import Reports
import Synchronization
import TestSupport
import Testing

/// A book and an intake in memory, which count and may be told to fail.
private final class Desk: FeedBook, FeedIntake {
    struct Failure: Error {}

    struct State {
        var feeds: [(feed: Feed, state: FeedState)] = []
        var runs: [Feed.ID: [FeedRun]] = [:]
        var taken: [Feed.ID: [Int]] = [:]
        var confirmed = 0
        var (inside, most) = (0, 0)
        var reading: [Feed.ID: FeedReading] = [:]
        var broken: Set<Feed.ID> = []
        var keepsNothing = false
    }

    let state = Mutex(State())

    func feeds() async throws -> [(feed: Feed, state: FeedState)] { state.withLock { $0.feeds } }

    func keep(_ run: FeedRun, _ after: FeedState, of feed: Feed.ID) async throws {
        try state.withLock { state in
            if state.keepsNothing { throw Failure() }
            state.runs[feed, default: []].append(run)
            for place in state.feeds.indices where state.feeds[place].feed.id == feed {
                state.feeds[place].state = after
            }
        }
    }

    func take(
        _ fetched: FetchedFeed,
        of feed: Feed,
        at now: Timestamp,
        judge: @escaping @Sendable (FeedReading) -> HoldReason?
    ) async throws -> FeedIntakeOutcome {
        state.withLock { state in
            state.inside += 1
            state.most = max(state.most, state.inside)
        }
        defer { state.withLock { $0.inside -= 1 } }
        await Task.yield()
        if state.withLock({ $0.broken.contains(feed.id) }) { throw Failure() }
        let reading = state.withLock { $0.reading[feed.id] } ?? FeedReading(accepted: 1000)
        if let reason = judge(reading) { return .held(reading, reason) }
        state.withLock { $0.taken[feed.id, default: []].append(reading.accepted) }
        return .applied(reading, FeedChange(added: reading.accepted))
    }

    func confirm(_ feed: Feed, at now: Timestamp) async throws { state.withLock { $0.confirmed += 1 } }
}

@Suite struct FeedRunnerTests {
    private let folder: TemporaryFolder
    private let desk = Desk()
    private let fetcher: Fetcher

    init() throws {
        folder = try TemporaryFolder()
        var settings = FetcherSettings()
        settings.fileRoots = [folder.url.path]
        fetcher = Fetcher(into: try SpoolFolder(folder.path("spool")), settings: settings)
    }

    private func add(_ id: String, _ text: String? = "192.0.2.1\n") throws {
        if let text { _ = try folder.write("\(id).txt", text) }
        let source = SourceSettings(name: id)
        let feed = try #require(Feed(id, from: .file(path: folder.path("\(id).txt")), source: source))
        desk.state.withLock { $0.feeds.append((feed, FeedState())) }
    }

    private func runner(
        concurrent: Int = 3,
        report: @escaping @Sendable (Feed.ID, any Error) -> Void = { id, error in Issue.record(error, "\(id)")
        },
        at moment: Int = 0
    ) -> FeedRunner {
        let now = Timestamp(seconds: FeedStateTests.start.seconds + Int64(moment) * 60)
        return FeedRunner(
            desk,
            into: desk,
            by: fetcher,
            concurrent: concurrent,
            now: { now },
            pause: { _ in },
            report: report,
            reportBook: { Issue.record($0) }
        )
    }

    @Test func `all that is due runs, a few at a time, and is due again later`() async throws {
        for number in 0..<200 { try add("f\(number)") }
        let next = try await runner().runDue()
        #expect(next == Timestamp(seconds: FeedStateTests.start.seconds + 360 * 60))
        let state = desk.state.withLock { ($0.runs.count, $0.most, $0.taken.count) }
        #expect(state.0 == 200 && state.1 <= 3 && state.2 == 200)
        _ = try await runner(at: 359).runDue()
        #expect(desk.state.withLock { $0.runs.values.allSatisfy { $0.count == 1 } })
        _ = try await runner(at: 360).runDue()
        #expect(desk.state.withLock { $0.runs.values.allSatisfy { $0.count == 2 } && $0.confirmed == 200 })
    }

    @Test func `a feed that fails stops no other, a paused one does not run`() async throws {
        try add("good")
        try add("gone", nil)
        try add("broken")
        try add("paused")
        desk.state.withLock {
            $0.broken = ["broken"]
            $0.feeds[3].feed.isPaused = true
        }
        let reported = Mutex<[Feed.ID]>([])
        _ = try await runner(report: { id, _ in reported.withLock { $0.append(id) } }).runDue()
        #expect(reported.withLock { $0 } == ["broken"])
        let runs = desk.state.withLock { $0.runs }
        #expect(Set(runs.keys) == ["good", "gone", "broken"])
        #expect(Self.failure(runs["broken"]) == .registry)
        #expect(Self.failure(runs["gone"]) == .missing)
        // What the intake could not take was not noted as taken, and is taken when it can.
        desk.state.withLock { $0.broken = [] }
        _ = try await runner(at: 360).runDue()
        #expect(desk.state.withLock { $0.taken["broken"] } == [1000])
    }

    private static func failure(_ runs: [FeedRun]?) -> FetchFailure.Kind? {
        guard case .failed(let failure) = runs?.last?.outcome else { return nil }
        return failure.kind
    }

    @Test func `runs that cannot be kept are not run again at once`() async throws {
        try add("f")
        desk.state.withLock { $0.keepsNothing = true }
        let next = try await runner(report: { _, _ in }).runDue()
        #expect(next == Timestamp(seconds: FeedStateTests.start.seconds + FeedRunner.longestPause))
    }

    @Test func `what is held keeps the last good until a person lets it through`() async throws {
        try add("f")
        _ = try await runner().runDue()
        _ = try folder.write("f.txt", "192.0.2.2\n192.0.2.3\n")
        desk.state.withLock { $0.reading["f"] = FeedReading(accepted: 10) }
        for moment in [360, 720] { _ = try await runner(at: moment).runDue() }
        #expect(desk.state.withLock { $0.taken["f"] } == [1000])
        #expect(desk.state.withLock { $0.feeds[0].state.held?.reason } == .shrunk(from: 1000, to: 10))
        let isReleased = desk.state.withLock { $0.feeds[0].state.release() }
        #expect(isReleased)
        _ = try await runner(at: 721).runDue()
        #expect(desk.state.withLock { $0.taken["f"] } == [1000, 10])
        _ = try await runner(at: 2000).runDue()
        #expect(desk.state.withLock { $0.confirmed } == 1)
    }
}
