/// Counts what sources share, address by address.
///
/// Memory grows with the square of the sources and with the days by which they differ, not with the addresses.
public struct OverlapTally: Sendable {
    /// Most sources compared; of more, those met first.
    public static let maximumSources = ClosenessTally.maximumSources
    /// Larger differences in days are told apart no more.
    public static let maximumDays = 3660

    private var places: [Int64: Int] = [:]
    private var sources: [Int64] = []
    private var listed: [Int] = []
    private var alone: [Int] = []
    /// Shared addresses by difference in days, for each source.
    private var days: [[Int: Int]] = []
    /// A square, row by row; only places below the diagonal are used.
    private var shared: [UInt32] = []
    private var side = 0

    /// A count of nothing.
    public init() {}

    /// Takes in all sources that list one address, each once.
    public mutating func add(_ group: [StandingListing]) {
        if group.count == 1 {
            guard let place = place(of: group[0].source) else { return }
            listed[place] += 1
            alone[place] += 1
            return
        }
        let known = group.compactMap { listing in place(of: listing.source).map { ($0, listing.began) } }
        for (index, (place, _)) in known.enumerated() {
            listed[place] += 1
            for (other, _) in known[..<index] { shared[max(place, other) * side + min(place, other)] += 1 }
        }
        compareDays(known)
    }

    /// Only where all first days are known is it known who was first.
    private mutating func compareDays(_ known: [(place: Int, began: Day?)]) {
        guard known.count > 1 else { return }
        var first: (place: Int, day: Day)?
        var second: Day?
        for (place, began) in known {
            guard let began else { return }
            if let earliest = first, began >= earliest.day {
                second = min(second ?? began, began)
            } else {
                second = first?.day ?? second
                first = (place, began)
            }
        }
        guard let first, let second else { return }
        for (place, began) in known {
            guard let began else { return }
            let difference = began - (place == first.place ? second : first.day)
            days[place][min(max(difference, -Self.maximumDays), Self.maximumDays), default: 0] += 1
        }
    }

    private mutating func place(of source: Int64) -> Int? {
        if let place = places[source] { return place }
        guard sources.count < Self.maximumSources else { return nil }
        if sources.count == side { widen() }
        places[source] = sources.count
        sources.append(source)
        listed.append(0)
        alone.append(0)
        days.append([:])
        return sources.count - 1
    }

    private mutating func widen() {
        let wider = max(64, side * 2)
        var square = [UInt32](repeating: 0, count: wider * wider)
        for row in 0..<side {
            for column in 0..<row { square[row * wider + column] = shared[row * side + column] }
        }
        (shared, side) = (square, wider)
    }

    /// What was counted, by source.
    public func finish() -> [Int64: Overlap] {
        var overlaps: [Int64: Overlap] = [:]
        for (place, source) in sources.enumerated() {
            var others: [Int64: Int] = [:]
            for (other, name) in sources.enumerated() where other != place {
                let count = shared[max(place, other) * side + min(place, other)]
                if count > 0 { others[name] = Int(count) }
            }
            overlaps[source] = Overlap(
                listed: listed[place],
                alone: alone[place],
                shared: others,
                timed: days[place].values.reduce(0, +),
                medianDays: Self.median(days[place])
            )
        }
        return overlaps
    }

    /// The lower of the two in the middle where there are two.
    private static func median(_ counts: [Int: Int]) -> Int? {
        let half = (counts.values.reduce(0, +) + 1) / 2
        var passed = 0
        for (days, count) in counts.sorted(by: { $0.key < $1.key }) {
            passed += count
            if passed >= half { return days }
        }
        return nil
    }
}
