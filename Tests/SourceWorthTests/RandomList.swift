import TestSupport

@testable import SourceWorth

/// A list with a random life, told to a history event by event or counted naively, listing by listing.
struct RandomList {
    struct Listing {
        var begun: Int?
        var left: Int?
        var since: Int?
        /// When the listing before it ended, if this one returned within a week.
        var returnsFrom: Int?
    }

    let firstRead: Int
    let lastDay: Int
    /// In the order of their first days; of one address or of different ones.
    private(set) var listings: [Listing] = []

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        firstRead = Int.random(in: -30...30, using: &generator)
        lastDay = firstRead + Int.random(in: 20...400, using: &generator)
        let stay = [2, 9, 40, 500][Int(seed % 4)]
        let returns = [0.0, 0.4, 0.9][Int(seed % 3)]
        let silence = Int(seed % 5) * 6
        for _ in 0..<[30, 300, 900][Int(seed / 12 % 3)] {
            var day = Int.random(in: firstRead...lastDay, using: &generator)
            var before: Listing?
            while day < lastDay - silence {
                let left = day + Int.random(in: 0...(2 * stay), using: &generator)
                var listing = Listing(begun: day == firstRead ? nil : day)
                listing.since = listing.begun
                if let before, let gone = before.left, day - gone <= 7 {
                    listing.since = before.since
                    listing.returnsFrom = gone
                }
                if left < lastDay - silence { listing.left = left }
                listings.append(listing)
                before = listing
                guard Double.random(in: 0..<1, using: &generator) < returns else { break }
                day = left + Int.random(in: 1...12, using: &generator)
            }
        }
    }

    private enum Event { case left(Listing), begun(Listing) }

    /// Tells what happened on the days after `first`, up to `last`.
    func tell(_ history: inout StayHistory, after first: Int = .min, through last: Int) {
        var events: [(day: Int, order: Int, event: Event)] = []
        for (order, listing) in listings.enumerated() {
            if let left = listing.left { events.append((left, order, .left(listing))) }
            if let begun = listing.begun { events.append((begun, order, .begun(listing))) }
        }
        events = events.filter { $0.day > first && $0.day <= last }
        for (day, _, event) in events.sorted(by: { ($0.day, $0.order) < ($1.day, $1.order) }) {
            switch event {
            case .left(let listing):
                history.left(on: day.asDay, listed: listing.begun?.asDay, since: listing.since?.asDay)
            case .begun(let listing):
                guard let gone = listing.returnsFrom else {
                    history.listed(on: day.asDay)
                    continue
                }
                history.returned(on: day.asDay, left: gone.asDay, since: listing.since?.asDay)
            }
        }
    }

    /// What should be known on `day`, from the whole life cut off there.
    func naiveFindings(on day: Int) -> StayFindings {
        let known = listings.filter { $0.begun ?? firstRead <= day }
        func left(_ listing: Listing, by last: Int) -> Int? { listing.left.flatMap { $0 <= last ? $0 : nil } }
        let removals = known.filter { left($0, by: day - 7).map { $0 > day - 7 - 120 } ?? false }.count
        let returns = known.filter { $0.returnsFrom.map { $0 <= day - 7 && $0 > day - 7 - 120 } ?? false }
            .count
        let isFlapping = removals >= 100 && 2 * returns >= removals
        var durations: [(days: Int, hasEnded: Bool)] = []
        var ages: [Int: Int] = [:]
        if isFlapping {
            // Chains are told apart by address in truth; here listings of one chain are counted by their first days.
            var open: [Int: Int] = [:]
            for listing in known {
                guard let since = listing.since else { continue }
                if listing.returnsFrom == nil { open[since, default: 0] += 1 }
            }
            var ended: [[Int]: Int] = [:]
            for listing in known {
                guard let since = listing.since else { continue }
                if let gone = listing.returnsFrom { ended[[since, gone], default: 0] -= 1 }
                if let gone = left(listing, by: day) { ended[[since, gone], default: 0] += 1 }
            }
            for (span, count) in ended where count > 0 {
                if span[1] > day - 120 { ages[span[1] - span[0], default: 0] += count }
                guard span[1] <= day - 7, span[0] > day - 120 else { continue }
                open[span[0], default: 0] -= count
                durations += Array(repeating: (span[1] - span[0], true), count: count)
            }
            for (since, count) in open where since > day - 120 && since <= day - 7 {
                durations += Array(repeating: (day - 7 - since, false), count: max(0, count))
            }
        } else {
            for listing in known {
                guard let begun = listing.begun else { continue }
                let end = left(listing, by: day)
                if let end, end > day - 120 { ages[end - begun, default: 0] += 1 }
                if begun > day - 120 { durations.append(((end ?? day) - begun, end != nil)) }
            }
        }
        let changes = known.compactMap(\.begun) + known.compactMap { left($0, by: day) } + [firstRead]
        let unchanged = day - (changes.max() ?? firstRead)
        let isEnough = durations.count >= 100 && day - firstRead >= 30
        let median = isEnough ? naiveMedian(durations) : nil
        return StayFindings(
            basis: unchanged >= 14
                ? .stopped : !isEnough ? .unknown : median == nil ? .neverRemoves : .measured,
            medianDays: median,
            listings: durations.count,
            ended: durations.filter(\.hasEnded).count,
            historyDays: day - firstRead,
            unchangedDays: unchanged,
            removals: removals,
            returns: returns,
            window: RollingWindow(ages: ages)
        )
    }

    private func naiveMedian(_ durations: [(days: Int, hasEnded: Bool)]) -> Int? {
        var share = 1.0
        for day in 0...(durations.map(\.days).max() ?? 0) {
            let atRisk = durations.filter { $0.days >= day }.count
            let ended = durations.filter { $0.days == day && $0.hasEnded }.count
            share *= 1 - Double(ended) / Double(max(atRisk, 1))
            if share <= 0.5 + 1e-9 { return day }
        }
        return nil
    }
}

extension Int {
    var asDay: Day { Day(Int32(self)) }
}
