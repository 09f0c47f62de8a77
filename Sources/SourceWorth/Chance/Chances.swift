public import Addresses

/// The measured chance of independent confirmation within ``ChanceRules/days``, beside a score.
public struct Chance: Hashable, Sendable {
    /// The chance, 0…1.
    public let value: Double
    /// Forecasts of this kind and step of score that were settled, weighted, and how many of them came true.
    public let counts: ConfirmationCounts
}

/// The measured chances by kind of address and score. A higher score never has a lower chance.
public struct Chances: Hashable, Sendable {
    private let steps: [AddressKind: [Chance]]

    init(_ counts: [ChanceLedger.Key: ConfirmationCounts]) {
        var steps: [AddressKind: [Chance]] = [:]
        for kind in AddressKind.allCases {
            let row = (0..<ChanceRules.steps).map {
                counts[ChanceLedger.Key(kind: kind, step: $0)] ?? ConfirmationCounts()
            }
            let total = row.reduce(ConfirmationCounts(), +)
            guard total.listings >= ChanceRules.minimumForecasts else { continue }
            steps[kind] = zip(Self.values(row, overall: total), row).map { Chance(value: $0, counts: $1) }
        }
        self.steps = steps
    }

    /// The chance beside a score of an address of this kind; nil while too few forecasts were settled.
    public func chance(of score: Double, kind: AddressKind) -> Chance? {
        steps[kind]?[ChanceRules.step(of: score)]
    }

    /// The chances of all steps of score, lowest first; empty while too few forecasts were settled.
    public func chances(of kind: AddressKind) -> [Chance] { steps[kind] ?? [] }

    /// Each step leans on the one below it, then neighbours that fall are made one (pool adjacent violators).
    private static func values(_ row: [ConfirmationCounts], overall: ConfirmationCounts) -> [Double] {
        var below = overall.listings > 0 ? overall.confirmed / overall.listings : 0
        var blocks: [(value: Double, weight: Double, steps: Int)] = []
        for (step, counts) in row.enumerated() {
            // The lowest step stands on its own counts, of which there are many.
            let share =
                step == 0 && counts.listings > 0
                ? counts.confirmed / counts.listings
                : counts.share(shrunkTo: below, strength: ChanceRules.shrinkage)
            below = share
            blocks.append((share, counts.listings + ChanceRules.shrinkage, 1))
            while blocks.count > 1, let last = blocks.last, last.value < blocks[blocks.count - 2].value {
                blocks.removeLast()
                let before = blocks.removeLast()
                let weight = before.weight + last.weight
                let value = (before.value * before.weight + last.value * last.weight) / weight
                blocks.append((value, weight, before.steps + last.steps))
            }
        }
        return blocks.flatMap { Array(repeating: $0.value, count: $0.steps) }
    }
}
