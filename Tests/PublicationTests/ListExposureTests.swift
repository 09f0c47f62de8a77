import Addresses
import Credentials
import Publication
import Registry
import Reports
import SQLiteRegistry
import Testing

@Suite struct `What was seen behind the entries of a list` {
    private let fixture: PublicationFixture
    private var sensors: [Token] = []

    init() throws {
        let fixture = try PublicationFixture()
        self.fixture = fixture
        for code in ["sa", "ae"] {
            let settings = MemberSettings(code: code, name: code, arabicName: code)
            let member = try fixture.store.addMember(settings, by: .system, at: fixture.now)
            let token = TokenSettings(
                name: "sensor",
                member: member.id,
                scopes: [.sense],
                expiresAt: fixture.now.advanced(byDays: 99)
            )
            sensors.append(
                try fixture.store.addToken(token, Secret(for: .token).digest, by: .system, at: fixture.now)
            )
        }
        try fixture.list(
            [
                "quiet.example", "evil.example", "a.evil.example", "198.51.100.0/24", "198.51.100.7",
                "203.0.113.9",
            ],
            of: "feed"
        )
    }

    private func see(_ address: String, by hosts: [String?], _ count: Int, sensor: Int = 0, days: Double = 0)
        throws
    {
        let moment = fixture.now.advanced(byDays: -days)
        let sightings = try hosts.map { host in
            Sighting(
                address: try Address(address),
                seen: nil,
                inside: try host.map { try IPAddress($0) },
                count: count,
                firstAt: moment,
                lastAt: moment
            )
        }
        let spool = [UInt8](repeating: .random(in: 0...255), count: SightingBatch.spoolLength)
        let batch = SightingBatch(spool: spool, sequence: 1, sightings: sightings)
        _ = try fixture.store.record(batch, from: sensors[sensor], at: fixture.now)
    }

    private func preview(_ limit: Int = 100) throws -> ListPreview {
        try fixture.publisher.preview(try fixture.blocking(), limit: limit, at: fixture.now)
    }

    @Test func `is counted over what lies inside them, and comes first`() throws {
        try see("a.evil.example", by: ["10.0.0.1", "10.0.0.2"], 3)
        try see("evil.example", by: ["10.0.0.1"], 1, sensor: 1)
        try see("198.51.100.7", by: ["10.0.0.1", nil], 20)
        try see("203.0.113.9", by: ["10.0.0.9"], 500, days: 31)
        let preview = try preview()
        #expect(preview.exposedCount == 4 && preview.changes.count == 6)
        // Of equal ones, what has the lower key: the network before the address in it.
        #expect(
            preview.changes.map { "\($0.address)" } == [
                "198.51.100.0/24", "198.51.100.7", "evil.example", "a.evil.example", "203.0.113.9",
                "quiet.example",
            ]
        )
        let exposures = preview.changes.map(\.exposure)
        #expect(exposures[0] == ListExposure(sightings: 40, hosts: 1, members: 1))
        #expect(exposures[1] == exposures[0])
        // One inside address of two members are two hosts.
        #expect(exposures[2] == ListExposure(sightings: 7, hosts: 3, members: 2))
        #expect(exposures[3] == ListExposure(sightings: 6, hosts: 2, members: 1))
        #expect(exposures[4...].allSatisfy { $0 == nil })
        #expect(try self.preview(2).changes.map(\.exposure) == Array(exposures[..<2]))
    }

    @Test func `is nothing where nothing was seen`() throws {
        let preview = try preview()
        #expect(preview.exposedCount == 0 && preview.changes.count == 6)
        #expect(preview.changes.allSatisfy { $0.exposure == nil })
    }
}
