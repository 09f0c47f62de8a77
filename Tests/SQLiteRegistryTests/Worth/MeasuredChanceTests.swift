import Addresses
import GRDB
import Registry
import Reports
import Reputation
import SourceWorth
@testable import SQLiteRegistry
import Testing

/// How often scores come true, as a store measures it from its own runs.
@Suite struct `Chances that a store measures` {
    private let temporary: TemporaryStore
    private var store: SQLiteStore { temporary.store }
    private let sources: [Source.ID]

    init() throws {
        let temporary = try TemporaryStore()
        self.temporary = temporary
        sources = try ["first", "second", "mirror"].map { name in
            let settings = SourceSettings(name: name, lineage: name == "second" ? nil : "one")
            return try temporary.store.configure(settings, at: TemporaryStore.now).id
        }
    }

    private func day(_ number: Int) -> Timestamp {
        Timestamp(seconds: TemporaryStore.now.seconds + Int64(number) * Timestamp.secondsPerDay)
    }

    private func address(_ number: Int) throws -> Address {
        try Address("203.0.\(number / 256).\(number % 256)")
    }

    private func read(_ source: Int, _ numbers: [Int], on day: Int) throws {
        let claims = try numbers.map { (try address($0), Claim()) }
        let list = try TemporaryStore.snapshot(claims)
        _ = try store.apply(list, to: sources[source], at: self.day(day), digest: nil)
    }

    @Test func `are the share that another lineage listed within thirty days`() throws {
        for source in 0..<3 { try read(source, [1000 + source], on: 0) }
        // All of these get one score on day 1; on day 7 it is noted what their scores say.
        try read(0, [1000] + Array(0..<200), on: 1)
        #expect(try store.learnWorth(at: day(7)).hasLearnt)
        let kept = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM forecast") }
        #expect(kept == 203)
        // Fifty are confirmed; a copy confirms nothing, and neither does who comes too late.
        try read(1, [1001] + Array(0..<50), on: 20)
        try read(2, [1002] + Array(100..<150), on: 21)
        #expect(try store.learnWorth(at: day(36)).hasLearnt)
        #expect(try store.measuredChances().chances(of: .ip).isEmpty)
        try read(1, [1001] + Array(0..<50) + Array(150..<180), on: 38)
        #expect(try store.learnWorth(at: day(43)).hasLearnt)
        let counts = try store.measuredChances().chances(of: .ip).map(\.counts)
        // Six days have passed since they were due, so that each weighs a little less than one.
        let (listings, confirmed) = counts.reduce((0.0, 0.0)) { ($0.0 + $1.listings, $0.1 + $1.confirmed) }
        #expect((190...203).contains(listings))
        #expect(abs(confirmed / listings - 50.0 / 203) < 1e-9)
        let record = try #require(try store.lookup(try address(10), for: .system).record)
        let chances = try store.measuredChances()
        #expect(chances.chance(of: record.summary.score, kind: .ip) != nil)
        #expect(chances.chance(of: 50, kind: .domain) == nil)
        // What was settled is gone, the rest waits for its day.
        let days = try store.read {
            try Int32.fetchAll($0, sql: "SELECT DISTINCT day FROM forecast ORDER BY day")
        }
        #expect(days == [Day(day(36)).number, Day(day(43)).number])
    }

    @Test func `know nothing of what only some may see`() throws {
        let secret = try store.configure(SourceSettings(name: "secret", label: .red), at: day(0)).id
        for source in 0..<3 { try read(source, [1000 + source], on: 0) }
        try read(0, [1000] + Array(0..<200), on: 1)
        #expect(try store.learnWorth(at: day(7)).hasLearnt)
        let claims = try (0..<200).map { (try address($0), Claim()) }
        _ = try store.apply(try TemporaryStore.snapshot(claims), to: secret, at: day(9), digest: nil)
        #expect(try store.learnWorth(at: day(38)).hasLearnt)
        let counts = try store.measuredChances().chances(of: .ip).map(\.counts)
        #expect(counts.reduce(0) { $0 + $1.listings } > 190)
        #expect(counts.reduce(0) { $0 + $1.confirmed } == 0)
    }
}
