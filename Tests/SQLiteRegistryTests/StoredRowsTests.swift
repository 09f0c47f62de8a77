import Addresses
import GRDB
import Registry
import Reports
import SQLiteRegistry
import Testing

/// What the tables hold, beyond what the store answers.
@Suite struct `Stored rows` {
    private let temporary: TemporaryStore
    private let source: Source.ID
    private static let now = TemporaryStore.now

    init() throws {
        temporary = try TemporaryStore()
        source = try temporary.store.configure(SourceSettings(name: "a"), at: Self.now).id
    }

    private func apply(_ count: Int, days: Double) throws -> ImportOutcome {
        let reports = (0..<count).map { number in
            (Address.ip(IPAddress(v4: 0xC000_0200 + UInt32(number))), Claim(comment: "same"))
        }
        return try temporary.store.apply(
            try TemporaryStore.snapshot(reports),
            to: source,
            at: Self.now.advanced(byDays: days),
            digest: nil
        )
    }

    private func number(_ sql: String) throws -> Int {
        try temporary.database().read { try Int.fetchOne($0, sql: sql) ?? -1 }
    }

    @Test func `of one import share claim, terms and run of changes`() throws {
        _ = try apply(200, days: 0)
        #expect(try number("SELECT count(*) FROM report") == 200)
        #expect(try number("SELECT count(*) FROM claim") == 1)
        #expect(try number("SELECT count(*) FROM verdict") == 1)
        #expect(try number("SELECT uses FROM verdict") == 200)
        #expect(try number("SELECT count(*) FROM change") == 1)
    }

    @Test func `are not touched by a reading that brings nothing new`() throws {
        _ = try apply(200, days: 0)
        func content() throws -> [String] {
            try TemporaryStore.content(of: temporary.folder).filter { !$0.hasPrefix("source ") }
        }
        let before = try content()
        #expect(try apply(200, days: 1) == ImportOutcome(unchanged: 200))
        try temporary.store.recordUnchangedFetch(of: source, at: Self.now.advanced(byDays: 2))
        #expect(try content() == before)
        #expect(
            try temporary.store.source(named: "a")?.succeededAt == Self.now.advanced(byDays: 2)
        )
    }

    @Test func `of terms go when no address uses them`() throws {
        _ = try apply(200, days: 0)
        _ = try apply(50, days: 1)
        _ = try apply(0, days: 2)
        #expect(
            try number(
                "SELECT count(*) FROM verdict v WHERE uses <> (SELECT count(*) FROM address WHERE verdict_id = v.id)"
            )
                == 0
        )
        #expect(try number("SELECT count(*) FROM verdict WHERE uses = 0") == 0)
        #expect(try number("SELECT sum(uses) FROM verdict") == 200)
    }

    @Test func `of due times go when the time has come`() throws {
        let end = Self.now.advanced(byDays: 3)
        let reports = [(try Address("192.0.2.1"), Claim(expiry: end))]
        _ = try temporary.store.apply(
            try TemporaryStore.snapshot(reports),
            to: source,
            at: Self.now,
            digest: nil
        )
        #expect(try number("SELECT min(at) FROM due") == Int(end.seconds))
        let early = try temporary.store.rescoreDue(at: Timestamp(seconds: end.seconds - 1))
        #expect(early == RescoreOutcome())
        let outcome = try temporary.store.rescoreDue(at: end)
        #expect(outcome == RescoreOutcome(rescored: 1, expired: 1, revision: 2))
        #expect(try number("SELECT count(*) FROM due WHERE at <= \(end.seconds)") == 0)
        #expect(try temporary.store.lookup(reports[0].0, for: .system).record?.summary.score == 0)
    }

    @Test func `keep the digest of the last reading`() throws {
        var builder = ContentDigest.Builder()
        builder.beginFile(byteCount: 0)
        let digest = builder.finish()
        _ = try temporary.store.apply(
            try TemporaryStore.snapshot([]),
            to: source,
            at: Self.now,
            digest: digest
        )
        #expect(try temporary.store.source(named: "a")?.digest == digest)
        try temporary.store.recordUnchangedFetch(of: source, at: Self.now)
        #expect(try temporary.store.source(named: "a")?.digest == digest)
    }
}
