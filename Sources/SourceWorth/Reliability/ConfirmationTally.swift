import Reports
import Reputation

/// Counts which fresh listings another lineage confirmed: listed freshly itself on a later day, within
/// ``ReliabilityRules/confirmationDays``.
///
/// One pass over fresh listings in the order of their addresses. Each listing is counted once, when it has had its days.
public struct ConfirmationTally: Sendable {
    /// The days whose listings are counted now: those that have had their days and were not counted before.
    private let cohort: ClosedRange<Day>?
    private let day: Day
    private let lineages: Lineages
    private let firstRead: [Int64: Day]
    private(set) var counts: [ReliabilityKey: ConfirmationCounts] = [:]
    /// The first day of which listings are needed.
    let firstDay: Day

    /// A count of what is known on `day`.
    /// - Parameters:
    ///   - day: the day.
    ///   - counted: the last day whose listings were counted before; nil when none were.
    ///   - lineages: which sources count together; none confirms its own lineage.
    ///   - firstRead: when each source was first read, or first reported; others confirm nothing.
    init(on day: Day, counted: Day?, lineages: Lineages, firstRead: [Int64: Day]) {
        let last = day.advanced(by: -ReliabilityRules.confirmationDays)
        let first =
            counted?.advanced(by: 1) ?? last.advanced(by: 1 - ReliabilityRules.lookBackDays)
        cohort = first <= last ? first...last : nil
        firstDay = first
        self.day = day
        self.lineages = lineages
        self.firstRead = firstRead
    }

    /// The last day whose listings are counted after this.
    var countedThrough: Day { day.advanced(by: -ReliabilityRules.confirmationDays) }

    /// Takes in all fresh listings of one address, in the order of their days.
    mutating func add(_ group: some RandomAccessCollection<FreshListing>) {
        guard let cohort, let first = group.first, first.day <= cohort.upperBound else { return }
        if group.count == 1 { return count(first, isConfirmed: false) }
        // From the last day back: the nearest later listing that may confirm, and the nearest of another lineage.
        var nearest: (lineage: Int64, day: Day)?
        var other: (lineage: Int64, day: Day)?
        var end = group.endIndex
        while end > group.startIndex {
            let current = group[group.index(before: end)].day
            var start = end
            while start > group.startIndex, group[group.index(before: start)].day == current {
                start = group.index(before: start)
            }
            for listing in group[start..<end] where current <= cohort.upperBound {
                let confirmer = nearest?.lineage == lineages[listing.source] ? other : nearest
                let isConfirmed =
                    confirmer.map { $0.day - current <= ReliabilityRules.confirmationDays } ?? false
                count(listing, isConfirmed: isConfirmed)
            }
            for listing in group[start..<end] where current <= day && mayConfirm(listing) {
                let lineage = lineages[listing.source]
                if lineage != nearest?.lineage { other = nearest }
                nearest = (lineage, current)
            }
            end = start
        }
    }

    private func mayConfirm(_ listing: FreshListing) -> Bool {
        firstRead[listing.source].map { listing.day - $0 >= ReliabilityRules.minimumConfirmerDays } ?? false
    }

    private mutating func count(_ listing: FreshListing, isConfirmed: Bool) {
        guard let cohort, cohort.contains(listing.day) else { return }
        let group = ReportGroup(kind: listing.kind, category: listing.category)
        let weight = Self.weight(after: countedThrough - listing.day)
        counts[ReliabilityKey(source: listing.source, group: group), default: ConfirmationCounts()].add(
            weight,
            isConfirmed: isConfirmed
        )
    }

    /// What a count of `days` ago weighs.
    static func weight(after days: Int) -> Double {
        Halving.factor(Double(max(0, days)) / ReliabilityRules.halvingDays)
    }
}

extension ConfirmationCounts {
    mutating func add(_ weight: Double, isConfirmed: Bool) {
        listings += weight
        if isConfirmed { confirmed += weight }
    }
}
