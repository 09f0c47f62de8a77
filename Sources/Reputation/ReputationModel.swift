public import Addresses
public import Reports

/// How reports of an address become its score.
///
/// Each report gives `p = reliability · confidence · 2^(−age/halfLife(kind, category))`. Reports of one lineage count
/// once, by their maximum; independent lineages corroborate: `score = 100 · (1 − Π (1 − p))`. See
/// `docs/decisions/0002-reputation.md` for the weights.
public struct ReputationModel: Hashable, Sendable {
    /// How far ahead the next level crossing is looked for: ten years.
    public static let horizonDays: Int64 = 3653

    /// After how many days evidence weighs half.
    public let halfLives: HalfLives
    /// Where the levels begin.
    public let thresholds: LevelThresholds
    /// The confidence of reports that state none, 0…100.
    public let defaultConfidence: UInt8
    /// The usual stay on lists of which too little is known.
    public let defaultUsualStay: UsualStay
    let reliability: TenThousandths
    let lending: TenThousandths
    let sighting: TenThousandths
    let vote: TenThousandths

    /// The reliability of sources of which none is known, 0…1.
    public var defaultReliability: Double { reliability.value }
    /// The share of its evidence that a listed network lends to its addresses, 0…1.
    public var lendingShare: Double { lending.value }
    /// What endless fresh sightings by one member add as a probability, 0…1; a single one adds half of it.
    public var sightingWeight: Double { sighting.value }
    /// The share of the score that one member's false-positive vote takes away, 0…1.
    public var falsePositiveVoteWeight: Double { vote.value }

    /// The defaults.
    public init() {
        halfLives = HalfLives()
        thresholds = LevelThresholds()
        defaultConfidence = 100
        defaultUsualStay = UsualStay(unchecked: 14)
        reliability = TenThousandths(count: 5000)
        lending = TenThousandths(count: 2500)
        sighting = TenThousandths(count: 500)
        vote = TenThousandths(count: 3000)
    }

    /// A model of one's own; what is left out is as in ``init()``. Shares and weights are kept to four decimals.
    /// - Parameters:
    ///   - halfLives: after how many days evidence weighs half.
    ///   - thresholds: where the levels begin.
    ///   - defaultReliability: the reliability of sources of which none is known, 0…1.
    ///   - defaultConfidence: the confidence of reports that state none, 0…100.
    ///   - defaultUsualStay: the usual stay on lists of which too little is known.
    ///   - lendingShare: the share of its evidence that a network lends, 0…1.
    ///   - sightingWeight: what endless fresh sightings by one member add, 0…1.
    ///   - falsePositiveVoteWeight: what one vote takes away, 0…1.
    /// - Throws: `share` or `confidence` for a number out of range.
    public init(
        halfLives: HalfLives = HalfLives(),
        thresholds: LevelThresholds = LevelThresholds(),
        defaultReliability: Double = 0.5,
        defaultConfidence: UInt8 = 100,
        defaultUsualStay: UsualStay = ReputationModel().defaultUsualStay,
        lendingShare: Double = 0.25,
        sightingWeight: Double = 0.05,
        falsePositiveVoteWeight: Double = 0.3
    ) throws(ReputationError) {
        guard defaultConfidence <= 100 else { throw ReputationError(.confidence) }
        self.halfLives = halfLives
        self.thresholds = thresholds
        self.defaultConfidence = defaultConfidence
        self.defaultUsualStay = defaultUsualStay
        reliability = try TenThousandths(share: defaultReliability)
        lending = try TenThousandths(share: lendingShare)
        sighting = try TenThousandths(share: sightingWeight)
        vote = try TenThousandths(share: falsePositiveVoteWeight)
    }

    /// The age in days of evidence at a moment:
    /// `min(days since the last listing or dated report, days since last seen on the list + S/2)`.
    ///
    /// Standing on the list is 0 days since last seen; S is the list's usual stay; a moment to come is age 0.
    /// - Returns: nil when it is not known ever to have been active.
    public func age(of evidence: Evidence, at moment: Timestamp) -> Double? {
        let seconds = Aging(evidence, usualStay: evidence.usualStay ?? defaultUsualStay)
            .seconds(at: moment.seconds)
        return seconds == Aging.never ? nil : Double(seconds) / Double(Timestamp.secondsPerDay)
    }

    /// The score of an address at a moment, explained, and when its level changes next.
    public func score(_ inputs: ScoreInputs, at moment: Timestamp) -> Score {
        var outlook = Outlook(inputs, model: self)
        let terms = outlook.terms(at: moment.seconds)
        let value = terms.value
        let level = thresholds.level(of: value)
        let crossing = outlook.nextCrossing(
            after: moment.seconds,
            present: level,
            thresholds: thresholds,
            horizon: Self.horizonDays * Timestamp.secondsPerDay
        )
        return Score(
            value: value,
            level: level,
            terms: terms,
            storedTerms: terms.stored,
            override: inputs.override.flatMap { moment < $0.until ? $0 : nil },
            nextCrossing: crossing.map { Timestamp(seconds: $0) }
        )
    }

    /// The score of an address of which nothing but reports is known.
    public func score(_ kind: AddressKind, evidence: [Evidence], at moment: Timestamp) -> Score {
        score(ScoreInputs(kind: kind, evidence: evidence), at: moment)
    }

    /// The value of ``score(_:at:)`` alone, without its explanation.
    public func value(_ inputs: ScoreInputs, at moment: Timestamp) -> Double {
        var outlook = Outlook(inputs, model: self)
        return outlook.value(at: moment.seconds)
    }

    /// ``value(_:at:)`` before it is rounded: tells apart what lies below a hundredth of a point.
    package func unroundedValue(_ inputs: ScoreInputs, at moment: Timestamp) -> Double {
        var outlook = Outlook(inputs, model: self)
        return outlook.score(at: moment.seconds)
    }
}
