import Feeds
import Fetching
import Formats
import Registry
import Reports
import Testing

@Suite struct FeedStateTests {
    static let start = Timestamp(seconds: 1_795_420_800)

    private static func at(_ minutes: Int) -> Timestamp {
        Timestamp(seconds: start.seconds + Int64(minutes) * 60)
    }

    private static func run(_ minutes: Int, _ outcome: FeedRun.Outcome, tag: String? = nil) -> FeedRun {
        FeedRun(
            startedAt: at(minutes),
            endedAt: at(minutes),
            outcome: outcome,
            validators: tag.map { FeedValidators(entityTag: $0) }
        )
    }

    private static func failed(_ kind: FetchFailure.Kind, retry minutes: Int? = nil) -> FeedRun.Outcome {
        .failed(FetchFailure(kind, "x", retryAt: minutes.map(at)))
    }

    static func feed(minutes: Int = 60) throws -> Feed {
        let source = SourceSettings(name: "s")
        var feed = try #require(Feed("feed", from: .file(path: "/x"), source: source))
        feed.schedule = FeedSchedule(minutes: minutes)
        return feed
    }

    private static let good = FeedReading(accepted: 1000)
    private static let small = FeedReading(accepted: 10)
    private static let hold = HoldReason.shrunk(from: 1000, to: 10)

    @Test func `health follows from the runs`() throws {
        var feed = try Self.feed()
        var state = FeedState()
        func health(_ minutes: Int) -> FeedHealth { FeedHealth(feed, state, at: Self.at(minutes)) }
        #expect(health(0) == .new)
        state.record(Self.run(0, Self.failed(.unreachable, retry: 1)))
        #expect(health(1) == .failing(.unreachable, times: 1))
        state.record(Self.run(1, .applied(Self.good, FeedChange(added: 1000)), tag: "1"))
        #expect(health(60) == .fresh(since: Self.at(1)))
        state.record(Self.run(61, .notModified))
        #expect(health(61 + 180) == .fresh(since: Self.at(61)))
        #expect(health(61 + 181) == .stale(since: Self.at(61)))
        state.record(Self.run(121, Self.failed(.tooSlow, retry: 122)))
        state.record(Self.run(122, Self.failed(.status, retry: 124)))
        #expect(health(125) == .failing(.status, times: 2))
        #expect(health(61 + 181) == .stale(since: Self.at(61)))
        state.record(Self.run(124, .held(Self.small, Self.hold), tag: "2"))
        #expect(health(125) == .held(Self.hold, since: Self.at(124)))
        #expect(state.lastGood == Self.good && state.validators.entityTag == "1")
        state.record(Self.run(184, .held(Self.small, Self.hold), tag: "3"))
        #expect(health(185) == .held(Self.hold, since: Self.at(124)))
        feed.isPaused = true
        #expect(health(185) == .paused)
        feed.isPaused = false
        state.record(Self.run(244, .applied(Self.good, FeedChange(unchanged: 1000)), tag: "4"))
        #expect(health(245) == .fresh(since: Self.at(244)) && state.validators.entityTag == "4")
    }

    @Test(arguments: FetchFailure.Kind.allCases)
    func `whatever fails, the last good stays and the feed says so`(kind: FetchFailure.Kind) throws {
        var state = FeedState()
        state.record(Self.run(0, .applied(Self.good, FeedChange()), tag: "1"))
        state.record(Self.run(60, Self.failed(kind), tag: "2"))
        #expect(FeedHealth(try Self.feed(), state, at: Self.at(61)) == .failing(kind, times: 1))
        #expect(state.lastGood == Self.good && state.validators.entityTag == "1")
        #expect(state.succeededAt == Self.at(0))
    }

    @Test func `a feed that is again what it was is held no more`() throws {
        var state = FeedState()
        state.record(Self.run(0, .applied(Self.good, FeedChange()), tag: "1"))
        state.record(Self.run(60, .held(Self.small, Self.hold), tag: "2"))
        state.record(Self.run(120, .notModified))
        #expect(FeedHealth(try Self.feed(), state, at: Self.at(121)) == .fresh(since: Self.at(120)))
    }

    @Test func `what a person lets through is believed if it is still like it`() throws {
        var state = FeedState()
        var isReleased = state.release()
        #expect(!isReleased)
        state.record(Self.run(0, .applied(Self.good, FeedChange()), tag: "1"))
        state.record(Self.run(60, .held(Self.small, Self.hold), tag: "2"))
        #expect(state.judge(Self.small, within: HealthBounds()) == Self.hold)
        isReleased = state.release()
        #expect(isReleased)
        #expect(FeedSchedule().isDue(state, at: Self.at(60)))
        #expect(state.judge(Self.small, within: HealthBounds()) == nil)
        #expect(state.judge(FeedReading(accepted: 0), within: HealthBounds()) == .empty)
        #expect(
            state.judge(FeedReading(accepted: 6000), within: HealthBounds()) == .grown(from: 10, to: 6000)
        )
        state.record(Self.run(61, .applied(Self.small, FeedChange(retired: 990)), tag: "2"))
        #expect(state.released == nil && state.held == nil && state.lastGood == Self.small)
    }

    @Test func `faults, emptiness and format are let through too`() {
        for reading in [
            FeedReading(accepted: 10, faults: 90), FeedReading(accepted: 0),
            FeedReading(accepted: 1000, formats: [.json]),
        ] {
            var state = FeedState()
            state.record(Self.run(0, .applied(FeedReading(accepted: 50, formats: [.csv]), FeedChange())))
            guard let reason = state.judge(reading, within: HealthBounds()) else {
                Issue.record("not held: \(reading)")
                continue
            }
            state.record(Self.run(1, .held(reading, reason)))
            let isReleased = state.release()
            #expect(isReleased)
            #expect(state.judge(reading, within: HealthBounds()) == nil, "\(reason)")
        }
        var state = FeedState()
        state.record(Self.run(1, .held(FeedReading(accepted: 0), .unreadable("line 1"))))
        let isReleased = state.release()
        #expect(!isReleased)
    }

    @Test func `a feed is due by its schedule, sooner after what may pass, later when the server asks`() {
        let schedule = FeedSchedule(minutes: 60)
        var state = FeedState()
        #expect(schedule.isDue(state, at: Self.at(0)))
        state.record(Self.run(0, .notModified))
        #expect(!schedule.isDue(state, at: Self.at(59)) && schedule.isDue(state, at: Self.at(60)))
        state.record(Self.run(60, Self.failed(.unreachable, retry: 62)))
        #expect(schedule.next(after: state) == Self.at(62))
        state.record(Self.run(62, Self.failed(.unreachable, retry: 500)))
        #expect(schedule.next(after: state) == Self.at(122))
        state.record(Self.run(122, Self.failed(.throttled, retry: 700)))
        #expect(schedule.next(after: state) == Self.at(700))
        state.record(Self.run(700, Self.failed(.throttled, retry: 701)))
        #expect(schedule.next(after: state) == Self.at(760))
        state.record(Self.run(760, Self.failed(.denied)))
        #expect(schedule.next(after: state) == Self.at(820))
    }

    @Test func `schedules and names are bounded`() {
        #expect(FeedSchedule(minutes: 0).minutes == 5 && FeedSchedule(minutes: .max).minutes == 525_600)
        let source = SourceSettings(name: "s")
        for id in ["", "A", "a b", "ü", ".a", "a/b", String(repeating: "a", count: 81)] {
            #expect(Feed(id, from: .file(path: "/x"), source: source) == nil)
        }
        #expect(Feed("abuse.ch-1", from: .file(path: "/x"), source: source) != nil)
    }
}
