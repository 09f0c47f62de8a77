/// One entry in a frozen table: its terms by number, and its reach. Which rule it has follows from where it stands.
struct EntryRef: Hashable, Sendable, Comparable {
    /// Most different terms in one allowlist.
    static let maximumTermsCount = 1 << 28

    private let raw: UInt32

    init(terms: Int, reach: Reach) {
        raw = UInt32(reach.rawValue) << 28 | UInt32(terms)
    }

    /// The number of the terms.
    var terms: Int { Int(raw & 0x0FFF_FFFF) }

    /// How far it reaches.
    var reach: Reach { Reach(rawValue: UInt8(raw >> 28)) ?? .everything }

    static func < (left: EntryRef, right: EntryRef) -> Bool {
        left.raw < right.raw
    }
}

/// The entries of numbered places, those of one place together in order of their terms.
struct EntryRuns: Sendable {
    /// Where the entries of each place begin; one more at the end.
    private let starts: [UInt32]
    let refs: [EntryRef]

    /// Sorts entries by place; an entry that stands twice at one place is one.
    init(_ entries: [(place: UInt32, ref: EntryRef)], placeCount: Int) {
        var starts = [UInt32](repeating: 0, count: placeCount + 1)
        for entry in entries { starts[Int(entry.place) + 1] += 1 }
        for place in 0..<placeCount { starts[place + 1] += starts[place] }
        var next = starts
        var sorted = [EntryRef](repeating: EntryRef(terms: 0, reach: .exact), count: entries.count)
        for entry in entries {
            sorted[Int(next[Int(entry.place)])] = entry.ref
            next[Int(entry.place)] += 1
        }
        var refs: [EntryRef] = []
        refs.reserveCapacity(sorted.count)
        var begin = 0
        for place in 0..<placeCount {
            let end = Int(starts[place + 1])
            starts[place] = UInt32(refs.count)
            if end - begin > 1 { sorted[begin..<end].sort() }
            for index in begin..<end where index == begin || sorted[index] != sorted[index - 1] {
                refs.append(sorted[index])
            }
            begin = end
        }
        starts[placeCount] = UInt32(refs.count)
        self.starts = starts
        self.refs = refs
    }

    /// The numbers of the entries of the places from `first` to before `end`.
    @inline(__always)
    func entries(from first: Int, to end: Int) -> Range<Int> {
        Int(starts[first])..<Int(starts[end])
    }

    /// The numbers of the entries of a place.
    @inline(__always)
    func entries(at place: Int) -> Range<Int> {
        entries(from: place, to: place + 1)
    }

    /// The place of an entry.
    func place(of entry: Int) -> Int {
        var lower = 0
        var upper = starts.count - 1
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if Int(starts[middle]) <= entry { lower = middle } else { upper = middle }
        }
        return lower
    }
}
