import Addresses
import Reports
import Reputation
import TestSupport
import Testing

@Suite struct `The reputation model` {
    let model = ReputationModel()

    @Test func `has the defaults of the design`() throws {
        #expect(model.defaultReliability == 0.5)
        #expect(model.defaultConfidence == 100)
        #expect(model.defaultUsualStay == (try UsualStay(days: 14)))
        #expect(model.lendingShare == 0.25)
        #expect(model.sightingWeight == 0.05)
        #expect(model.falsePositiveVoteWeight == 0.3)
        #expect(try ReputationModel(defaultConfidence: 100) == model)
    }

    @Test(arguments: [-0.0001, 1.0001, .nan, .infinity])
    func `refuses shares out of range`(share: Double) {
        #expect(throws: ReputationError(.share)) { try ReputationModel(defaultReliability: share) }
        #expect(throws: ReputationError(.share)) { try ReputationModel(lendingShare: share) }
        #expect(throws: ReputationError(.share)) { try ReputationModel(sightingWeight: share) }
        #expect(throws: ReputationError(.share)) { try ReputationModel(falsePositiveVoteWeight: share) }
        #expect(throws: ReputationError(.confidence)) { try ReputationModel(defaultConfidence: 101) }
    }

    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func `agrees with the formula written plainly`(seed: UInt64) throws {
        var drafting = Drafting(seed: seed)
        let inputs = try drafting.inputs().inputs
        let oracle = NaiveScore(model: model, inputs: inputs)
        for moment in [now, days(ago: 20), days(ago: -3), days(ago: -40)] {
            let score = model.score(inputs, at: moment)
            #expect(abs(score.value - oracle.score(at: moment.seconds)) < 0.005_001)
            #expect(score.level == oracle.level(at: moment.seconds))
            #expect(model.value(inputs, at: moment) == score.value)
        }
    }

    @Test(arguments: 1...100 as ClosedRange<UInt64>)
    func `does not mind the order of its inputs`(seed: UInt64) throws {
        var drafting = Drafting(seed: seed)
        var inputs = try drafting.inputs(atMost: 90).inputs
        inputs.evidence += inputs.evidence.prefix(2)
        let score = model.score(inputs, at: now)
        inputs.evidence.shuffle(using: &drafting.generator)
        inputs.sightings.shuffle(using: &drafting.generator)
        inputs.networks.shuffle(using: &drafting.generator)
        #expect(model.score(inputs, at: now) == score)
    }

    @Test func `stays between 0 and 100`() throws {
        for extreme in [-Double.infinity, -1, 0, 0.5, 1, 7, .infinity, .nan] {
            for confidence in [0, 100, 255] as [UInt8] {
                let drafts = (1...200).map {
                    Draft(lineage: $0, reliability: extreme, confidence: confidence)
                }
                let inputs = DraftInputs(drafts: drafts, votes: -3).inputs
                let score = model.score(inputs, at: now)
                #expect(score.value == (extreme > 0 && confidence > 0 ? 100 : 0))
            }
        }
        #expect(model.score(ScoreInputs(kind: .ip), at: now).value == 0)
        let sightings = (1...10_000).map { MemberSightings(member: $0, count: .max, lastAt: now) }
        #expect(model.value(ScoreInputs(kind: .ip, sightings: sightings), at: now) == 100)
        let denied = ScoreInputs(kind: .ip, sightings: sightings, falsePositiveVotes: .max)
        #expect(model.value(denied, at: now) == 0)
    }

    @Test func `counts a lineage once, by its maximum`() {
        let strong = Draft(source: 1, lineage: 7, reliability: 0.6).evidence
        let weak = Draft(source: 2, lineage: 7, reliability: 0.4).evidence
        let other = Draft(source: 2, lineage: 8, reliability: 0.4).evidence
        #expect(model.score(.ip, evidence: [weak, strong], at: now).value == 60)
        #expect(model.score(.ip, evidence: [strong, other], at: now).value == 76)
        #expect(model.score(.ip, evidence: [weak, strong], at: now).terms.map(\.isCounted) == [true, false])
    }

    @Test func `forgets a report when it expires`() {
        let draft = Draft(expiry: now)
        #expect(
            model.score(.ip, evidence: [draft.evidence], at: Timestamp(seconds: now.seconds - 1)).value == 50
        )
        let expired = model.score(.ip, evidence: [draft.evidence], at: now)
        #expect(expired.value == 0)
        #expect(expired.terms.isEmpty)
        #expect(expired.nextCrossing == nil)
    }

    @Test func `uses the half-life of kind and category`() throws {
        var halfLives = HalfLives()
        try halfLives.set(5, for: .ip, category: .scanning)
        let model = try ReputationModel(halfLives: halfLives)
        var draft = Draft(reliability: 1, listedAt: days(ago: 10), presence: .dated)
        #expect(model.score(.ip, evidence: [draft.evidence], at: now).value == 60.95)
        draft.category = .scanning
        #expect(model.score(.ip, evidence: [draft.evidence], at: now).value == 25)
        #expect(model.score(.domain, evidence: [draft.evidence], at: now).value == 79.37)
    }

    @Test func `lets networks lend a share of their evidence`() throws {
        let listed = Draft(source: 3, lineage: 3, reliability: 0.8)
        var network = ContainingNetwork(id: 9, evidence: [listed.evidence])
        func value(_ evidence: [Evidence] = []) -> Double {
            model.value(ScoreInputs(kind: .ip, evidence: evidence, networks: [network]), at: now)
        }
        #expect(value() == 20)
        #expect(value([Draft(lineage: 4).evidence]) == 60)
        // The same lineage lists network and address: it counts once.
        #expect(value([Draft(lineage: 3).evidence]) == 50)
        network.falsePositiveVotes = 1
        #expect(value() == 14)
        network.override = try Override(id: 1, score: 90, until: days(ago: -1), who: "amal", why: "seen")
        #expect(value() == 22.5)
        network.override = try Override(id: 1, score: 90, until: now, who: "amal", why: "seen")
        #expect(value() == 14)
    }

    @Test func `lets sightings add and votes take away`() {
        var inputs = DraftInputs(drafts: [Draft()]).inputs
        inputs.sightings = [MemberSightings(member: 1, count: 1, lastAt: now)]
        #expect(model.value(inputs, at: now) == 51.25)
        inputs.sightings = [MemberSightings(member: 1, count: 2, lastAt: days(ago: 14))]
        #expect(model.value(inputs, at: now) == 50.94)
        inputs.sightings.append(MemberSightings(member: 1, count: 1, lastAt: now))
        #expect(model.value(inputs, at: now) == 51.25)
        inputs.sightings.append(MemberSightings(member: 2, count: 1, lastAt: now))
        #expect(model.value(inputs, at: now) == 52.47)
        inputs.sightings = []
        inputs.falsePositiveVotes = 2
        #expect(model.value(inputs, at: now) == 24.5)
    }

    @Test func `keeps addresses below medium that are only sighted by six members`() {
        let sightings = (1...6).map { MemberSightings(member: $0, count: 1000, lastAt: now) }
        #expect(model.score(ScoreInputs(kind: .ip, sightings: sightings), at: now).level == .low)
    }
}
