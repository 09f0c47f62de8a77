import Addresses
import Credentials
import Registry
import Reports
import SQLiteRegistry
import Testing

@Suite struct `Recorded sightings` {
    private let temporary: TemporaryStore
    private let now = TemporaryStore.now
    private let members: [Member]
    private let sensors: [Token]
    private var store: SQLiteStore { temporary.store }
    private static let spool = [UInt8](repeating: 7, count: SightingBatch.spoolLength)

    init() throws {
        let temporary = try TemporaryStore()
        let now = now
        self.temporary = temporary
        members = try ["sa", "ae"].map { code in
            let settings = MemberSettings(code: code, name: code, arabicName: code)
            return try temporary.store.addMember(settings, by: .system, at: now)
        }
        sensors = try members.map { member in
            try temporary.store.addToken(
                TokenSettings(
                    name: "sensor",
                    member: member.id,
                    scopes: [.sense],
                    expiresAt: now.advanced(byDays: 9)
                ),
                Secret(for: .token).digest,
                by: .system,
                at: now
            )
        }
        let source = try temporary.store.configure(SourceSettings(name: "a"), at: now)
        let listed = ["evil.example", "192.0.2.0/24", "198.51.100.7"]
        let reports = try listed.map { (try Address($0), Claim()) }
        _ = try temporary.store.apply(
            try TemporaryStore.snapshot(reports),
            to: source.id,
            at: now,
            digest: nil
        )
    }

    private func sighting(
        _ address: String,
        seen: String? = nil,
        inside: String? = "10.0.0.1",
        count: Int = 1,
        minutes: Int64 = 0
    ) throws -> Sighting {
        let moment = Timestamp(seconds: now.seconds + 60 * minutes)
        return Sighting(
            address: try Address(address),
            seen: seen,
            inside: try inside.map { try IPAddress($0) },
            count: count,
            firstAt: moment,
            lastAt: moment
        )
    }

    private func record(_ sequence: Int64, _ sightings: [Sighting], by sensor: Int = 0) throws
        -> SightingReceipt
    {
        let batch = SightingBatch(spool: Self.spool, sequence: sequence, sightings: sightings)
        return try store.record(batch, from: sensors[sensor], at: now)
    }

    @Test func `count once however often a batch is sent, and in order`() throws {
        let first = [try sighting("evil.example", count: 3)]
        #expect(try record(1, first) == .recorded(unregistered: 0))
        #expect(try record(1, first) == .known)
        #expect(try record(3, first) == .outOfOrder(awaited: 2))
        #expect(try record(2, [try sighting("evil.example", minutes: 5)]) == .recorded(unregistered: 0))
        let summary = try #require(try store.sightingSummaries(of: try Address("evil.example")).first)
        #expect(summary.count == 4)
        #expect(summary.member == members[0].id)
        #expect(summary.firstAt == now)
        #expect(summary.lastAt == Timestamp(seconds: now.seconds + 300))
    }

    @Test func `raise the score by members, and stand in timeline and change feed`() throws {
        let address = try Address("evil.example")
        let before = try #require(try store.lookup(address, for: .system).record).summary
        _ = try record(1, [try sighting("evil.example")])
        let once = try #require(try store.lookup(address, for: .system).record)
        #expect(once.summary.score > before.score)
        #expect(once.summary.revision == before.revision + 1)
        _ = try record(1, [try sighting("evil.example")], by: 1)
        let twice = try #require(try store.lookup(address, for: .system).record)
        #expect(twice.summary.score > once.summary.score)
        _ = try record(2, [try sighting("evil.example", minutes: 1)])
        let again = try #require(try store.lookup(address, for: .system).record)
        let sighted = again.timeline.filter { $0.event == .sighted }
        #expect(sighted.map(\.detail) == ["sa", "ae"])
        let changes = try store.changes(
            after: ChangeCursor(after: twice.summary.revision),
            limit: 9,
            for: .system
        )
        #expect(changes.changes.map(\.address) == [address])
    }

