import Addresses
import Registry
import Reports
import SQLiteRegistry
import Testing

@Suite struct `Members' own reports` {
    private let fixture: SubmissionFixture
    private var store: SQLiteStore { fixture.store }
    private let now = SubmissionFixture.now

    private static let block = Claim(category: .phishing, confidence: 90, permittedUse: .block)

    init() throws {
        fixture = try SubmissionFixture()
    }

    @Test func `are added to those made before, and count`() throws {
        let first = try store.submit(fixture.report("evil.example"), by: fixture.people[0], at: now)
        let second = try store.submit(fixture.report("192.0.2.1"), by: fixture.program, at: now)
        #expect(first == SubmissionReceipt(added: 1, revision: 1))
        #expect(second == SubmissionReceipt(added: 1, revision: 2))
        for text in ["evil.example", "192.0.2.1"] {
            let record = try #require(try fixture.record(text, for: .staff(of: fixture.second.id)))
            #expect(record.summary.score > 0)
            #expect(record.reports.map(\.sourceName) == ["sa reports"])
            #expect(record.timeline.map(\.event) == [.reported])
        }
        #expect(try store.counts(for: .staff(of: fixture.second.id)).addresses == 2)
        #expect(try store.sources(for: .system).map(\.listedCount) == [2])
        #expect(
            try store.auditEntries(before: nil, limit: 1, member: nil).map(\.record.action) == [
                "reports-submitted"
            ]
        )
    }

    @Test func `of one address replace each other, and the last of a submission counts`() throws {
        let item = { (confidence: UInt8) in
            Submission.Item(try Address("evil.example"), Claim(confidence: confidence))
        }
        _ = try store.submit(Submission([try item(10), try item(20)]), by: fixture.program, at: now)
        let receipt = try store.submit(
            Submission([try item(30)]),
            by: fixture.program,
            at: now.advanced(byDays: 1)
        )
        #expect(receipt == SubmissionReceipt(updated: 1, revision: 2))
        let record = try #require(try fixture.record("evil.example"))
        #expect(record.reports.map(\.claim.confidence) == [30])
        #expect(record.reports.map(\.listedAt) == [now.advanced(byDays: 1)])
        #expect(record.timeline.map(\.event) == [.reported, .updated])
    }

    @Test func `with a key happen once, and another content under the key is refused`() throws {
        var submission = try fixture.report("evil.example")
        submission.key = IdempotencyKey("k-1")
        let first = try store.submit(submission, by: fixture.program, at: now)
        let again = try store.submit(submission, by: fixture.program, at: now.advanced(byDays: 1))
        #expect(first == again)
        #expect(try fixture.record("evil.example")?.timeline.count == 1)
        submission.items[0].claim.confidence = 1
        #expect(throws: StoreError.self) { try store.submit(submission, by: fixture.program, at: now) }
        // Another program may use the same word, and the same after it was forgotten.
        #expect(try store.submit(submission, by: fixture.people[0], at: now).revision == 2)
        let late = now.advanced(byDays: IdempotencyKey.days + 1)
        #expect(try store.submit(submission, by: fixture.program, at: late).revision == 3)
    }

    @Test func `that ask to block wait for a second person of the member`() throws {
        let receipt = try store.submit(
            fixture.report("evil.example", Self.block),
            by: fixture.people[0],
            at: now
        )
        #expect(receipt == SubmissionReceipt(waiting: 1, revision: 1))
        #expect(try fixture.record("evil.example")?.summary.score == 0)
        #expect(try fixture.record("evil.example", for: .staff(of: fixture.second.id)) == nil)
        let waiting = try store.proposals(of: fixture.first.id, after: nil, limit: 10)
        #expect(waiting.map(\.who) == ["person 1"])
        #expect(waiting.map(\.claim) == [Self.block])
        #expect(try store.proposals(of: fixture.second.id, after: nil, limit: 10).isEmpty)
        let id = try #require(waiting.first?.id)
        for other in [fixture.people[0], fixture.people[2], fixture.program] {
            #expect(throws: StoreError.self) {
                try store.decide(id, isApproved: true, note: "", by: other, at: now)
            }
        }
        _ = try store.decide(id, isApproved: true, note: "seen", by: fixture.people[1], at: now)
        let record = try #require(try fixture.record("evil.example", for: .staff(of: fixture.second.id)))
        #expect(record.summary.score > 0)
        #expect(record.timeline.map(\.event) == [.reported, .levelChanged])
        #expect(
            try fixture.events("evil.example") == ["submitted", "reported", "approved", "level-changed"]
        )
        #expect(try store.proposalCount(of: fixture.first.id) == 0)
        #expect(throws: StoreError.self) {
            try store.decide(id, isApproved: false, note: "", by: fixture.people[1], at: now)
        }
    }

    @Test func `that ask to block and come from a program count at once`() throws {
        let receipt = try store.submit(
            fixture.report("evil.example", Self.block),
            by: fixture.program,
            at: now
        )
        #expect(receipt == SubmissionReceipt(added: 1, revision: 1))
    }

    @Test func `that wait leave standing what was reported before`() throws {
        _ = try store.submit(fixture.report("evil.example"), by: fixture.people[0], at: now)
        let score = try fixture.record("evil.example")?.summary.score
        _ = try store.submit(fixture.report("evil.example", Self.block), by: fixture.people[0], at: now)
        #expect(try fixture.record("evil.example")?.summary.score == score)
        let id = try #require(try store.proposals(of: fixture.first.id, after: nil, limit: 1).first?.id)
        _ = try store.decide(id, isApproved: false, note: "no", by: fixture.people[1], at: now)
        let record = try #require(try fixture.record("evil.example"))
        #expect(record.reports.map(\.state) == [.active])
        #expect(record.reports.map(\.claim.permittedUse) == [.inform])
    }

    @Test func `turned down count for nothing and are the member's business`() throws {
        _ = try store.submit(fixture.report("evil.example", Self.block), by: fixture.people[0], at: now)
        let id = try #require(try store.proposals(of: fixture.first.id, after: nil, limit: 1).first?.id)
        _ = try store.decide(id, isApproved: false, note: "no", by: fixture.people[1], at: now)
        #expect(try fixture.record("evil.example")?.reports.map(\.state) == [.rejected])
        #expect(try fixture.record("evil.example", for: .staff(of: fixture.second.id)) == nil)
        #expect(try store.counts(for: .staff(of: fixture.second.id)).addresses == 0)
        _ = try store.submit(fixture.report("evil.example"), by: fixture.people[0], at: now)
        let seen = try fixture.events("evil.example", for: .staff(of: fixture.second.id))
        #expect(seen == ["reported", "level-changed"])
    }

    @Test func `taken back count no longer, and come back`() throws {
        _ = try store.submit(fixture.report("evil.example"), by: fixture.people[0], at: now)
        let address = try Address("evil.example")
        #expect(throws: StoreError.self) {
            try store.retract(address, note: "", by: fixture.people[2], at: now)
        }
        _ = try store.retract(address, note: "mistake", by: fixture.people[1], at: now)
        #expect(try fixture.record("evil.example")?.summary.score == 0)
        #expect(throws: StoreError.self) {
            try store.retract(address, note: "", by: fixture.people[1], at: now)
        }
        _ = try store.submit(fixture.report("evil.example"), by: fixture.people[0], at: now)
        #expect(
            try fixture.events("evil.example").filter { $0 != "level-changed" } == [
                "reported", "retracted", "reappeared",
            ]
        )
        _ = try store.submit(fixture.report("other.example", Self.block), by: fixture.people[0], at: now)
        _ = try store.retract(try Address("other.example"), note: "", by: fixture.people[0], at: now)
        #expect(try store.proposalCount(of: fixture.first.id) == 0)
        #expect(try fixture.record("other.example", for: .staff(of: fixture.second.id)) == nil)
    }

    @Test func `that are RED raise the score of their owner and of the members named alone`() throws {
        let red = Claim(category: .phishing, confidence: 90, label: .red)
        _ = try store.submit(fixture.report("a.example", red), by: fixture.people[0], at: now)
        _ = try store.submit(
            fixture.report("b.example", red, naming: [fixture.second.id]),
            by: fixture.people[0],
            at: now
        )
        let other = Viewer.staff(of: fixture.second.id)
        #expect(try fixture.record("a.example", for: other) == nil)
        #expect(try fixture.record("a.example", for: .staff(of: fixture.first.id)) != nil)
        #expect(try fixture.record("b.example", for: other).map { $0.summary.score > 0 } == true)
        #expect(try fixture.record("b.example")?.summary.score == 0)
        #expect(try store.counts(for: other).listed == 0)
        #expect(throws: StoreError.self) {
            try store.submit(
                fixture.report("c.example", red, naming: [Member.ID(99)]),
                by: fixture.people[0],
                at: now
            )
        }
    }

    @Test func `from nobody's program or too many are refused as a whole`() throws {
        var stranger = fixture.program
        stranger.member = nil
        #expect(throws: StoreError.self) {
            try store.submit(fixture.report("a.example"), by: stranger, at: now)
        }
        #expect(Submission([]).fault != nil)
        let item = Submission.Item(try Address("a.example"), Claim())
        #expect(Submission(Array(repeating: item, count: Submission.maximumCount)).fault == nil)
        #expect(Submission(Array(repeating: item, count: Submission.maximumCount + 1)).fault != nil)
        #expect(IdempotencyKey("") == nil)
        #expect(IdempotencyKey("a b") == nil)
        #expect(IdempotencyKey(String(repeating: "k", count: 256)) == nil)
    }
}
