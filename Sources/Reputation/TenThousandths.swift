/// A number kept in steps of 1/10 000, so that it can be written in decimals and read back without loss.
struct TenThousandths: Hashable, Sendable, Comparable {
    static let one = TenThousandths(count: 10_000)

    let count: Int64

    init(count: Int64) {
        self.count = count
    }

    /// The nearest step to `value`, which must lie between 0 and 10^12.
    init(rounding value: Double) {
        count = Self.nearest(value * 10_000)
    }

    /// The nearest step to a number between 0 and 1; others become the nearer bound, not-a-number becomes 0.
    init(clamping value: Double) {
        self.init(rounding: value > 0 ? min(value, 1) : 0)
    }

    /// A number between 0 and 1.
    init(share value: Double) throws(ReputationError) {
        guard value >= 0, value <= 1 else { throw ReputationError(.share) }
        self.init(rounding: value)
    }

    /// The whole number nearest to a number of zero or more, halves upwards.
    ///
    /// `rounded()` would call the C library's mathematics on processors without a rounding instruction, which a
    /// program without Foundation does not link.
    static func nearest(_ value: Double) -> Int64 {
        Int64(value + 0.5)
    }

    var value: Double { Double(count) / 10_000 }

    static func < (left: TenThousandths, right: TenThousandths) -> Bool {
        left.count < right.count
    }
}
