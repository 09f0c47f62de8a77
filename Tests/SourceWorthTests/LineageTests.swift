import TestSupport
import Testing

@testable import SourceWorth

@Suite struct `Lineages of sources` {
    private func pair(_ one: Int64, _ other: Int64) throws -> SourcePair {
        try #require(SourcePair(one, other))
    }

    private func closeness(
        _ one: Int64,
        _ other: Int64,
        _ share: Double,
        back: Double = 0,
        of listings: Int = 1000
    ) throws -> Closeness {
        let pair = try pair(one, other)
        let following = [share, back].map {
            Following(listings: listings, near: Int(($0 * Double(listings)).rounded()))
        }
        return Closeness(pair: pair, first: following[0], second: following[1])
    }

    private func table(_ all: Closeness...) -> ClosenessTable {
        var listings: [Int64: Int] = [:]
        for closeness in all {
            listings[closeness.pair.first] = closeness.first.listings
            listings[closeness.pair.second] = closeness.second.listings
        }
        return ClosenessTable(
            listings: listings,
            pairs: Dictionary(all.map { ($0.pair, $0) }, uniquingKeysWith: { $1 })
        )
    }

    /// The first seven are the measured pairs of `references/verdicts.md` §6.
    @Test(
        arguments: [
            ("a copy", 0.93, 1.0, 1290, false, .joins),
            ("one owner, in the week", 0.78, 0.36, 5000, false, .joins),
            ("one owner, over months", 0.42, 0.54, 5000, false, .joins),
            ("an aggregate and one of its sources", 0.27, 0, 1000, false, .asks),
            ("independent sensors", 0.22, 0, 500, false, .asks),
            ("independent", 0.10, 0.03, 500, false, .apart),
            ("shared subject", 0.05, 0, 5000, false, .apart),
            ("at the bound", 0.4, 0, 1000, false, .joins),
            ("just below", 0.399, 0, 1000, false, .asks),
            ("too few", 1, 1, 99, false, .unknown),
            ("reporters", 0.5, 0, 30, true, .joins),
            ("reporters below", 0.49, 0, 99, true, .apart),
            ("reporters of many reports", 0.49, 0, 100, true, .asks),
            ("too few reports", 1, 1, 29, true, .unknown),
        ] as [(String, Double, Double, Int, Bool, LineageRules.Verdict)]
    )
    func `join by the larger share of the two directions`(
        name: String,
        share: Double,
        back: Double,
        listings: Int,
        isReporter: Bool,
        verdict: LineageRules.Verdict
    ) throws {
        let measured = try closeness(1, 2, share, back: back, of: listings)
        #expect(
            LineageRules.verdict(on: measured, reporters: isReporter ? [1, 2] : []) == verdict,
            "\(name)"
        )
        let mirrored = try closeness(1, 2, back, back: share, of: listings)
        #expect(
            LineageRules.verdict(on: mirrored, reporters: isReporter ? [1, 2] : []) == verdict,
            "\(name)"
        )
    }

    @Test func `judge a small follower though its leader is large`() throws {
        let measured = Closeness(
            pair: try pair(1, 2),
            first: Following(listings: 120, near: 60),
            second: Following(listings: 100_000, near: 60)
        )
        #expect(LineageRules.verdict(on: measured, reporters: []) == .joins)
    }

    @Test func `part after two weeks below the bound, not before`() throws {
        var ledger = LineageLedger()
        let together: (Double, Int) -> ClosenessTable = { share, _ in
            (try? self.table(self.closeness(1, 2, share))) ?? ClosenessTable(listings: [:], pairs: [:])
        }
        var joined: [Bool] = []
        let shares = [0.5, 0.3, 0.24, 0.26, 0.2, 0.1, 0.24, 0.2, 0.3]
        for (week, share) in shares.enumerated() {
            ledger.take(together(share, week), reporters: [], on: (7 * week).asDay)
            joined.append(ledger.lineages()[2] == 1)
        }
        #expect(joined == [true, true, true, true, true, true, false, false, false])
        #expect(ledger.questions.count == 1)
    }

    @Test func `hold while there is too little to measure`() throws {
        var ledger = LineageLedger()
        ledger.take(table(try closeness(1, 2, 0.9)), reporters: [], on: Day(0))
        for week in 1...20 {
            let listings: [Int64: Int] = [1: 10, 2: 10]
            ledger.take(ClosenessTable(listings: listings, pairs: [:]), reporters: [], on: (7 * week).asDay)
        }
        #expect(ledger.lineages()[2] == 1)
    }

    @Test func `join what is joined by a third`() throws {
        var ledger = LineageLedger()
        ledger.take(
            table(try closeness(5, 9, 0.5), try closeness(3, 9, 0.6), try closeness(1, 2, 0.3)),
            reporters: [],
            on: Day(0)
        )
        let lineages = ledger.lineages()
        #expect(lineages.groups == [[3, 5, 9]])
        #expect(ledger.questions.keys.sorted() == [try pair(1, 2)])
        #expect([1, 2, 3, 5, 9].map { lineages[$0] } == [1, 2, 3, 3, 3])
    }

    @Test func `join at once what one owner declares`() {
        let lineages = LineageLedger().lineages(declared: [7: "a", 4: "a", 5: "b", 6: "c", 8: "c"])
        #expect(lineages.groups == [[4, 7], [6, 8]])
    }

    @Test func `obey the analyst`() throws {
        var ledger = LineageLedger()
        ledger.take(
            table(try closeness(1, 2, 0.9), try closeness(2, 3, 0.5)),
            reporters: [],
            on: Day(0)
        )
        #expect(ledger.lineages().groups == [[1, 2, 3]])
        let apart = LineageRuling(try pair(1, 3), isOneLineage: false)
        #expect(ledger.lineages(rulings: [apart]).groups == [[1, 2]])
        let declared: [Int64: String] = [1: "x", 3: "x"]
        #expect(ledger.lineages(declared: declared, rulings: [apart]).groups == [[1, 2]])
        let together = LineageRuling(try pair(8, 9), isOneLineage: true)
        #expect(ledger.lineages(rulings: [together]).groups == [[1, 2, 3], [8, 9]])
    }

    @Test(arguments: 0..<20) func `keep apart what is ruled apart, whatever joins`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rulings = try (0..<3).map { _ in
            let one = Int64.random(in: 1...9, using: &generator)
            return LineageRuling(
                try pair(one, one + 1 + Int64.random(in: 0..<5, using: &generator)),
                isOneLineage: false
            )
        }
        var ledger = LineageLedger()
        var pairs: [SourcePair: Closeness] = [:]
        for _ in 0..<15 {
            let one = Int64.random(in: 1...9, using: &generator)
            let other = one + 1 + Int64.random(in: 0..<5, using: &generator)
            let share = Double.random(in: 0.4...1, using: &generator)
            let found = try closeness(one, other, share)
            pairs[found.pair] = found
        }
        ledger.take(ClosenessTable(listings: [:], pairs: pairs), reporters: [], on: Day(0))
        let lineages = ledger.lineages(declared: [1: "a", 5: "a", 9: "a"], rulings: rulings)
        for ruling in rulings { #expect(lineages[ruling.pair.first] != lineages[ruling.pair.second]) }
        #expect(lineages == ledger.lineages(declared: [9: "a", 5: "a", 1: "a"], rulings: rulings.reversed()))
        for group in lineages.groups { #expect(group.allSatisfy { lineages[$0] == group[0] }) }
    }

    @Test func `come back from storage as they were`() throws {
        var ledger = LineageLedger()
        ledger.take(
            table(try closeness(1, 2, 0.9), try closeness(2, 3, 0.3), try closeness(4, -7, 0.5)),
            reporters: [],
            on: Day(0)
        )
        ledger.take(table(try closeness(1, 2, 0.1)), reporters: [], on: Day(7))
        #expect(try LineageLedger(stored: ledger.stored) == ledger)
    }
}
