import Addresses
import Reports
import Reputation
import Testing

@Suite struct `A score` {
    static let seeds = 1...150 as ClosedRange<UInt64>

    /// Expects that `change` never lowers the score of random inputs without overrides, and returns by how much it rose.
    @discardableResult
    private func rise(
        _ seed: UInt64,
        model: ReputationModel = ReputationModel(),
        changedModel: ReputationModel? = nil,
        _ change: (inout DraftInputs, inout Drafting) throws -> Void
    ) throws -> Double {
        var drafting = Drafting(seed: seed)
        var inputs = try drafting.inputs(atMost: seed.isMultiple(of: 10) ? 120 : 6, overridden: false)
        if seed.isMultiple(of: 10) {
            for index in inputs.drafts.indices {
                inputs.drafts[index].lineage = Int64(index)
                inputs.drafts[index].reliability = 0.02
            }
        }
        inputs.drafts.append(try drafting.draft())
        let before = model.value(inputs.inputs, at: now)
        try change(&inputs, &drafting)
        let after = (changedModel ?? model).value(inputs.inputs, at: now)
        #expect(after >= before)
        return after - before
    }

    /// As ``rise(_:model:changedModel:_:)`` over all seeds; the score must rise at least sometimes.
    private func rises(_ change: (inout DraftInputs, inout Drafting) throws -> Void) throws {
        let total = try Self.seeds.reduce(0) { try $0 + rise($1, change) }
        #expect(total > 1)
    }

    @Test func `rises with reliability`() throws {
        try rises { inputs, drafting in
            let index = inputs.drafts.count - 1
            inputs.drafts[index].reliability = .random(
                in: (inputs.drafts[index].reliability ?? 0.5)...1,
                using: &drafting.generator
            )
        }
    }

    @Test func `rises with confidence`() throws {
        try rises { inputs, drafting in
            let index = inputs.drafts.count - 1
            inputs.drafts[index].confidence = .random(
                in: (inputs.drafts[index].confidence ?? 100)...100,
                using: &drafting.generator
            )
        }
    }

    @Test func `rises when a report is younger`() throws {
        try rises { inputs, drafting in
            let index = inputs.drafts.count - 1
            guard let listed = inputs.drafts[index].listedAt else { return }
            inputs.drafts[index].listedAt = drafting.moment(after: listed)
        }
    }

    @Test func `rises with a later sign of presence`() throws {
        try rises { inputs, drafting in
            let index = inputs.drafts.count - 1
            if case .lastSeen(let moment) = inputs.drafts[index].presence {
                inputs.drafts[index].presence = .lastSeen(drafting.moment(after: moment))
            }
        }
    }

    @Test func `rises with a shorter usual stay`() throws {
        try rises { inputs, drafting in
            let index = inputs.drafts.count - 1
            let days = min(inputs.drafts[index].usualStay?.days ?? 14, 1000)
            inputs.drafts[index].usualStay = try UsualStay(
                days: .random(in: 0...days, using: &drafting.generator)
            )
        }
    }

    @Test func `rises with another lineage`() throws {
        try rises { inputs, drafting in
            var draft = try drafting.draft()
            draft.lineage = 1000
            inputs.drafts.append(draft)
        }
    }

    @Test func `rises when a lineage turns out to be two`() throws {
        try rises { inputs, _ in inputs.drafts[0].lineage = 1000 }
    }

    @Test func `rises with sightings`() throws {
        try rises { inputs, drafting in
            inputs.sightings.append(MemberSightings(member: 50, count: 3, lastAt: drafting.moment()))
        }
        try rises { inputs, _ in
            for index in inputs.sightings.indices { inputs.sightings[index].count += 2 }
        }
        try rises { inputs, _ in
            for index in inputs.sightings.indices { inputs.sightings[index].lastAt = now }
        }
    }

    @Test func `falls with every false-positive vote`() throws {
        try rises { inputs, _ in inputs.votes = max(0, inputs.votes - 1) }
        try rises { inputs, _ in
            for index in inputs.networks.indices { inputs.networks[index].falsePositiveVotes = 0 }
        }
    }

    @Test func `rises with every weight of the model`() throws {
        var halfLives = HalfLives()
        try halfLives.set(120, for: .network)
        try halfLives.set(33, for: .domain, category: .phishing)
        for model in [
            try ReputationModel(lendingShare: 0.6), try ReputationModel(sightingWeight: 0.2),
            try ReputationModel(falsePositiveVoteWeight: 0.1), try ReputationModel(defaultReliability: 0.7),
            try ReputationModel(halfLives: halfLives),
            try ReputationModel(defaultUsualStay: UsualStay(days: 2)),
        ] {
            let total = try Self.seeds.reduce(0) { try $0 + rise($1, changedModel: model) { _, _ in } }
            #expect(total > 1)
        }
    }

    @Test(arguments: seeds)
    func `falls as time passes`(seed: UInt64) throws {
        var drafting = Drafting(seed: seed)
        let inputs = try drafting.inputs(atMost: 60, overridden: false).inputs
        var moment = days(ago: 120)
        var value = ReputationModel().value(inputs, at: moment)
        for _ in 0..<200 {
            let later = Timestamp(
                seconds: moment.seconds + .random(in: 1...200_000, using: &drafting.generator)
            )
            let laterValue = ReputationModel().value(inputs, at: later)
            #expect(laterValue <= value)
            (moment, value) = (later, laterValue)
        }
    }
}
