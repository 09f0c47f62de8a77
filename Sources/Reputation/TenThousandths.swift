/// A number kept in steps of 1/10 000, so that it can be written in decimals and read back without loss.
struct TenThousandths: Hashable, Sendable, Comparable {
    static let one = TenThousandths(count: 10_000)

    let count: Int64

    init(count: Int64) {
        self.count = count
    }

    /// The nearest step to `value`, which must be finite and smaller than 10^12.
    init(rounding value: Double) {
        count = Int64((value * 10_000).rounded())
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

    var value: Double { Double(count) / 10_000 }

    static func < (left: TenThousandths, right: TenThousandths) -> Bool {
        left.count < right.count
    }
}
