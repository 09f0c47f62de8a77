import Addresses
import Reports
import Reputation
import Testing

@Suite struct `The score memo` {
    @Test func `answers as the model does`() throws {
        let model = ReputationModel()
        var memo = ScoreMemo(model)
        var drafting = Drafting(seed: 5)
        let inputs = try (0..<40).map { _ in try drafting.inputs().inputs }
        for moment in [now, days(ago: -9), now] {
            for index in 0..<200 {
                let one = inputs[index * 7 % inputs.count]
                #expect(memo.score(one, at: moment) == model.score(one, at: moment))
            }
            #expect(memo.count == Set(inputs).count)
        }
    }

    @Test func `stays small`() {
        var memo = ScoreMemo(ReputationModel())
        for source in 0..<(Int64(ScoreMemo.maximumCount) + 10) {
            _ = memo.score(DraftInputs(drafts: [Draft(source: source)]).inputs, at: now)
        }
        #expect(memo.count == 10)
    }
}
