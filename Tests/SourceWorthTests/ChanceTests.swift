import Addresses
import TestSupport
import Testing

@testable import SourceWorth

@Suite struct `The measured chance` {
    private let forecast = Forecast(address: 1, kind: .ip, score: 50, day: Day(1000))
    private let lineages = LineageLedger().lineages(declared: [1: "a", 2: "a"])

    private func interval(_ source: Int64, _ began: Int?, _ left: Int?) -> ListingInterval {
        ListingInterval(source: source, began: began?.asDay, left: left?.asDay)
    }

    @Test(
        arguments: [
            ("nothing", [], false),
            ("a new source", [(3, 1001, nil)], true),
            ("on the last day", [(3, 1030, nil)], true),
            ("too late", [(3, 1031, nil)], false),
            ("on the day itself", [(3, 1000, 1000)], false),
            ("one that lists it already", [(3, 900, nil), (3, 1010, nil)], false),
            ("one that lists it since before it was read", [(3, nil, nil), (3, 1010, nil)], false),
            ("one that listed it lately", [(3, 500, 821), (3, 1010, nil)], false),
            ("one that listed it long ago", [(3, 500, 820), (3, 1010, nil)], true),
            ("another of its lineage", [(1, 990, nil), (2, 1010, nil)], false),
            ("another beside one of its lineage", [(1, 990, nil), (2, 1010, nil), (3, 1020, 1021)], true),
        ] as [(String, [(Int64, Int?, Int?)], Bool)]
    )
    func `is of confirmation by somebody new`(
        name: String,
        rows: [(source: Int64, began: Int?, left: Int?)],
        isConfirmed: Bool
    ) {
        let intervals = rows.map { interval($0.source, $0.began, $0.left) }
        #expect(forecast.isConfirmed(by: intervals, lineages: lineages) == isConfirmed, "\(name)")
        #expect(forecast.isConfirmed(by: intervals.reversed(), lineages: lineages) == isConfirmed, "\(name)")
    }

    @Test func `tells ten steps of score`() {
        let steps = [(0.0, 0), (9.99, 0), (10, 1), (59.99, 5), (99.9, 9), (100, 9), (-1, 0), (200, 9)]
        for (score, step) in steps { #expect(ChanceRules.step(of: score) == step) }
    }

    @Test(arguments: 0..<4) func `draws the same sample in any order`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let scored = (0..<9000).map { (Int64($0), Double($0 % 7 == 0 ? 75 : 5)) }
        var (one, other) = (ForecastSample(on: Day(3)), ForecastSample(on: Day(3)))
        for (address, score) in scored { one.add(address: address, kind: .ip, score: score) }
        for (address, score) in scored.shuffled(using: &generator) {
            other.add(address: address, kind: .ip, score: score)
        }
        let drawn = one.finish()
        #expect(drawn == other.finish())
        #expect(drawn.filter { $0.step == 7 }.count == 9000 / 7 + 1)
        #expect(drawn.filter { $0.step == 0 }.count == ChanceRules.sampleSize)
        // Evenly: about half of them lie in the lower half.
        let lower = drawn.filter { $0.step == 0 && $0.address < 4500 }.count
        #expect((900...1100).contains(lower))
    }

    private func ledger(_ rows: [(score: Double, count: Int, confirmed: Int)]) -> ChanceLedger {
        var ledger = ChanceLedger()
        for (score, count, confirmed) in rows {
            let outcomes = (0..<count).map {
                (
                    forecast: Forecast(address: Int64($0), kind: .ip, score: score, day: Day(0)),
                    isConfirmed: $0 < confirmed
                )
            }
            ledger.take(outcomes, on: Day(30))
        }
        return ledger
    }

    @Test func `is the share that came true, with its counts`() throws {
        let chances = ledger([(5, 10_000, 50), (25, 1000, 50), (65, 500, 100)]).chances
        let values = [5.0, 25, 65].compactMap { chances.chance(of: $0, kind: .ip) }
        #expect(values.map(\.counts.listings) == [10_000, 1000, 500])
        #expect(values[0].value == 0.005)
        #expect(abs(values[1].value - 0.05) < 0.002)
        #expect(abs(values[2].value - 0.2) < 0.007)
        #expect(chances.chance(of: 5, kind: .domain) == nil)
        #expect(chances.chances(of: .ip).count == ChanceRules.steps)
        #expect(ledger([(5, 99, 1)]).chances.chances(of: .ip).isEmpty)
    }

    @Test func `of a step with few forecasts leans on the step below`() throws {
        let chances = ledger([(55, 10_000, 1000), (95, 2, 2)]).chances
        let top = try #require(chances.chance(of: 95, kind: .ip))
        #expect((0.1...0.2).contains(top.value))
    }

    @Test(arguments: 0..<30) func `never falls as the score rises`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rows = (0..<10).map { step in
            let count = Int.random(in: 0...300, using: &generator)
            return (
                score: Double(step * 10), count: count,
                confirmed: Int.random(in: 0...count, using: &generator)
            )
        }
        let values = ledger(rows).chances.chances(of: .ip).map(\.value)
        #expect(values == values.sorted())
        #expect(values.allSatisfy { (0...1).contains($0) })
    }

    @Test func `forgets by halves, and takes nothing early`() {
        var ledger = ledger([(5, 64, 32)])
        ledger.take(
            [(forecast: Forecast(address: 1, kind: .ip, score: 5, day: Day(91)), isConfirmed: true)],
            on: Day(120)
        )
        #expect(ledger.counts.values.map(\.listings) == [32])
    }

    @Test func `comes back from storage as it was`() throws {
        let ledger = ledger([(5, 64, 32), (95, 3, 1)])
        #expect(try ChanceLedger(stored: ledger.stored) == ledger)
        #expect(try ChanceLedger(stored: ChanceLedger().stored) == ChanceLedger())
    }
}
