import Addresses
import Reports
import TestSupport
import Testing

@testable import SourceWorth

@Suite struct `Learnt reliability` {
    private let group = ReportGroup(kind: .ip, category: .scanning)

    private func key(_ source: Int64) -> ReliabilityKey { ReliabilityKey(source: source, group: group) }

    private func near(
        _ left: [ReliabilityKey: ConfirmationCounts],
        _ right: [ReliabilityKey: ConfirmationCounts]
    ) -> Bool {
        left.keys == right.keys
            && left.allSatisfy { key, counts in
                guard let other = right[key] else { return false }
                return abs(counts.listings - other.listings) < 1e-9
                    && abs(counts.confirmed - other.confirmed) < 1e-9
            }
    }

    /// Every listing against every other, with the weights of day `day`.
    private func naive(
        _ listings: [FreshListing],
        on day: Int,
        lineages: Lineages,
        firstRead: (Int64) -> Int
    ) -> [ReliabilityKey: ConfirmationCounts] {
        var counts: [ReliabilityKey: ConfirmationCounts] = [:]
        for listing in listings where listing.day <= (day - 30).asDay {
            let isConfirmed = listings.contains { (other: FreshListing) -> Bool in
                other.address == listing.address && lineages[other.source] != lineages[listing.source]
                    && (1...30).contains(other.day - listing.day)
                    && Int(other.day.number) - firstRead(other.source) >= 30
            }
            let age = day - 30 - Int(listing.day.number)
            var weight = 1.0
            for _ in 0..<age { weight *= 0.992_327_946_262_943_5 }  // 2^(−1/90)
            let key = ReliabilityKey(
                source: listing.source,
                group: ReportGroup(kind: listing.kind, category: listing.category)
            )
            counts[key, default: ConfirmationCounts()].add(weight, isConfirmed: isConfirmed)
        }
        return counts
    }

    /// Source 5 is young, so that it confirms nothing before day 60.
    private var sources: [SourceProfile] {
        profiles(7).map { profile in
            var profile = profile
            if profile.source == 5 { profile.firstRead = 30.asDay }
            if profile.source == 3 || profile.source == 4 { profile.declaredLineage = "one house" }
            return profile
        }
    }

    @Test(arguments: 0..<20) func `counts what comparing all with all gives`(seed: UInt64) throws {
        let listings = RandomListings.make(seed: seed)
        let lineages = SourceLearning().lineages(of: sources)
        for day in [29, 31, 100, 190] {
            var learning = SourceLearning()
            try learning.learn(listings, on: day, sources: sources)
            let naive = naive(listings, on: day, lineages: lineages) { $0 == 5 ? 30 : -100 }
            #expect(near(learning.reliabilities.counts, naive), "seed \(seed), day \(day)")
        }
    }

