import Addresses
import Reports
import Reputation
import SourceWorth

/// The pure module fed by hand from plain sets: what a store must agree with.
struct HandHistory {
    struct Listing {
        /// Nil for what stood there at the first reading.
        var listed: Day?
        var since: Day?
        var left: Day?
    }

    private(set) var learning = SourceLearning()
    private(set) var worth = Worth.unknown
    private(set) var profiles: [SourceProfile] = []
    private var fresh: [FreshListing] = []
    /// By source and address.
    private(set) var listings: [Int64: [Int: Listing]] = [:]
    private let category: Category

    init(category: Category) {
        self.category = category
    }

    /// A list is read.
    mutating func read(_ source: Int64, _ list: Set<Int>, on day: Day, kinds: [AddressKind]) {
        guard let before = listings[source] else {
            profiles.append(SourceProfile(source: source, firstRead: day))
            learning.stays[source] = StayHistory(firstRead: day)
            listings[source] = Dictionary(uniqueKeysWithValues: list.map { ($0, Listing()) })
            return
        }
        for address in list.sorted() {
            let known = before[address]
            if let known, known.left == nil { continue }
            if let known, let left = known.left, !FreshListing.isFresh(on: day, after: left) {
                learning.stays[source]?.returned(on: day, left: left, since: known.since)
                listings[source]?[address] = Listing(listed: day, since: known.since)
            } else {
                learning.stays[source]?.listed(on: day)
                listings[source]?[address] = Listing(listed: day, since: day)
                note(source, address, on: day, kinds)
            }
        }
        for (address, known) in before where known.left == nil && !list.contains(address) {
            learning.stays[source]?.left(on: day, listed: known.listed, since: known.since)
            listings[source]?[address]?.left = day
        }
    }

    /// Somebody reports an address.
    mutating func report(_ source: Int64, _ address: Int, on day: Day, kinds: [AddressKind]) {
        if listings[source] == nil {
            profiles.append(SourceProfile(source: source, firstRead: day, keepsList: false))
            listings[source] = [:]
        }
        let known = listings[source]?[address]
        let isFresh = FreshListing.isFresh(on: day, after: known?.listed)
        listings[source]?[address] = Listing(listed: day, since: isFresh ? day : known?.since)
        if isFresh { note(source, address, on: day, kinds) }
    }

    private mutating func note(_ source: Int64, _ address: Int, on day: Day, _ kinds: [AddressKind]) {
        fresh.append(
            FreshListing(
                address: Int64(address),
                source: source,
                kind: kinds[address],
                category: category,
                day: day
            )
        )
    }

    mutating func learn(on day: Day, rulings: [LineageRuling] = []) throws {
        var sweep = learning.sweep(on: day, sources: profiles, rulings: rulings)
        for listing in fresh.sorted(by: { $0.address < $1.address }) where listing.day >= sweep.firstDay {
            try sweep.add(listing)
        }
        learning.take(sweep, sources: profiles)
        worth = learning.worth(on: day, sources: profiles, rulings: rulings, present: worth)
    }

    /// What the sources share, each pair looked at by itself.
    func overlap(of source: Int64) -> Overlap {
        func active(_ source: Int64) -> [Int: Listing] {
            listings[source, default: [:]].filter { $0.value.left == nil }
        }
        let own = active(source)
        var shared: [Int64: Int] = [:]
        var alone = 0
        var differences: [Int] = []
        for (address, listing) in own {
            let others = listings.keys.filter { $0 != source && active($0)[address] != nil }
            for other in others { shared[other, default: 0] += 1 }
            if others.isEmpty { alone += 1 }
            let days = others.map { active($0)[address]?.since }
            guard let since = listing.since, !others.isEmpty, !days.contains(nil),
                let first = days.compactMap(\.self).min()
            else { continue }
            differences.append(since - first)
        }
        differences.sort()
        return Overlap(
            listed: own.count,
            alone: alone,
            shared: shared,
            timed: differences.count,
            medianDays: differences.isEmpty ? nil : differences[(differences.count - 1) / 2]
        )
    }
}
