import Reputation
import TestSupport
import Testing

@testable import SourceWorth

@Suite struct `The history of a list` {
    private func fed(_ list: RandomList, through day: Int) -> StayHistory {
        var history = StayHistory(firstRead: Day(Int32(list.firstRead)))
        list.tell(&history, through: day)
        return history
    }

    @Test(arguments: 0..<40) func `finds what a naive count of its listings finds`(seed: UInt64) {
        let list = RandomList(seed: seed)
        var history = StayHistory(firstRead: Day(Int32(list.firstRead)))
        var told = list.firstRead - 1
        for day in stride(from: list.firstRead, through: list.lastDay, by: 9) {
            list.tell(&history, after: told, through: day)
            told = day
            let findings = history.findings(on: Day(Int32(day)))
            #expect(findings == list.naiveFindings(on: day), "seed \(seed), day \(day)")
        }
    }

    @Test(arguments: 0..<10) func `comes back from storage as it was`(seed: UInt64) throws {
        let list = RandomList(seed: seed)
        let history = fed(list, through: list.lastDay)
        #expect(try StayHistory(stored: history.stored) == history)
    }

    @Test func `does not grow with the size of the list`() {
        var history = StayHistory(firstRead: Day(0))
        for day in 1...400 {
            history.listed(1_000_000, on: Day(Int32(day)))
            for age in 1...min(day, 130) where day > age {
                history.left(7000, on: Day(Int32(day)), listed: Day(Int32(day - age)), since: nil)
            }
        }
        #expect(history.stored.count < 200_000)
        #expect(history.findings(on: Day(400)).listings == 120_000_000)
    }

    /// Lists of a thousand addresses a day, by how long they stay; the last number is days without change at the end.
    @Test(
        arguments: [
            ("young", 20, 5, 0, .unknown, nil),
            ("measured", 60, 5, 0, .measured, 5),
            ("never removes", 200, nil, 0, .neverRemoves, nil),
            ("thirteen days without change", 60, 5, 13, .measured, 5),
            ("fourteen days without change", 60, 5, 14, .stopped, 5),
            ("nothing but the first reading", 0, nil, 13, .unknown, nil),
            ("nothing ever came", 0, nil, 14, .stopped, nil),
        ] as [(String, Int, Int?, Int, StayFindings.Basis, Int?)]
    )
    func `tells its state`(
        name: String,
        days: Int,
        stay: Int?,
        silence: Int,
        basis: StayFindings.Basis,
        median: Int?
    ) {
        var history = StayHistory(firstRead: Day(1000))
        for day in 0..<days {
            let today = Day(1001 + Int32(day))
            history.listed(1000, on: today)
            if let stay, day >= stay {
                let listed = today.advanced(by: -stay)
                history.left(1000, on: today, listed: listed, since: listed)
            }
        }
        let findings = history.findings(on: Day(1000 + Int32(days + silence)))
        #expect(findings.basis == basis, "\(name)")
        #expect(findings.medianDays == median, "\(name)")
        #expect(findings.unchangedDays == silence)
        switch basis {
        case .measured: #expect(findings.usualStay?.days == median.map(Double.init))
        case .neverRemoves, .stopped: #expect(findings.usualStay == .endless)
        case .unknown: #expect(findings.usualStay == nil)
        }
    }

    @Test func `needs a hundred listings`() {
        for count in [99, 100] {
            var history = StayHistory(firstRead: Day(0))
            history.listed(count, on: Day(20))
            history.left(count, on: Day(25), listed: Day(20), since: Day(20))
            #expect(history.findings(on: Day(30)).basis == (count == 100 ? .measured : .unknown))
        }
    }

    @Test func `takes a flap's return for the same listing`() {
        // Two hundred addresses that stay 40 days, missing for two days in the middle.
        var history = StayHistory(firstRead: Day(0))
        for round in 0..<3 {
            let start = Int32(round * 45 + 1)
            history.listed(200, on: Day(start))
            history.left(200, on: Day(start + 18), listed: Day(start), since: Day(start))
            history.returned(200, on: Day(start + 20), left: Day(start + 18), since: Day(start))
            history.left(200, on: Day(start + 40), listed: Day(start + 20), since: Day(start))
        }
        let findings = history.findings(on: Day(140))
        #expect(findings.removals == 1200 && findings.returns == 600)
        #expect(findings.isFlapping)
        #expect(findings.medianDays == 40)
        #expect(findings.listings == 400)  // the first round began before the window
    }

    @Test func `waits a week before it calls a removal final`() {
        var history = StayHistory(firstRead: Day(0))
        history.listed(200, on: Day(60))
        history.left(200, on: Day(70), listed: Day(60), since: Day(60))
        #expect(history.findings(on: Day(76)).removals == 0)
        #expect(history.findings(on: Day(77)).removals == 200)
    }

    @Test func `sees a fixed age of removal`() throws {
        var history = StayHistory(firstRead: Day(0))
        for day in 1...60 {
            history.left(10, on: Day(Int32(day)), listed: Day(Int32(day - 182)), since: Day(Int32(day - 182)))
            history.left(on: Day(Int32(day)), listed: Day(Int32(day - 3)), since: Day(Int32(day - 3)))
        }
        let window = try #require(history.findings(on: Day(60)).window)
        #expect((window.days, window.inside, window.earlier, window.removals) == (182, 600, 60, 660))
    }

    @Test func `sees none where removals spread`() {
        var history = StayHistory(firstRead: Day(0))
        for age in 1...100 { history.left(10, on: Day(100), listed: Day(Int32(100 - age)), since: nil) }
        #expect(history.findings(on: Day(100)).window == nil)
    }
}
