import TestSupport
import Testing

@testable import SourceWorth

@Suite struct `Closeness in time` {
    private func table(_ listings: [FreshListing], on day: Int) throws -> ClosenessTable {
        var sweep = SourceLearning().sweep(on: day.asDay, sources: [])
        for listing in listings { try sweep.add(listing) }
        sweep.finish()
        return sweep.closeness.finish()
    }

    /// Every listing against every other.
    private func naive(_ listings: [FreshListing], on day: Int) -> ClosenessTable {
        let known = listings.filter { $0.day <= day.asDay }
        let window = known.filter { $0.day > (day - 60).asDay }
        func following(_ one: Int64, _ other: Int64) -> Following {
            let own = window.filter { $0.source == one }
            let near = own.filter { listing in
                known.contains {
                    $0.address == listing.address && $0.source == other
                        && (0...2).contains(listing.day - $0.day)
                }
            }
            return Following(listings: own.count, near: near.count)
        }
        let sources = Set(window.map(\.source)).sorted()
        var pairs: [SourcePair: Closeness] = [:]
        for one in sources {
            for other in Set(known.map(\.source)) where one != other {
                guard let pair = SourcePair(one, other) else { continue }
                let closeness = Closeness(
                    pair: pair,
                    first: following(pair.first, pair.second),
                    second: following(pair.second, pair.first)
                )
                if closeness.first.near + closeness.second.near > 0 { pairs[pair] = closeness }
            }
        }
        let counts = sources.map { source in (source, window.filter { $0.source == source }.count) }
        return ClosenessTable(
            listings: Dictionary(counts, uniquingKeysWith: { $1 }),
            pairs: pairs
        )
    }

    @Test(arguments: 0..<30) func `is what comparing all with all gives`(seed: UInt64) throws {
        let listings = RandomListings.make(seed: seed)
        for day in [40, 90, 150] {
            let table = try table(listings, on: day)
            let naive = naive(listings, on: day)
            #expect(table.pairs == naive.pairs, "seed \(seed), day \(day)")
            #expect(table.listings.filter { $0.value > 0 } == naive.listings)
        }
    }

    @Test(arguments: 0..<10) func `does not depend on the order within an address`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let listings = RandomListings.make(seed: seed)
        let shuffled = listings.shuffled(using: &generator).sorted { $0.address < $1.address }
        #expect(try table(listings, on: 100) == table(shuffled, on: 100))
    }

    @Test(arguments: 0..<10) func `of a day does not change when more becomes known`(seed: UInt64) throws {
        let listings = RandomListings.make(seed: seed)
        let day = 90
        let then = listings.filter { $0.day <= day.asDay }
        #expect(try table(listings, on: day) == table(then, on: day))
    }

    @Test func `knows the direction, and none on one day`() throws {
        let followed = (0..<10).flatMap {
            [RandomListings.listing($0, 1, 50), RandomListings.listing($0, 2, $0 < 4 ? 50 : 52)]
        }
        let pair = try #require(SourcePair(2, 1))
        let closeness = try table(followed, on: 60)[pair]
        #expect(closeness.second == Following(listings: 10, near: 10))
        #expect(closeness.first == Following(listings: 10, near: 4))
        #expect(closeness.first.share == 0.4)
    }

    @Test func `grows with many sources`() throws {
        let sources: Int64 = 300
        let listings = (1...sources).map { RandomListings.listing(5, $0, 10) }
        let table = try table(listings, on: 20)
        #expect(table.pairs.count == Int(sources * (sources - 1) / 2))
        #expect(table.pairs.values.allSatisfy { $0.first.near == 1 && $0.second.near == 1 })
    }

    @Test func `leaves out sources beyond its bound`() throws {
        let count = Int64(ClosenessTally.maximumSources + 5)
        let table = try table((1...count).map { RandomListings.listing($0, $0, 10) }, on: 20)
        #expect(table.listings.count == ClosenessTally.maximumSources)
    }

    @Test func `refuses listings out of order`() throws {
        var sweep = SourceLearning().sweep(on: Day(10), sources: [])
        try sweep.add(RandomListings.listing(2, 1, 5))
        try sweep.add(RandomListings.listing(2, 2, 4))
        #expect(throws: SourceWorthError(.order)) { try sweep.add(RandomListings.listing(1, 1, 5)) }
    }
}
