/// What the runs of a source tell of how long addresses stay on its list: counts by day, no addresses.
///
/// Days are given in order. Memory is bounded by the days looked at: at most a few thousand counts, whatever the size of
/// the list. A source that keeps no list (single dated reports) has no such history.
public struct StayHistory: Hashable, Sendable {
    /// When the list was first read. What stood on it then had begun on an unknown day.
    public let firstRead: Day
    /// When its content last changed.
    public private(set) var lastChanged: Day
    /// Every return is a listing of its own.
    private var listings = ListingSpans()
    /// A return within ``FreshListing/returnDays`` goes on with the listing before.
    private var chains = ListingSpans()
    /// By the day of leaving.
    private var removals: [Day: Int] = [:]
    /// Of those, how many returned.
    private var returns: [Day: Int] = [:]

    /// The history of a list first read on this day.
    public init(firstRead: Day) {
        self.firstRead = firstRead
        lastChanged = firstRead
    }

    /// Takes in that addresses came onto the list: fresh listings, by ``FreshListing/isFresh(on:after:)``.
    public mutating func listed(_ count: Int = 1, on day: Day) {
        change(on: day)
        listings.begin(count, on: day)
        chains.begin(count, on: day)
    }

    /// Takes in that addresses left the list.
    /// - Parameters:
    ///   - count: how many.
    ///   - day: the day on which they were found to have left.
    ///   - listed: the day on which they last came onto it; nil when not known.
    ///   - since: the first day of their chain of listings; nil when not known.
    public mutating func left(_ count: Int = 1, on day: Day, listed: Day?, since: Day?) {
        change(on: day)
        removals[day, default: 0] += count
        if let listed { listings.end(count, begun: listed, left: day) }
        if let since { chains.end(count, begun: since, left: day) }
    }

    /// Takes in that addresses returned to the list within ``FreshListing/returnDays``.
    /// - Parameters:
    ///   - count: how many.
    ///   - day: the day on which they were found on it again.
    ///   - left: the day on which they had left.
    ///   - since: the first day of their chain of listings; nil when not known.
    public mutating func returned(_ count: Int = 1, on day: Day, left: Day, since: Day?) {
        change(on: day)
        listings.begin(count, on: day)
        returns[left, default: 0] += count
        if let since { chains.resume(count, begun: since, left: left) }
    }

    /// Takes in that addresses which had run out while they stood on the list are claimed anew: their listings begin again.
    /// - Parameters:
    ///   - count: how many.
    ///   - day: the day on which they were found to be claimed anew.
    ///   - listed: the day on which they had last come onto the list; nil when not known.
    public mutating func renewed(_ count: Int = 1, on day: Day, listed: Day?) {
        change(on: day)
        if let listed { listings.withdraw(count, begun: listed) }
        listings.begin(count, on: day)
    }

    private mutating func change(on day: Day) {
        guard day > lastChanged else { return }
        lastChanged = day
        let first = day.advanced(by: -StayRules.keptDays)
        listings.forget(before: first)
        chains.forget(before: first)
        removals = removals.filter { $0.key >= first }
        returns = returns.filter { $0.key >= first }
    }

    /// What is known on `day`, which must not be before the last one told.
    public func findings(on day: Day) -> StayFindings {
        // Only what left by then has had its days to return.
        let settled = day.advanced(by: -FreshListing.returnDays)
        let settledDays = settled.advanced(by: 1 - StayRules.windowDays)...settled
        let removed = removals.lazy.filter { settledDays.contains($0.key) }.map(\.value).reduce(0, +)
        let returned = returns.lazy.filter { settledDays.contains($0.key) }.map(\.value).reduce(0, +)
        let isFlapping = StayFindings.isFlapping(removals: removed, returns: returned)
        let spans = isFlapping ? chains : listings
        let estimate = spans.durations(
            begunOn: day.advanced(by: 1 - StayRules.windowDays)...day,
            knownOn: isFlapping ? settled : day
        )
        let isEnough =
            estimate.count >= StayRules.minimumListings && day - firstRead >= StayRules.minimumHistoryDays
        let median = isEnough ? estimate.median : nil
        return StayFindings(
            basis: basis(isEnough: isEnough, median: median, on: day),
            medianDays: median,
            listings: estimate.count,
            ended: estimate.endedCount,
            historyDays: max(0, day - firstRead),
            unchangedDays: max(0, day - lastChanged),
            removals: removed,
            returns: returned,
            window: RollingWindow(ages: ages(of: spans, on: day))
        )
    }

    private func basis(isEnough: Bool, median: Int?, on day: Day) -> StayFindings.Basis {
        if day - lastChanged >= StayRules.stoppedDays { return .stopped }
        guard isEnough else { return .unknown }
        return median == nil ? .neverRemoves : .measured
    }

    private func ages(of spans: ListingSpans, on day: Day) -> [Int: Int] {
        let first = day.advanced(by: 1 - StayRules.windowDays)
        var ages: [Int: Int] = [:]
        for (span, count) in spans.ended where span.left >= first && span.left <= day {
            ages[span.left - span.begun, default: 0] += count
        }
        return ages
    }
}

extension StayHistory {
    private static let version: UInt8 = 1

    /// The history as bytes for storage.
    public var stored: [UInt8] {
        var writer = NumberWriter(version: Self.version)
        writer.write(firstRead)
        writer.write(lastChanged)
        listings.write(to: &writer)
        chains.write(to: &writer)
        for counts in [removals, returns] {
            writer.write(counts.count)
            for (day, count) in counts.sorted(by: { $0.key < $1.key }) {
                writer.write(day)
                writer.write(count)
            }
        }
        return writer.bytes
    }

    /// Reads ``stored`` back.
    /// - Parameter bytes: the stored bytes.
    /// - Throws: `stored` when they are anything else.
    public init(stored bytes: [UInt8]) throws(SourceWorthError) {
        var reader = try NumberReader(bytes, version: Self.version)
        firstRead = try reader.day()
        lastChanged = try reader.day()
        listings = try ListingSpans(from: &reader)
        chains = try ListingSpans(from: &reader)
        removals = try Self.counts(from: &reader)
        returns = try Self.counts(from: &reader)
        try reader.finish()
    }

    private static func counts(from reader: inout NumberReader) throws(SourceWorthError) -> [Day: Int] {
        var counts: [Day: Int] = [:]
        for _ in 0..<(try reader.count()) {
            counts[try reader.day()] = try reader.number(in: 0...Int(Int32.max))
        }
        return counts
    }
}
