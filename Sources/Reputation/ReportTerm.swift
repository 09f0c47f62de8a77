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
    public let probability: Double

    init(
        source: Int64,
        network: Int64?,
        share: TenThousandths,
        reliability: TenThousandths,
        confidence: UInt8,
        age: Int64,
        halfLife: TenThousandths,
        isCounted: Bool
    ) {
        self.source = source
        self.network = network
        shareSteps = share
        reliabilitySteps = reliability
        self.confidence = confidence
        self.age = age
        halfLifeSteps = halfLife
        self.isCounted = isCounted
        let weight = Self.weight(share: share, reliability: reliability, confidence: confidence)
        probability = weight * Halving.share(after: age, halfLife: Halving.seconds(of: halfLife))
    }

    private static func weight(
        share: TenThousandths,
        reliability: TenThousandths,
        confidence: UInt8
    ) -> Double {
        share.value * reliability.value * (Double(confidence) / 100)
    }

    /// The probability at age 0.
    var weight: Double {
        Self.weight(share: shareSteps, reliability: reliabilitySteps, confidence: confidence)
    }

    func aged(_ seconds: Int64, isCounted: Bool) -> ReportTerm {
        ReportTerm(
            source: source,
            network: network,
            share: shareSteps,
            reliability: reliabilitySteps,
            confidence: confidence,
            age: seconds,
            halfLife: halfLifeSteps,
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
    public let probability: Double

    init(
        member: Int64,
        weight: TenThousandths,
        count: Int,
        age: Int64,
        halfLife: TenThousandths,
        isCounted: Bool
    ) {
        self.member = member
        weightSteps = weight
        self.count = min(max(count, 0), Self.maximumCount)
        self.age = age
        halfLifeSteps = halfLife
        self.isCounted = isCounted
        let start = Self.weight(weight, count: self.count)
        probability = start * Halving.share(after: age, halfLife: Halving.seconds(of: halfLife))
    }

    private static func weight(_ weight: TenThousandths, count: Int) -> Double {
        weight.value * (1 - Halving.factor(Double(count)))
    }

    /// The probability at age 0.
    var weight: Double { Self.weight(weightSteps, count: count) }

    func aged(_ seconds: Int64, isCounted: Bool) -> SightingTerm {
        SightingTerm(
            member: member,
            weight: weightSteps,
            count: count,
            age: seconds,
            halfLife: halfLifeSteps,
            isCounted: isCounted
        )
    }
}

extension Halving {
    /// What is left of a probability `age` seconds after it was active; `halfLife` is in seconds too.
    static func share(after age: Int64, halfLife: Double) -> Double {
        age == Aging.never ? 0 : factor(Double(age) / halfLife)
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
