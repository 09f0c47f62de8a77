import Addresses
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

@Suite struct `Judgements by hand` {
    private let fixture: SubmissionFixture
    private let address: Address
    private let viewer: Viewer
    private let now = SubmissionFixture.now
    private var store: SQLiteStore { fixture.store }

    init() throws {
        fixture = try SubmissionFixture()
        address = try Address("evil.example")
        viewer = .staff(of: fixture.first.id)
        _ = try fixture.store.submit(fixture.report("evil.example"), by: fixture.people[0], at: now)
    }

    private func score() throws -> Double { try fixture.record("evil.example")?.summary.score ?? -1 }

    @Test func `a dispute lowers the score until it is withdrawn, once a member`() throws {
        let before = try score()
        for why in ["ours", "ours indeed"] {
            _ = try store.dispute(address, why: why, by: fixture.people[0], for: viewer, at: now)
        }
        #expect(try score() < before)
        let decisions = try store.decisions(on: address, for: viewer, at: now)
        #expect(decisions.disputes.map(\.why) == ["ours indeed"])
        #expect(decisions.disputes.map(\.member) == [fixture.first.id])
        _ = try store.withdrawDispute(of: address, by: fixture.people[1], for: viewer, at: now)
        #expect(try score() == before)
        #expect(throws: StoreError.self) {
            try store.withdrawDispute(of: address, by: fixture.people[1], for: viewer, at: now)
        }
        #expect(
            try fixture.events("evil.example").filter { $0.hasSuffix("disputed") } == [
                "disputed", "disputed", "undisputed",
            ]
        )
    }

    @Test func `an override wins until it ends, and says who and why`() throws {
        let before = try score()
        let settings = OverrideSettings(score: 12.5, until: now.advanced(byDays: 2), why: "a scanner of ours")
        _ = try store.setOverride(of: address, settings, by: fixture.people[0], for: viewer, at: now)
        #expect(try score() == 12.5)
        let override = try store.decisions(on: address, for: viewer, at: now).override
        #expect(override?.who == "person 1")
        #expect(override?.why == "a scanner of ours")
        _ = try store.rescoreDue(at: now.advanced(byDays: 2))
        #expect(try score() != 12.5)
        #expect(try store.decisions(on: address, for: viewer, at: now.advanced(byDays: 2)).override == nil)
        _ = try store.setOverride(of: address, settings, by: fixture.people[0], for: viewer, at: now)
        _ = try store.endOverride(of: address, by: fixture.people[1], for: viewer, at: now)
        #expect(try score() == before)
        #expect(throws: StoreError.self) {
            try store.endOverride(of: address, by: fixture.people[1], for: viewer, at: now)
        }
        let actions = try store.auditEntries(before: nil, limit: 9, member: fixture.first.id)
        #expect(
            actions.map(\.record.action) == [
                "override-ended", "score-overridden", "score-overridden", "reports-submitted",
            ]
        )
    }

    @Test(arguments: [(-1.0, 1.0, "w"), (101, 1, "w"), (50, 0, "w"), (50, 400, "w"), (50, 1, "")])
    func `an override out of bounds is refused`(score: Double, days: Double, why: String) throws {
        let settings = OverrideSettings(score: score, until: now.advanced(byDays: days), why: why)
        #expect(throws: StoreError.self) {
            try store.setOverride(of: address, settings, by: fixture.people[0], for: viewer, at: now)
        }
    }

    @Test func `of an address that is a secret are refused as if there were none`() throws {
        let red = Claim(label: .red)
        _ = try store.submit(fixture.report("secret.example", red), by: fixture.people[0], at: now)
        let secret = try Address("secret.example")
        let other = Viewer.staff(of: fixture.second.id)
        let never = try Address("never.example")
        for address in [secret, never] {
            #expect(throws: StoreError.self) {
                try store.dispute(address, why: "w", by: fixture.people[2], for: other, at: now)
            }
            #expect(throws: StoreError.self) { try store.decisions(on: address, for: other, at: now) }
        }
    }
}
