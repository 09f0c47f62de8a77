import Addresses
import Reports
import TestSupport

@testable import SourceWorth

/// Fresh listings of a few addresses by a few sources, some of which copy others.
enum RandomListings {
    static func make(
        seed: UInt64,
        count: Int = 600,
        addresses: Int64 = 40,
        sources: Int64 = 7,
        days: ClosedRange<Int> = 0...150
    ) -> [FreshListing] {
        var generator = SeededGenerator(seed: seed)
        var listings: [FreshListing] = []
        for _ in 0..<count {
            let address = Int64.random(in: 0..<addresses, using: &generator)
            let source = Int64.random(in: 1...sources, using: &generator)
            let day = Int.random(in: days, using: &generator)
            listings.append(listing(address, source, day))
            // Source 2 follows source 1, at once or a day or two later; others at their own time.
            if source == 1, Bool.random(using: &generator) {
                listings.append(listing(address, 2, day + Int.random(in: 0...3, using: &generator)))
            }
        }
        return listings.sorted { $0.address < $1.address }
    }

    static func listing(_ address: Int64, _ source: Int64, _ day: Int) -> FreshListing {
        FreshListing(
            address: address,
            source: source,
            kind: address % 2 == 0 ? .ip : .domain,
            category: source % 2 == 0 ? .phishing : .scanning,
            day: day.asDay
        )
    }
}

extension SourceLearning {
    /// Sweeps these listings.
    mutating func learn(_ listings: [FreshListing], on day: Int, sources: [SourceProfile]) throws {
        var sweep = sweep(on: day.asDay, sources: sources)
        for listing in listings { try sweep.add(listing) }
        take(sweep, sources: sources)
    }
}

/// Profiles of the sources 1 to `count`.
func profiles(_ count: Int64, firstRead: Int = -100, keepsList: Bool = true) -> [SourceProfile] {
    (1...count).map { SourceProfile(source: $0, firstRead: firstRead.asDay, keepsList: keepsList) }
}
