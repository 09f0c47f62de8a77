import Addresses
import Reports
import Reputation
import TestSupport
import Testing

@testable import SourceWorth

@Suite struct `Worth of sources` {
    private func key(_ source: Int64) -> ReliabilityKey {
        ReliabilityKey(source: source, group: ReportGroup(kind: .url, category: .phishing))
    }

    private func stay(_ days: Double?, isFlapping: Bool = false) throws -> Worth.Stay {
        Worth.Stay(usualStay: try days.map { try UsualStay(days: $0) }, isFlapping: isFlapping)
    }

    private let lineages = LineageLedger().lineages(declared: [1: "a", 2: "a"])

    @Test func `in use keeps a reliability from which the learnt one hardly differs`() throws {
        let used = Worth(
            stays: [1: try stay(10), 3: try stay(.infinity), 4: try stay(10), 5: try stay(nil)],
            reliabilities: [key(1): 0.5, key(2): 0.5]
        )
        let learnt = Worth(
            stays: [
                1: try stay(10), 3: try stay(9), 4: try stay(10, isFlapping: true),
                5: try stay(14), 6: try stay(3),
            ],
            lineages: lineages,
            reliabilities: [key(1): 0.53, key(2): 0.56, key(3): 0.1]
        )
        let next = learnt.settled(over: used)
        #expect(next.stays == learnt.stays)
        #expect(next.reliabilities == [key(1): 0.5, key(2): 0.56, key(3): 0.1])
        #expect(next.lineages == lineages)
        #expect(next.changedSources(since: used) == [2, 3, 4, 5, 6])
        #expect(next.changedSources(since: next).isEmpty)
        #expect(next.settled(over: next) == next)
    }

    @Test func `comes back from storage as it was`() throws {
        let worth = Worth(
            stays: [1: try stay(10.5), 2: try stay(.infinity, isFlapping: true), 3: try stay(nil)],
            lineages: lineages,
            reliabilities: [key(1): 0.1234, key(9): 1]
        )
        #expect(try Worth(stored: worth.stored) == worth)
        #expect(try Worth(stored: Worth.unknown.stored) == .unknown)
    }

    @Test func `that is stored damaged is refused or read, never more`() throws {
        var generator = SeededGenerator(seed: 4)
        var learning = SourceLearning()
        try learning.learn(RandomListings.make(seed: 1), on: 120, sources: profiles(7))
        var history = StayHistory(firstRead: Day(0))
        RandomList(seed: 3).tell(&history, through: 1000)
        let worth = Worth(stays: [1: try stay(10)], lineages: lineages, reliabilities: [key(1): 0.3])
        let forms: [([UInt8], ([UInt8]) throws -> [UInt8])] = [
            (worth.stored, { try Worth(stored: $0).stored }),
            (learning.reliabilities.stored, { try ReliabilityLedger(stored: $0).stored }),
            (learning.lineages.stored, { try LineageLedger(stored: $0).stored }),
            (learning.chances.stored, { try ChanceLedger(stored: $0).stored }),
            (history.stored, { try StayHistory(stored: $0).stored }),
        ]
        for (bytes, read) in forms {
            #expect(throws: SourceWorthError(.stored)) { try read([]) }
            #expect(throws: SourceWorthError(.stored)) { try read(Array(bytes.dropLast())) }
            #expect(throws: SourceWorthError(.stored)) { try read(bytes + [0]) }
            #expect(throws: SourceWorthError(.stored)) { try read([2] + bytes.dropFirst()) }
            for _ in 0..<300 {
                var damaged = bytes
                damaged[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
                // Whatever it reads as can be stored and read again.
                if let again = try? read(damaged) { #expect(try read(again) == again) }
            }
        }
    }

    @Test func `of sources is learnt from their lists, reports and declarations`() throws {
        var learning = SourceLearning()
        learning.stays[1] = StayHistory(firstRead: Day(0))
        learning.stays[1]?.listed(500, on: Day(1))
        learning.stays[1]?.left(500, on: Day(6), listed: Day(1), since: Day(1))
        learning.stays[2] = StayHistory(firstRead: Day(30))
        var sources = profiles(4)
        sources[2].keepsList = false
        sources[3].declaredLineage = "x"
        sources[0].declaredLineage = "x"
        let early = learning.worth(on: Day(17), sources: sources)
        #expect(early.stays[1]?.usualStay == nil)
        learning.stays[1]?.listed(on: Day(35))
        let worth = learning.worth(on: Day(36), sources: sources)
        #expect(worth.stays[1]?.usualStay?.days == 5)
        #expect(worth.stays[2]?.usualStay == nil)
        #expect(worth.stays[3]?.usualStay == .endless)
        #expect(worth.stays[4] == nil)
        #expect(worth.lineages[4] == 1)
        #expect(learning.worth(on: Day(50), sources: sources).stays[1]?.usualStay == .endless)
    }
}