    @Test func `of addresses that are not registered are counted and left out`() throws {
        let sightings = [try sighting("unknown.example"), try sighting("198.51.100.7")]
        #expect(try record(1, sightings) == .recorded(unregistered: 1))
        let revision = try store.counts(for: .system).revision
        #expect(try record(2, [try sighting("unknown.example")]) == .recorded(unregistered: 1))
        #expect(try store.counts(for: .system).revision == revision)
    }

    @Test func `are shown for an address and all inside it, to their member or to all`() throws {
        _ = try record(
            1,
            [
                try sighting("192.0.2.0/24", seen: "192.0.2.9", minutes: 2),
                try sighting("192.0.2.0/24", seen: "192.0.2.8", inside: nil, minutes: 1),
                try sighting("evil.example"),
            ]
        )
        _ = try record(1, [try sighting("192.0.2.0/24", seen: "192.0.2.9", minutes: 3)], by: 1)
        let network = try Address("192.0.0.0/16")
        let all = try store.sightings(of: network, by: nil, limit: 10)
        #expect(all.map(\.member) == [members[1].id, members[0].id, members[0].id])
        #expect(all.map(\.sighting.seen) == ["192.0.2.9", "192.0.2.9", "192.0.2.8"])
        #expect(all.map(\.sighting.inside) == [try IPAddress("10.0.0.1"), try IPAddress("10.0.0.1"), nil])
        #expect(try store.sightings(of: network, by: members[0].id, limit: 1).map(\.sensor) == ["sensor"])
        #expect(try store.sightings(of: try Address("evil.example"), by: members[1].id, limit: 9).isEmpty)
    }

    @Test func `of one host and hour add up`() throws {
        _ = try record(1, [try sighting("evil.example", count: 2), try sighting("evil.example", minutes: 3)])
        let records = try store.sightings(of: try Address("evil.example"), by: nil, limit: 9)
        #expect(records.map(\.sighting.count) == [3])
        #expect(records[0].sighting.lastAt == Timestamp(seconds: now.seconds + 180))
    }

    @Test func `are refused when they are none`() throws {
        var backwards = try sighting("evil.example")
        backwards.lastAt = Timestamp(seconds: now.seconds - 1)
        var long = try sighting("evil.example")
        long.lastAt = Timestamp(seconds: now.seconds + 7200)
        for wrong in [
            try sighting("evil.example", count: 0), backwards, long, try sighting("evil.example", seen: ""),
        ] {
            #expect(throws: StoreError.self) { try record(1, [wrong]) }
        }
        #expect(throws: StoreError.self) { try record(0, []) }
        let short = SightingBatch(spool: [1], sequence: 1, sightings: [])
        #expect(throws: StoreError.self) { try store.record(short, from: sensors[0], at: now) }
        #expect(try record(1, [try sighting("evil.example")]) == .recorded(unregistered: 0))
    }

    @Test func `are told by time, to their own member with hosts, to others as counts`() throws {
        let first = try sighting("evil.example", count: 2)
        let second = try sighting("198.51.100.7", inside: "10.0.0.2", minutes: 120)
        for (sensor, sightings) in [(sensors[0], [first, second]), (sensors[1], [first])] {
            let batch = SightingBatch(spool: Self.spool, sequence: 1, sightings: sightings)
            _ = try store.record(batch, from: sensor, at: now)
        }
        let latest = try store.latestSightings(by: members[0].id, since: now.advanced(byDays: -1), limit: 9)
        #expect(latest.map(\.sighting) == [second, first])
        let last = try store.latestSightings(by: members[0].id, since: now, limit: 1)
        #expect(last.map(\.sighting) == [second])
        let later = Timestamp(seconds: now.seconds + 7200)
        #expect(try store.latestSightings(by: members[1].id, since: later, limit: 9).isEmpty)
        let hours = try store.sightedHours(by: nil, since: now.advanced(byDays: -1))
        #expect(hours.map(\.count) == [4, 1])
        #expect(hours.map(\.hour) == [first.hour, second.hour])
        #expect(try store.sightedHours(by: members[1].id, since: now).map(\.count) == [2])
    }
}
