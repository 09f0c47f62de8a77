import Addresses
import Reports
import Reputation
import Testing

@Suite struct `The next crossing` {
    /// Half-lives of minutes, so that an oracle can walk through a life second by second.
    static func fleeting() throws -> ReputationModel {
        var halfLives = HalfLives()
        for (kind, days) in zip(AddressKind.allCases, [0.01, 0.04, 0.02, 0.03, 0.05]) {
            try halfLives.set(days, for: kind)
        }
        try halfLives.set(0.015, for: .ip, category: .phishing)
        return try ReputationModel(halfLives: halfLives, defaultUsualStay: UsualStay(days: 0.02))
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `is the first second that an oracle finds`(seed: UInt64) throws {
        let limit: Int64 = 12_000
        let model = try Self.fleeting()
        var drafting = Drafting(seed: seed, spread: 4000)
        let inputs = try drafting.inputs(atMost: 4).inputs
        let score = model.score(inputs, at: now)
        let oracle = NaiveScore(model: model, inputs: inputs)
        #expect(score.level == oracle.level(at: now.seconds))
        let walked = (1...limit).lazy.map { now.seconds + $0 }.first { oracle.level(at: $0) != score.level }
        if let walked {
            #expect(score.nextCrossing?.seconds == walked)
        } else {
            #expect(score.nextCrossing.map { $0.seconds > now.seconds + limit } ?? true)
        }
    }

    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func `is exact to the second with half-lives of weeks`(seed: UInt64) throws {
        let model = ReputationModel()
        var drafting = Drafting(seed: seed)
        let inputs = try drafting.inputs(atMost: seed.isMultiple(of: 5) ? 100 : 6).inputs
        let score = model.score(inputs, at: now)
        func level(_ seconds: Int64) -> Level {
            model.thresholds.level(of: model.value(inputs, at: Timestamp(seconds: seconds)))
        }
        let horizon = now.seconds + ReputationModel.horizonDays * Timestamp.secondsPerDay
        if let crossing = score.nextCrossing {
            #expect(crossing > now && crossing.seconds <= horizon)
            #expect(level(crossing.seconds) != score.level)
        }
        let last = (score.nextCrossing?.seconds ?? horizon + 1) - 1
        var moments = [now.seconds, last]
        for _ in 0..<100 { moments.append(.random(in: now.seconds...last, using: &drafting.generator)) }
        let network = inputs.networks.compactMap { $0.override?.until.seconds }
        let ends = network + inputs.evidence.compactMap { $0.expiry?.seconds }
        moments += ends.filter { $0 >= now.seconds && $0 <= last }
        #expect(moments.allSatisfy { level($0) == score.level })
    }

    @Test func `of a fresh report that stays listed is where it sinks below medium`() throws {
        // 50 · 2^(−a/14) rounds below 40.00 at 39.995: a = 14 · log2(50/39.995) days = 389 622.4 s.
        let score = ReputationModel().score(.ip, evidence: [Draft().evidence], at: now)
        #expect(score.level == .medium)
        #expect(score.nextCrossing?.seconds == now.seconds + 389_623)
        // Then the list's usual stay of 14 days holds it at age 7: 35.36 for as long as it is listed.
        let later = ReputationModel().score(
            .ip,
            evidence: [Draft().evidence],
            at: Timestamp(seconds: now.seconds + 389_623)
        )
        #expect(later.level == .low)
        #expect(later.nextCrossing == nil)
    }

    @Test func `is the expiry of what holds a level up`() {
        let steady = Draft(listedAt: days(ago: 90), expiry: days(ago: -400))
        let score = ReputationModel().score(.ip, evidence: [steady.evidence], at: now)
        #expect(score.level == .low)
        #expect(score.nextCrossing == days(ago: -400))
    }

    @Test func `may rise when an override ends`() throws {
        let until = days(ago: -2)
        var inputs = DraftInputs(drafts: [Draft(reliability: 0.9)])
        inputs.override = try Override(id: 1, score: 0, until: until, who: "amal", why: "ours")
        let score = ReputationModel().score(inputs.inputs, at: now)
        #expect(score.level == .none)
        #expect(score.nextCrossing == until)
        #expect(ReputationModel().score(inputs.inputs, at: until).level == .critical)
    }

    @Test func `comes where an override ends that only hid a fall`() throws {
        var inputs = DraftInputs(drafts: [Draft(presence: .dated)])
        inputs.override = try Override(id: 1, score: 50, until: days(ago: -30), who: "amal", why: "ours")
        #expect(ReputationModel().score(inputs.inputs, at: now).nextCrossing == days(ago: -30))
    }

    @Test func `is not looked for beyond ten years`() throws {
        var halfLives = HalfLives()
        try halfLives.set(HalfLives.maximumDays, for: .ip)
        let model = try ReputationModel(halfLives: halfLives)
        let evidence = Draft(reliability: 0.5, presence: .dated).evidence
        #expect(model.score(.ip, evidence: [evidence], at: now).nextCrossing == nil)
        let edge = Draft(reliability: 0.4, presence: .dated).evidence
        let crossing = try #require(model.score(.ip, evidence: [edge], at: now).nextCrossing)
        #expect(model.value(ScoreInputs(kind: .ip, evidence: [edge]), at: crossing) == 39.99)
    }
}
