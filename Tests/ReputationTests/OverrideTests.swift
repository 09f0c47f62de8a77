import Addresses
import Reports
import Reputation
import Testing

@Suite struct `Overrides` {
    let until = days(ago: -5)

    @Test(arguments: [0, 12.34, 60, 100])
    func `win until they expire`(set: Double) throws {
        var inputs = DraftInputs(
            drafts: [Draft()],
            sightings: [MemberSightings(member: 1, count: 5, lastAt: now)],
            votes: 1
        )
        inputs.override = try Override(id: 3, score: set, until: until, who: "amal", why: "known host")
        let before = ReputationModel().score(inputs.inputs, at: Timestamp(seconds: until.seconds - 1))
        #expect(before.value == set)
        #expect(before.level == LevelThresholds().level(of: set))
        #expect(before.override?.who == "amal")
        #expect(before.override?.why == "known host")
        let after = ReputationModel().score(inputs.inputs, at: until)
        inputs.override = nil
        #expect(after == ReputationModel().score(inputs.inputs, at: until))
        #expect(after.override == nil)
    }

    @Test func `keep two decimals`() throws {
        #expect(try Override(id: 1, score: 33.335, until: until, who: "a", why: "b").score == 33.34)
    }

    @Test(arguments: [-0.01, 100.01, .nan, .infinity])
    func `with a score out of range are refused`(score: Double) {
        #expect(throws: ReputationError(.overrideScore)) {
            try Override(id: 1, score: score, until: until, who: "amal", why: "known host")
        }
    }

    @Test(arguments: [
        ("", "why"), ("who", ""), ("who", String(repeating: "س", count: 513)),
        (String(repeating: "a", count: 1025), "why"),
    ])
    func `without who and why are refused`(who: String, why: String) {
        #expect(throws: ReputationError(.overrideText)) {
            try Override(id: 1, score: 5, until: until, who: who, why: why)
        }
    }
}
