/// Powers of one half, computed here so that a stored score replays to the last bit on every machine.
///
/// C libraries choose their `exp2` by processor and may differ in the last bit.
package enum Halving {
    /// ln 2 to the power n, divided by n!: the Taylor series of 2^x, highest power first.
    private static let series:
        (
            Double, Double, Double, Double, Double, Double, Double,
            Double, Double, Double, Double, Double, Double
        ) = {
            let ln2 = 0.693_147_180_559_945_3
            var terms = [1.0]
            for power in 1...12 { terms.append(terms[power - 1] * ln2 / Double(power)) }
            return (
                terms[12], terms[11], terms[10], terms[9], terms[8], terms[7], terms[6],
                terms[5], terms[4], terms[3], terms[2], terms[1], terms[0]
            )
        }()

    /// Beyond this many halvings nothing is left.
    private static let limit = 1000.0

    /// 2^(−`count`) for a count of zero or more, within 2 units in the last place; 0 for more than 1000.
    ///
    /// Exact for whole numbers. 2^(−2.3) = 2^(−2) · 2^(−0.3): the power of two is set in the exponent bits, the
    /// rest lies within ±0.5, where thirteen terms of the series are enough (0.3466^13 / 13! < 2^−52).
    package static func factor(_ count: Double) -> Double {
        guard count < limit else { return 0 }
        let whole = TenThousandths.nearest(count)
        let rest = Double(whole) - count
        let terms = series
        var sum = terms.0
        sum = sum * rest + terms.1
        sum = sum * rest + terms.2
        sum = sum * rest + terms.3
        sum = sum * rest + terms.4
        sum = sum * rest + terms.5
        sum = sum * rest + terms.6
        sum = sum * rest + terms.7
        sum = sum * rest + terms.8
        sum = sum * rest + terms.9
        sum = sum * rest + terms.10
        sum = sum * rest + terms.11
        sum = sum * rest + terms.12
        return sum * Double(bitPattern: UInt64(1023 - whole) << 52)
    }

    /// The binary logarithm of a positive normal number within 10^−5: good enough to guess, not to decide.
    static func roughLogarithm(_ value: Double) -> Double {
        let ratio = (value.significand - 1.5) / (value.significand + 1.5)
        let square = ratio * ratio
        let series = ratio * (1 + square * (1.0 / 3 + square * (1.0 / 5 + square / 7)))
        return Double(value.exponent) + 0.584_962_500_721_156_2 + 2.885_390_081_777_926_8 * series
    }
}
