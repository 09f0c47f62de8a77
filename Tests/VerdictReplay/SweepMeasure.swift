import Addresses
import Reports
import SourceWorth

/// Measures one weekly sweep over made-up listings: `marsad-evaluate --sweep SOURCES LISTINGS`.
public enum SweepMeasure {
    /// Sweeps `listings` fresh listings of each of `sources` sources, on average four of an address.
    /// - Parameters:
    ///   - sources: how many sources.
    ///   - listings: how many listings each has in the window.
    /// - Returns: a line with the figures.
    /// - Throws: nothing that is expected.
    public static func run(sources: Int, listings: Int) throws -> String {
        let profiles = (0..<sources).map { SourceProfile(source: Int64($0), firstRead: Day(0)) }
        let clock = ContinuousClock()
        var state: UInt64 = 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var learning = SourceLearning()
        let total = sources * listings
        var given = 0
        var address: Int64 = 0
        let start = clock.now
        var sweep = learning.sweep(on: Day(1000), sources: profiles)
        while given < total {
            address += 1
            let day = random(50)
            for _ in 0..<(1 + random(7)) {
                try sweep.add(
                    FreshListing(
                        address: address,
                        source: Int64(random(sources)),
                        kind: .ip,
                        category: .scanning,
                        day: Day(Int32(940 + day + random(10)))
                    )
                )
                given += 1
            }
        }
        learning.take(sweep, sources: profiles)
        let worth = learning.worth(on: Day(1000), sources: profiles)
        let elapsed = clock.now - start
        return "\(given) listings of \(sources) sources, \(address) addresses: \(elapsed); "
            + "\(worth.reliabilities.count) reliabilities"
    }
}
