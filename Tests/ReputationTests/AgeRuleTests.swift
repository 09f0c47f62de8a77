import Addresses
import Reports
import Reputation
import Testing

@Suite struct `The age rule` {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let listed: Double?
        var reported: Double?
        let presence: Evidence.Presence
        /// Nil for the default of 14 days, infinite for endless.
        var stay: Double?
        let age: Double?
    }

    static let cases = [
        Case(testDescription: "listed today", listed: 0, presence: .listed, stay: 10, age: 0),
        Case(testDescription: "listed lately", listed: 3, presence: .listed, stay: 10, age: 3),
        Case(
            testDescription: "listed long ago and still there",
            listed: 60,
            presence: .listed,
            stay: 10,
            age: 5
        ),
        Case(
            testDescription: "listed exactly half a stay ago",
            listed: 5,
            presence: .listed,
            stay: 10,
            age: 5
        ),
        Case(testDescription: "a stay of nothing", listed: 60, presence: .listed, stay: 0, age: 0),
        Case(testDescription: "default stay", listed: 60, presence: .listed, age: 7),
        Case(testDescription: "never removed", listed: 200, presence: .listed, stay: .infinity, age: 200),
        Case(testDescription: "unknown listing", listed: nil, presence: .listed, stay: 10, age: 5),
        Case(
            testDescription: "unknown listing on a list that never removes",
            listed: nil,
            presence: .listed,
            stay: .infinity,
            age: nil
        ),
        Case(
            testDescription: "left",
            listed: 30,
            presence: .lastSeen(days(ago: 4)),
            stay: 15,
            age: 11.5
        ),
        Case(
            testDescription: "listed and left lately",
            listed: 6,
            presence: .lastSeen(days(ago: 4)),
            stay: 15,
            age: 6
        ),
        Case(
            testDescription: "left a list that never removed before",
            listed: 30,
            presence: .lastSeen(days(ago: 4)),
            stay: .infinity,
            age: 30
        ),
        Case(
            testDescription: "unknown listing, left",
            listed: nil,
            presence: .lastSeen(days(ago: 4)),
            age: 11
        ),
        Case(
            testDescription: "last seen in the future",
            listed: 30,
            presence: .lastSeen(days(ago: -2)),
            age: 7
        ),
        Case(testDescription: "dated", listed: 20, presence: .dated, stay: 2, age: 20),
        Case(testDescription: "dated without a date", listed: nil, presence: .dated, stay: 2, age: nil),
        Case(testDescription: "dated in the future", listed: -3, presence: .dated, age: 0),
        Case(testDescription: "reported again", listed: 20, reported: 1.5, presence: .dated, age: 1.5),
        Case(
            testDescription: "the source's own account is older",
            listed: 2,
            reported: 9,
            presence: .dated,
            age: 2
        ),
        Case(
            testDescription: "the source's own account beats presence",
            listed: 60,
            reported: 2,
            presence: .listed,
            stay: 10,
            age: 2
        ),
        Case(
            testDescription: "only the source's own account",
            listed: nil,
            reported: 8,
            presence: .listed,
            stay: .infinity,
            age: 8
        ),
        Case(testDescription: "more than a century", listed: 50_000, presence: .dated, age: 36_525),
    ]

    @Test(arguments: cases)
    func `takes the latest sign of activity`(example: Case) throws {
        var draft = Draft()
        draft.listedAt = example.listed.map(days(ago:))
        draft.reportedLastSeen = example.reported.map(days(ago:))
        draft.presence = example.presence
        draft.usualStay = try example.stay.map(UsualStay.init(days:))
        #expect(ReputationModel().age(of: draft.evidence, at: now) == example.age)
    }

    @Test func `bears any moment`() {
        let extremes = [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max].map { Timestamp(seconds: $0) }
        for listed in extremes {
            for seen in extremes {
                for moment in extremes {
                    var draft = Draft(listedAt: listed, presence: .lastSeen(seen))
                    draft.expiry = Timestamp(seconds: .max)
                    let score = ReputationModel().score(.ip, evidence: [draft.evidence], at: moment)
                    #expect((0...50).contains(score.value))
                }
            }
        }
    }

    @Test func `knows the usual stay`() throws {
        #expect(UsualStay.endless.isEndless)
        #expect(try UsualStay(days: .infinity) == .endless)
        #expect(try UsualStay(days: 3).days == 3)
        #expect(throws: ReputationError(.usualStay)) { try UsualStay(days: -1) }
        #expect(throws: ReputationError(.usualStay)) { try UsualStay(days: .nan) }
    }
}
