/// How independent probabilities become one score: `100 · (1 − Π (1 − p)) · votes`, rounded to two decimals.
///
/// Probabilities are added strongest first. So the result depends neither on the order in which reports came nor, to
/// the last bit, on anything but the sorted probabilities, and it never falls when one of them rises.
struct Corroboration {
    /// How many lineages are kept one by one; weaker ones are kept as their common probability.
    static let maximumCounted = 48

    /// Steps of the common probability of the weaker lineages.
    static let steps = 1_000_000.0

    /// The probability that all are wrong.
    private var remaining = 1.0

    mutating func add(_ probability: Double) {
        remaining *= 1 - probability
    }

    /// The common probability, in whole millionths, rounded down.
    var millionths: Int64 { Int64((1 - remaining) * Self.steps) }

    /// The unrounded score when false-positive votes leave the share `votes` of it.
    func score(votes: Double) -> Double {
        100 * (1 - remaining) * votes
    }

    /// A score to two decimals, halves upwards: the one rounding of stored scores.
    static func rounded(_ score: Double) -> Double {
        Double(TenThousandths.nearest(score * 100)) / 100
    }
}

extension Corroboration {
    /// What independent probabilities give; they must be sorted, strongest first.
    init(strongestFirst probabilities: [Double]) {
        for probability in probabilities.prefix(Self.maximumCounted) { add(probability) }
        if probabilities.count > Self.maximumCounted {
            add(Double(Self.common(probabilities.dropFirst(Self.maximumCounted))) / Self.steps)
        }
    }

    /// The common probability of the weaker lineages, strongest first, in whole millionths.
    static func common(_ probabilities: some Sequence<Double>) -> Int64 {
        var weaker = Corroboration()
        for probability in probabilities { weaker.add(probability) }
        return weaker.millionths
    }
}