    @Test(arguments: 0..<10) func `counts each listing once, however often it sweeps`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // Far apart in time, so that nothing is found to be one lineage on the way.
        let listings = RandomListings.make(seed: seed, count: 300, sources: 7).filter { $0.source != 2 }
        var (often, once) = (SourceLearning(), SourceLearning())
        var day = 5
        while day < 190 {
            let first = often.sweep(on: day.asDay, sources: sources).firstDay
            try often.learn(listings.filter { $0.day >= first }, on: day, sources: sources)
            #expect(often.lineages.bonds.isEmpty)
            day += Int.random(in: 0...20, using: &generator)
        }
        try often.learn(listings, on: 190, sources: sources)
        try often.learn(listings, on: 190, sources: sources)
        try often.learn(listings, on: 120, sources: sources)
        try once.learn(listings, on: 190, sources: sources)
        #expect(near(often.reliabilities.counts, once.reliabilities.counts))
    }

    @Test(arguments: 0..<10) func `of a day does not change when more becomes known`(seed: UInt64) throws {
        let listings = RandomListings.make(seed: seed)
        var (then, later) = (SourceLearning(), SourceLearning())
        try then.learn(listings.filter { $0.day <= 100.asDay }, on: 100, sources: sources)
        try later.learn(listings, on: 100, sources: sources)
        #expect(then == later)
    }

    @Test(
        arguments: [
            ("a day later", 11, 2, true), ("thirty days later", 40, 2, true), ("too late", 41, 2, false),
            ("the same day", 10, 2, false), ("before", 5, 2, false), ("by itself", 20, 1, false),
            ("by its own lineage", 20, 3, false), ("by a young source", 20, 4, false),
            ("by the same source when it is older", 35, 4, true),
        ] as [(String, Int, Int64, Bool)]
    )
    func `comes from later listings of other lineages`(
        name: String,
        day: Int,
        source: Int64,
        isConfirmed: Bool
    ) throws {
        var sources = profiles(4)
        sources[0].declaredLineage = "one house"
        sources[2].declaredLineage = "one house"
        sources[3].firstRead = 5.asDay
        let listings = [(1, 10), (source, day)].map {
            FreshListing(address: 1, source: $0, kind: .ip, category: .scanning, day: $1.asDay)
        }
        var learning = SourceLearning()
        try learning.learn(listings, on: 40, sources: sources)
        #expect((learning.reliabilities.counts[key(1)]?.confirmed ?? 0 > 0) == isConfirmed, "\(name)")
    }

    private func learnt(
        _ counts: [Int64: (Double, Double)],
        reporters: Set<Int64> = [],
        stopped: Set<Int64> = [],
        in group: ReportGroup? = nil
    ) -> Reliabilities {
        let counts = counts.map { source, pair in
            (
                ReliabilityKey(source: source, group: group ?? self.group),
                ConfirmationCounts(listings: pair.0, confirmed: pair.1)
            )
        }
        return Reliabilities(
            Dictionary(counts, uniquingKeysWith: { $1 }),
            reporters: reporters,
            stopped: stopped
        )
    }

    private let five: [Int64: (Double, Double)] = [
        1: (1000, 10), 2: (1000, 20), 3: (1000, 40), 4: (1000, 80), 5: (1000, 160),
    ]

    @Test func `is shrunk to the rate of its group, reporters less`() throws {
        let known = learnt(five, reporters: [5])
        let base = 310.0 / 5000
        let list = try #require(known[key(3)])
        #expect(abs(list.chance - (40 + 50 * base) / 1050) < 1e-12)
        let reporter = try #require(known[key(5)])
        #expect(abs(reporter.chance - (160 + 20 * base) / 1020) < 1e-12)
        #expect(list.counts == ConfirmationCounts(listings: 1000, confirmed: 40))
        let few = learnt([1: (2, 2), 2: (1000, 10)])[key(1)]
        #expect(few.map { $0.chance < 0.07 } == true)
    }

    @Test func `has 0.5 at the median source for the score`() throws {
        let known = learnt(five)
        let scores = try (1...5).map { try #require(known[key($0)]?.score) }
        #expect(abs(scores[2] - 0.5) < 1e-12)
        #expect(scores == scores.sorted())
        #expect(scores.allSatisfy { ReliabilityRules.scoreBounds.contains($0) })
    }

    @Test func `leaves those that stopped out of the median`() throws {
        var counts = five
        counts[6] = (1000, 320)
        counts[7] = (1000, 640)
        let known = learnt(counts, stopped: [6, 7])
        #expect(try abs(#require(known[key(3)]?.score) - 0.5) < 1e-12)
        #expect(known[key(7)]?.score ?? 0 > 0.5)
    }

    @Test func `gives no score where nothing can be compared`() {
        var counts = five
        counts[5] = nil
        #expect(learnt(counts)[key(1)].map { $0.score == nil && $0.chance > 0 } == true)
        counts[5] = (0.5, 0)
        #expect(learnt(counts)[key(1)]?.score == nil)
        let unstated = ReportGroup(kind: .ip, category: .undetermined)
        let known = learnt(five, in: unstated)
        #expect(known[ReliabilityKey(source: 1, group: unstated)].map { $0.score == nil } == true)
        #expect(learnt(five)[key(9)] == nil)
        #expect(learnt(five.mapValues { ($0.0, 0) })[key(1)].map { $0.score == nil } == true)
    }

    @Test(arguments: 0..<20) func `rises with what is confirmed`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var counts: [Int64: (Double, Double)] = [:]
        for source in 1...9 {
            let listings = Double.random(in: 1...500, using: &generator)
            counts[Int64(source)] = (listings, Double.random(in: 0...listings, using: &generator))
        }
        let before = learnt(counts)
        let (listings, confirmed) = try #require(counts[4])
        counts[4] = (listings, min(listings, confirmed + 1))
        let after = learnt(counts)
        #expect(try #require(after[key(4)]).chance >= #require(before[key(4)]).chance)
        for known in [before, after] {
            let ranked = (1...9).compactMap { known[key($0)] }.sorted { $0.chance < $1.chance }
            #expect(zip(ranked, ranked.dropFirst()).allSatisfy { ($0.score ?? 0) <= ($1.score ?? 0) })
        }
    }

    @Test func `weighs counts of ninety days ago half`() throws {
        var learning = SourceLearning()
        let listings = (0..<64).map {
            FreshListing(address: $0, source: 1, kind: .ip, category: .scanning, day: Day(0))
        }
        try learning.learn(listings, on: 30, sources: profiles(2))
        #expect(learning.reliabilities.counts[key(1)]?.listings == 64)
        try learning.learn([], on: 120, sources: profiles(2))
        #expect(learning.reliabilities.counts[key(1)]?.listings == 32)
        try learning.learn([], on: 1500, sources: profiles(2))
        #expect(learning.reliabilities.counts.isEmpty)
    }

    @Test func `comes back from storage as it was`() throws {
        var learning = SourceLearning()
        try learning.learn(RandomListings.make(seed: 1), on: 120, sources: sources)
        #expect(!learning.reliabilities.counts.isEmpty)
        #expect(try ReliabilityLedger(stored: learning.reliabilities.stored) == learning.reliabilities)
        #expect(try ReliabilityLedger(stored: ReliabilityLedger().stored) == ReliabilityLedger())
    }
}
