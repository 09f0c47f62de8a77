import Reports

/// What one report adds: `share · reliability · confidence · 2^(−age/halfLife)`.
public struct ReportTerm: Hashable, Sendable {
    /// Who reports.
    public let source: Int64
    /// The containing network that lends the report; nil for a report of the address itself.
    public let network: Int64?
    let shareSteps: TenThousandths
    let reliabilitySteps: TenThousandths
    /// How sure the source is, 0…100.
    public let confidence: UInt8
    /// Seconds since it was active, or ``Aging/never``.
    let age: Int64
    let halfLifeSteps: TenThousandths
    /// Whether it is the strongest of its lineage, the one that counts.
    public let isCounted: Bool

    /// How much of it counts, 0…1: all of a report of the address itself, the lending share of a network's.
    public var share: Double { shareSteps.value }
    /// How reliable the source is, 0…1.
    public var reliability: Double { reliabilitySteps.value }
    /// Days since it was active by the age rule; nil when it was never known to be active.
    public var ageDays: Double? { age.ageDays }
    /// After how many days it weighs half.
    public var halfLifeDays: Double { halfLifeSteps.value }
    /// The resulting probability, 0…1.
    public var probability: Double { weight * Halving.share(after: age, halfLife: halfLifeSteps) }

    /// The probability at age 0.
    var weight: Double { share * reliability * (Double(confidence) / 100) }

    func aged(_ seconds: Int64, isCounted: Bool) -> ReportTerm {
        ReportTerm(
            source: source,
            network: network,
            shareSteps: shareSteps,
            reliabilitySteps: reliabilitySteps,
            confidence: confidence,
            age: seconds,
            halfLifeSteps: halfLifeSteps,
            isCounted: isCounted
        )
    }
}

/// What the sightings of one member add: `weight · (1 − 2^(−count)) · 2^(−age/halfLife)`.
public struct SightingTerm: Hashable, Sendable {
    /// Most sightings told apart; more weigh the same to the last bit.
    public static let maximumCount = 64

    /// The member whose sensors met the address.
    public let member: Int64
    let weightSteps: TenThousandths
    /// How often, at most ``maximumCount``.
    public let count: Int
    /// Seconds since the last one.
    let age: Int64
    let halfLifeSteps: TenThousandths
    /// Whether it is the strongest of its member, the one that counts.
    public let isCounted: Bool

    /// What endless fresh sightings by one member would add, 0…1.
    public var sightingWeight: Double { weightSteps.value }
    /// Days since the last one.
    public var ageDays: Double { Double(age) / Double(Timestamp.secondsPerDay) }
    /// After how many days it weighs half.
    public var halfLifeDays: Double { halfLifeSteps.value }
    /// The resulting probability, 0…1.
    public var probability: Double { weight * Halving.share(after: age, halfLife: halfLifeSteps) }

    /// The probability at age 0.
    var weight: Double { sightingWeight * (1 - Halving.factor(Double(count))) }

    func aged(_ seconds: Int64, isCounted: Bool) -> SightingTerm {
        SightingTerm(
            member: member,
            weightSteps: weightSteps,
            count: count,
            age: seconds,
            halfLifeSteps: halfLifeSteps,
            isCounted: isCounted
        )
    }
}

extension Halving {
    /// What is left of a probability `age` seconds after it was active.
    static func share(after age: Int64, halfLife: TenThousandths) -> Double {
        age == Aging.never ? 0 : factor(Double(age) / seconds(of: halfLife))
    }

    static func seconds(of halfLife: TenThousandths) -> Double {
        halfLife.value * Double(Timestamp.secondsPerDay)
    }
}

extension Int64 {
    /// An age in seconds as days; nil for ``Aging/never``.
    fileprivate var ageDays: Double? {
        self == Aging.never ? nil : Double(self) / Double(Timestamp.secondsPerDay)
    }
}
