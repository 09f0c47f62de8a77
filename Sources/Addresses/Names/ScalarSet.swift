/// A set of Unicode scalars held as sorted ranges; membership takes logarithmic time.
struct ScalarSet: Sendable {
    private let ranges: [(first: UInt32, last: UInt32)]

    /// The set of all scalars in `ranges`, which are sorted and apart, ends included.
    init(_ ranges: [(UInt32, UInt32)]) {
        self.ranges = ranges.map { (first: $0.0, last: $0.1) }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].last < scalar.value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].first <= scalar.value
    }
}
