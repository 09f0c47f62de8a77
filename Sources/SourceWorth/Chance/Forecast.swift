public import Addresses

/// What the score of an address said on one day, kept until it can be compared with what came.
public struct Forecast: Hashable, Sendable {
    /// The address, by its number in the registry.
    public let address: Int64
    /// Its kind.
    public let kind: AddressKind
    /// The step of its score: ``ChanceRules/step(of:)``.
    public let step: Int
    /// The day.
    public let day: Day

    /// A forecast from a score, 0…100.
    public init(address: Int64, kind: AddressKind, score: Double, day: Day) {
        self.init(address: address, kind: kind, step: ChanceRules.step(of: score), day: day)
    }

    /// A forecast as stored; a step out of range becomes the nearest.
    public init(address: Int64, kind: AddressKind, step: Int, day: Day) {
        self.address = address
        self.kind = kind
        self.step = min(max(step, 0), ChanceRules.steps - 1)
        self.day = day
    }

    /// The day at whose end it can be settled.
    public var dueDay: Day { day.advanced(by: ChanceRules.days) }

    /// Whether a lineage that had not listed the address in the ``ChanceRules/knownDays`` before freshly listed it within
    /// ``ChanceRules/days`` after the forecast.
    /// - Parameters:
    ///   - intervals: when the sources listed the address; in any order.
    ///   - lineages: which sources count together.
    /// - Returns: what came.
    public func isConfirmed(
        by intervals: some Sequence<ListingInterval>,
        lineages: Lineages
    ) -> Bool {
        let known = day.advanced(by: 1 - ChanceRules.knownDays)
        var old: Set<Int64> = []
        var new: Set<Int64> = []
        for interval in intervals {
            let lineage = lineages[interval.source]
            guard let began = interval.began, began > day else {
                if interval.left.map({ $0 >= known }) ?? true { old.insert(lineage) }
                continue
            }
            if began <= dueDay { new.insert(lineage) }
        }
        return !new.isSubset(of: old)
    }
}

/// When a source listed an address.
public struct ListingInterval: Hashable, Sendable {
    /// The source.
    public var source: Int64
    /// The first day; nil when the address stood on the list at the source's first reading.
    public var began: Day?
    /// The day on which it was found to have left, the same as ``began`` for a dated report; nil while it is there.
    public var left: Day?

    /// An interval of these days.
    public init(source: Int64, began: Day?, left: Day?) {
        self.source = source
        self.began = began
        self.left = left
    }
}
