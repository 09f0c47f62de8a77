@testable import Fetching
import Reports
import TestSupport
import Testing

@Suite struct TimingTests {
    @Test func `delays double to a bound and are spread`() {
        let backoff = Backoff(random: SeededGenerator(seed: 1))
        for failures in [1, 2, 3, 5, 9, 10, 60, .max] {
            let full =
                failures > 9 ? Backoff.maximumDelay : min(60 << Int64(failures - 1), Backoff.maximumDelay)
            let delays = (0..<200).map { _ in backoff.delay(afterFailures: failures) }
            #expect(delays.allSatisfy { (full / 2...full).contains($0) })
            #expect(Set(delays).count > 10)
        }
        let again = Backoff(random: SeededGenerator(seed: 1))
        let same = Backoff(random: SeededGenerator(seed: 1))
        #expect((1...9).map(again.delay) == (1...9).map(same.delay))
    }

    @Test func `what asking again does not help waits for its schedule`() {
        let backoff = Backoff(random: SeededGenerator(seed: 1))
        for kind in FetchFailure.Kind.allCases {
            let timed = backoff.timed(FetchFailure(kind, ""), failuresBefore: 3, now: FetchBench.start)
            #expect((timed.retryAt != nil) == kind.isPassing)
        }
    }

    @Test(arguments: [
        ("0", 0), ("120", 120), (" 5", 5), ("99999999999999999999", 86_400),
        ("Mon, 23 Nov 2026 08:00:10 GMT", 10),
        ("Mon, 23 Nov 2020 08:00:10 GMT", 0), ("Tue, 23 Nov 2060 08:00:10 GMT", 86_400), ("", nil),
        ("-5", nil),
        ("soon", nil), ("Mon, 99 Nov 2026 08:00:10 GMT", nil), ("1.5", nil),
    ])
    func `times to come again are read and bounded`(text: String, seconds: Int64?) {
        let moment = RetryAfter.moment(text, now: FetchBench.start)
        #expect(moment.map { $0.seconds - FetchBench.start.seconds } == seconds)
    }

    @Test func `no more than the allowed number asks one host at a time`() async throws {
        let gate = HostGate(concurrent: 2, pause: .zero) { _ in }
        let inside = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await gate.enter("a.example", now: FetchBench.start)
                    await inside.come()
                    await Task.yield()
                    await inside.go()
                    gate.leave("a.example")
                }
            }
            try await group.waitForAll()
        }
        let (most, all) = await (inside.most, inside.all)
        #expect(most <= 2 && all == 50)
    }

    private actor Counter {
        var (now, most, all) = (0, 0, 0)
        func come() {
            now += 1
            all += 1
            most = max(most, now)
        }
        func go() { now -= 1 }
    }

    @Test func `who is stopped while waiting leaves the line`() async throws {
        let gate = HostGate(concurrent: 1, pause: .zero) { _ in }
        try await gate.enter("a.example", now: FetchBench.start)
        let waiting = Task { () -> FetchFailure.Kind? in
            do throws(FetchFailure) {
                try await gate.enter("a.example", now: FetchBench.start)
                return nil
            } catch { return error.kind }
        }
        waiting.cancel()
        #expect(await waiting.value == .cancelled)
        gate.leave("a.example")
        try await gate.enter("a.example", now: FetchBench.start)
        gate.leave("a.example")
    }

    @Test func `two questions to one host have a pause between them`() async throws {
        let waits = Waits()
        let gate = HostGate(concurrent: 9, pause: .seconds(100)) { await waits.add($0) }
        for host in ["a.example", "a.example", "b.example", "a.example"] {
            try await gate.enter(host, now: FetchBench.start)
        }
        let seconds = await waits.all.map { ($0 / .seconds(100)).rounded() }
        #expect(seconds == [1, 2])
    }

    private actor Waits {
        var all: [Duration] = []
        func add(_ duration: Duration) { all.append(duration) }
    }
}
