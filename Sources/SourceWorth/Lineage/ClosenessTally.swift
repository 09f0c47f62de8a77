/// Counts, for every two sources, how often one lists an address just after the other or on the same day.
///
/// Containment would be wrong: independent sensors share most of their addresses in the end. Closeness in time tells
/// copies from those (`references/verdicts.md` §6). One pass over the fresh listings of the window in the order of their
/// addresses; memory grows with the square of the sources, not with the listings.
public struct ClosenessTally: Sendable {
    /// Listings of so many days are compared.
    public static let windowDays = 60
    /// A listing follows one on the same day or so many days before.
    public static let lagDays = 2
    /// Most sources compared; of more, those met first.
    public static let maximumSources = 4096

    private let window: ClosedRange<Day>
    private var places: [Int64: Int] = [:]
    private var sources: [Int64] = []
    private var listings: [Int] = []
    /// A square, row by row: the row follows, the column leads.
    private var near: [UInt32] = []
    private var side = 0
    /// For each source the listing that was last found to follow it.
    private var marks: [Int] = []
    private var mark = 0

    /// A count of the listings that are known on `day`.
    public init(on day: Day) {
        window = day.advanced(by: 1 - Self.windowDays)...day
    }

    /// The first day of which listings are needed.
    var firstDay: Day { window.lowerBound.advanced(by: -Self.lagDays) }

    /// Takes in all fresh listings of one address, in the order of their days.
    mutating func add(_ group: some RandomAccessCollection<FreshListing>) {
        if group.count == 1, let only = group.first {
            guard window.contains(only.day), let place = place(of: only.source) else { return }
            return listings[place] += 1
        }
        var start = group.startIndex
        var dayStart = start
        while dayStart < group.endIndex {
            let day = group[dayStart].day
            guard day <= window.upperBound else { return }
            let dayEnd = group[dayStart...].firstIndex { $0.day > day } ?? group.endIndex
            while group[start].day < day.advanced(by: -Self.lagDays) { start = group.index(after: start) }
            if day >= window.lowerBound {
                for follower in group[dayStart..<dayEnd] { count(follower, after: group[start..<dayEnd]) }
            }
            dayStart = dayEnd
        }
    }

    private mutating func count(_ follower: FreshListing, after leaders: some Collection<FreshListing>) {
        guard let row = place(of: follower.source) else { return }
        listings[row] += 1
        mark += 1
        for leader in leaders where leader.source != follower.source {
            guard let column = place(of: leader.source), marks[column] != mark else { continue }
            marks[column] = mark
            near[row * side + column] += 1
        }
    }

    private mutating func place(of source: Int64) -> Int? {
        if let place = places[source] { return place }
        guard sources.count < Self.maximumSources else { return nil }
        if sources.count == side { widen() }
        places[source] = sources.count
        sources.append(source)
        listings.append(0)
        marks.append(0)
        return sources.count - 1
    }

    private mutating func widen() {
        let wider = max(64, side * 2)
        var square = [UInt32](repeating: 0, count: wider * wider)
        for row in 0..<side {
            for column in 0..<side { square[row * wider + column] = near[row * side + column] }
        }
        (near, side) = (square, wider)
    }

    /// What was counted.
    func finish() -> ClosenessTable {
        var pairs: [SourcePair: Closeness] = [:]
        for row in sources.indices {
            for column in 0..<row {
                let (onto, back) = (near[row * side + column], near[column * side + row])
                guard onto > 0 || back > 0, let pair = SourcePair(sources[row], sources[column]) else {
                    continue
                }
                let rowFollows = Following(listings: listings[row], near: Int(onto))
                let columnFollows = Following(listings: listings[column], near: Int(back))
                let isInOrder = pair.first == sources[row]
                pairs[pair] = Closeness(
                    pair: pair,
                    first: isInOrder ? rowFollows : columnFollows,
                    second: isInOrder ? columnFollows : rowFollows
                )
            }
        }
        let counts = Dictionary(zip(sources, listings), uniquingKeysWith: { $1 })
        return ClosenessTable(listings: counts, pairs: pairs)
    }
}

/// The closeness of all sources of one window.
public struct ClosenessTable: Hashable, Sendable {
    /// Fresh listings by source.
    public let listings: [Int64: Int]
    /// The pairs that met at least once.
    public let pairs: [SourcePair: Closeness]

    /// The closeness of a pair, whether it met or not.
    public subscript(pair: SourcePair) -> Closeness {
        pairs[pair]
            ?? Closeness(
                pair: pair,
                first: Following(listings: listings[pair.first] ?? 0, near: 0),
                second: Following(listings: listings[pair.second] ?? 0, near: 0)
            )
    }
}
