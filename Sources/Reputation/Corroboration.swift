/// How independent probabilities become one score: `100 · (1 − Π (1 − p)) · votes`, rounded to two decimals.
///
/// Probabilities are multiplied strongest first. So the result depends neither on the order in which reports came nor,
/// to the last bit, on anything but the sorted probabilities, and it never falls when one of them rises.
enum Corroboration {
    /// How many lineages are kept one by one; weaker ones are kept as their common probability.
    static let maximumCounted = 48

    /// Steps of the common probability of the weaker lineages.
    static let steps = 1_000_000.0

    /// The unrounded score of the strongest lineages, strongest first, of the common probability of the weaker ones
    /// in millionths, and of the share that false-positive votes leave.
    static func score(
        _ probabilities: some Sequence<Double>,
        others: Int64,
        votes: Double
    ) -> Double {
        let remaining = missing(probabilities) * (1 - Double(others) / steps)
        return 100 * (1 - remaining) * votes
    }

    /// The common probability of independent ones, strongest first, in whole millionths, rounded down.
    static func common(_ probabilities: some Sequence<Double>) -> Int64 {
        Int64(((1 - missing(probabilities)) * steps).rounded(.down))
    }

    /// A score to two decimals, halves away from zero: the one rounding of stored scores.
    static func rounded(_ score: Double) -> Double {
        (score * 100).rounded() / 100
    }

    /// The share that `count` votes leave when each takes `weight`.
    static func remaining(afterVotes count: Int, weight: TenThousandths) -> Double {
        var left = 1.0
        for _ in 0..<min(max(count, 0), VoteTerm.maximumCount) { left *= 1 - weight.value }
        return left
    }

    private static func missing(_ probabilities: some Sequence<Double>) -> Double {
        var remaining = 1.0
        for probability in probabilities { remaining *= 1 - probability }
        return remaining
    }
}
