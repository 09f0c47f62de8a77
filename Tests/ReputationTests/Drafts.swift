import Addresses
import Reports
import Reputation
import TestSupport

/// The moment at which the tests score, and moments around it.
let now = Timestamp(seconds: 1_795_000_000)

func days(ago days: Double) -> Timestamp {
    now.advanced(byDays: -days)
}

/// Evidence whose facts can still be changed.
struct Draft {
    var source: Int64 = 1
    var lineage: Int64 = 1
    var reliability: Double? = 0.5
    var confidence: UInt8? = 100
    var category = Category.undetermined
    var listedAt: Timestamp? = now
    var reportedLastSeen: Timestamp?
    var presence = Evidence.Presence.listed
    var usualStay: UsualStay?
    var expiry: Timestamp?

    var evidence: Evidence {
        Evidence(
            source: source,
            lineage: lineage,
            reliability: reliability,
            confidence: confidence,
            category: category,
            listedAt: listedAt,
            reportedLastSeen: reportedLastSeen,
            presence: presence,
            usualStay: usualStay,
            expiry: expiry
        )
    }
}

/// Inputs whose evidence can still be changed.
struct DraftInputs {
    var kind = AddressKind.ip
    var drafts: [Draft] = []
    var sightings: [MemberSightings] = []
    var votes = 0
    var networks: [ContainingNetwork] = []
    var override: Override?

    var inputs: ScoreInputs {
        ScoreInputs(
            kind: kind,
            evidence: drafts.map(\.evidence),
            sightings: sightings,
            falsePositiveVotes: votes,
            networks: networks,
            override: override
        )
    }
}

/// Random inputs with every feature, their times spread over `spread` seconds around ``now``.
struct Drafting {
    var generator: SeededGenerator
    var spread: Int64 = 100 * Timestamp.secondsPerDay

    init(seed: UInt64, spread: Int64 = 100 * Timestamp.secondsPerDay) {
        generator = SeededGenerator(seed: seed)
        self.spread = spread
    }

    mutating func chance(_ one: Int) -> Bool {
        Int.random(in: 0..<one, using: &generator) == 0
    }

    /// A moment, nearly always before ``now``.
    mutating func moment() -> Timestamp {
        Timestamp(seconds: now.seconds - .random(in: -(spread / 20)...spread, using: &generator))
    }

    mutating func moment(after start: Timestamp) -> Timestamp {
        Timestamp(seconds: start.seconds + .random(in: 1...spread, using: &generator))
    }

    mutating func draft() throws -> Draft {
        var draft = Draft()
        draft.source = .random(in: 1...40, using: &generator)
        draft.lineage = .random(in: 1...8, using: &generator)
        draft.reliability = chance(4) ? nil : Double(Int.random(in: 0...10_000, using: &generator)) / 10_000
        draft.confidence = chance(4) ? nil : .random(in: 0...100, using: &generator)
        draft.category = [.undetermined, .phishing, .scanning].randomElement(using: &generator) ?? .other
        draft.listedAt = chance(8) ? nil : moment()
        draft.reportedLastSeen = chance(4) ? moment() : nil
        draft.presence =
            [.listed, .lastSeen(moment()), .dated].randomElement(using: &generator) ?? .dated
        let stay = try UsualStay(days: Double(spread / Timestamp.secondsPerDay / 8 + 1))
        draft.usualStay = [nil, .endless, stay].randomElement(using: &generator) ?? nil
        if chance(5) { draft.expiry = moment(after: now) }
        if chance(20) { draft.expiry = moment() }
        return draft
    }

    mutating func override() throws -> Override {
        let score = Double(Int.random(in: 0...10_000, using: &generator)) / 100
        return try Override(
            id: .random(in: 1...9, using: &generator),
            score: score,
            until: moment(after: now),
            who: "amal",
            why: "tests"
        )
    }

    mutating func inputs(atMost count: Int = 8, overridden: Bool = true) throws -> DraftInputs {
        var inputs = DraftInputs()
        inputs.kind = AddressKind.allCases.randomElement(using: &generator) ?? .ip
        for _ in 0..<Int.random(in: 0...count, using: &generator) { inputs.drafts.append(try draft()) }
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            inputs.sightings.append(
                MemberSightings(
                    member: .random(in: 1...6, using: &generator),
                    count: .random(in: 0...9, using: &generator),
                    lastAt: moment()
                )
            )
        }
        inputs.votes = chance(3) ? .random(in: 1...4, using: &generator) : 0
        for id in 0..<Int64.random(in: 0...2, using: &generator) {
            let evidence = [try draft().evidence, try draft().evidence]
            let override = chance(3) && overridden ? try self.override() : nil
            inputs.networks.append(
                ContainingNetwork(
                    id: id,
                    evidence: evidence,
                    falsePositiveVotes: chance(3) ? 1 : 0,
                    override: override
                )
            )
        }
        if overridden, chance(6) { inputs.override = try override() }
        return inputs
    }
}
