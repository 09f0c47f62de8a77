import Addresses
import SourceWorth
import TestSupport
import Testing

@testable import VerdictReplay

@Suite struct `A replay of list histories` {
    /// Rows of the exported form: two lists of which one copies the other, a flapping one, one that never removes, and
    /// reporters, over 200 days; each with enough to judge it by.
    private func rows(seed: UInt64) -> [[Int32]] {
        var generator = SeededGenerator(seed: seed)
        var rows: [[Int32]] = []
        // Every list has something from the start and a change on the first day.
        for source in Int32(0)..<4 {
            rows += [[1900 + source, source, -32000, 1], [1910 + source, source, 0, 3]]
        }
        for address in Int32(0)..<1900 {
            let day = Int32.random(in: 1..<190, using: &generator)
            let stay = Int32.random(in: 3...20, using: &generator)
            switch address % 5 {
            case 0:
                rows.append([address, 0, day, day + stay])
                rows.append([address, 1, day + 1, day + stay])
            case 1 where address < 400:
                for start in stride(from: day, to: day + 60, by: 6) {
                    rows.append([address, 2, start, start + 3])
                }
            case 2: rows.append([address, 3, day, -1])
            case 3: rows.append([address, 3, -32000, day])
            default: break
            }
            for reporter in Int32(4)..<12 where address < 400 && Int.random(in: 0..<4, using: &generator) == 0
            {
                rows.append([address, reporter, Int32.random(in: 1..<200, using: &generator), -2])
            }
        }
        return rows
    }

    private let plan = ReplayPlan(
        epoch: 20_000,
        kind: "ip",
        sources: (0..<12).map {
            ReplayPlan.PlannedSource(name: "s\($0)", category: $0 < 4 ? nil : "phishing")
        },
        cases: []
    )

    private func history(_ rows: [[Int32]]) throws -> ListHistory {
        try ListHistory(rows: rows.map { ListingRow($0) }, plan: plan, kinds: [.ip])
    }

    /// What a reader of the lists could have known at the end of `day`.
    private func cut(_ rows: [[Int32]], after day: Int32) -> [[Int32]] {
        rows.filter { $0[2] <= day }.map { $0[3] > day ? [$0[0], $0[1], $0[2], -1] : $0 }
    }

    @Test(arguments: [1, 2], [90, 150]) func `knows nothing of what comes after the day`(
        seed: UInt64,
        day: Int
    ) throws {
        let rows = rows(seed: seed)
        var whole = Replay(try history(rows), makesForecasts: true)
        var known = Replay(try history(cut(rows, after: Int32(day))), makesForecasts: true)
        try whole.play(through: day)
        try known.play(through: day)
        #expect(whole.learning == known.learning)
        #expect(whole.worth == known.worth)
        let (all, then) = (whole.scores(on: day), known.scores(on: day))
        #expect(all.prefix(then.count).elementsEqual(then))
        #expect(all.dropFirst(then.count).allSatisfy { $0 == 0 })
        #expect(whole.chances(beside: all).contains { !$0.isNaN })
    }

    @Test func `finds the copy, the flapping list, the stay and the reporters' reliability`() throws {
        var replay = Replay(try history(rows(seed: 1)))
        try replay.play(through: 180)
        let findings = Findings(replay)
        #expect(findings.lineages == [["s0", "s1"]])
        #expect(findings.stays.filter(\.isFlapping).map(\.source) == ["s2"])
        let stays = Dictionary(findings.stays.map { ($0.source, $0.usualStay) }, uniquingKeysWith: { $1 })
        #expect((8...14).contains(stays["s0"].flatMap(\.self) ?? 0))
        #expect(findings.stays.first { $0.source == "s3" }?.basis == "never-removes")
        let scored = findings.reliabilities.filter { $0.score != nil }.map(\.source)
        #expect(Set(scored).isSubset(of: Set((4..<12).map { "s\($0)" })) && scored.count == 8)
    }

    @Test func `does not know a hidden source`() throws {
        let rows = rows(seed: 2)
        var hiding = Replay(try history(rows), hidden: [1])
        var without = Replay(try history(rows.filter { $0[1] != 1 }))
        try hiding.play(through: 150)
        try without.play(through: 150)
        #expect(hiding.scores(on: 150) == without.scores(on: 150))
        #expect(hiding.worth.lineages.groups.isEmpty)
    }

    @Test func `scores what stands on a list, has left it, and what flaps by its first day`() throws {
        var rows = rows(seed: 3)
        // Listed for long and back from a flap two days ago; listed freshly two days ago.
        rows += [[2000, 2, 100, 150], [2000, 2, 152, 177], [2000, 2, 178, -1], [2001, 2, 178, -1]]
        // Left the copied list yesterday, and twenty days ago.
        rows += [[2002, 0, 100, 180], [2003, 0, 100, 161]]
        var replay = Replay(try history(rows))
        try replay.play(through: 180)
        let scores = replay.scores(on: 180)
        #expect(scores[2000] < scores[2001])
        #expect(scores[2001] > 40 && scores[2001] <= 50)
        #expect(scores[2002] > scores[2003] && scores[2003] > 0)
        #expect(scores[2004...].allSatisfy { $0 == 0 })
    }

    @Test func `refuses rows that do not fit`() {
        #expect(throws: ReplayError.self) { try history([]) }
        #expect(throws: ReplayError.self) { try history([[1, 99, 5, 7]]) }
        #expect(throws: ReplayError.self) { try history([[-1, 0, 5, 7]]) }
        #expect(throws: ReplayError.self) { try history([[1, 0, -32000, -1]]) }
    }
}
