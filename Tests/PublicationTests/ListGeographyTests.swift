import Enrichment
import Foundation
import GeoFiles
import Publication
import Registry
import Reports
import Testing

@Suite struct `Lists of some countries` {
    private let fixture: PublicationFixture

    init() throws {
        fixture = try PublicationFixture()
        try FileManager.default.createDirectory(at: fixture.geography, withIntermediateDirectories: true)
        try fixture.list(
            [
                "198.51.100.7", "203.0.113.9", "192.0.2.0/24", "192.0.2.77", "evil.example",
                "http://198.51.100.8/x",
            ],
            of: "feed"
        )
    }

    private func write(_ countries: [(String, String)], epoch: UInt64 = 1_790_000_000) throws {
        let records = countries.map { ($0.0, GeoValue.map(["country_code": .string($0.1)])) }
        let file = GeoFile(type: "country", buildEpoch: epoch, records: records)
        try Data(file.bytes).write(to: fixture.geography.appending(path: "country.mmdb"), options: .atomic)
    }

    @Test func `hold what lies there for certain`() throws {
        try write([("198.51.100.0/24", "SA"), ("203.0.113.0/24", "AE"), ("192.0.2.0/25", "SA")])
        try fixture.add(fixture.blocking { $0.criteria.countries = ["SA"] })
        try fixture.publish()
        #expect(try fixture.served() == ["192.0.2.77", "198.51.100.7", "http://198.51.100.8/x"])
        #expect(try fixture.stand().withheldCount == 0)
        #expect(try fixture.stand().settings.criteria.countries == ["SA"])
    }

    @Test func `follow their databases when these are replaced`() throws {
        try write([("198.51.100.0/24", "SA")])
        try fixture.add(fixture.blocking { $0.criteria.countries = ["SA", "KW"] })
        try fixture.publish()
        let serial = try fixture.stand().serial
        try fixture.publish()
        #expect(try fixture.stand().serial == serial)
        try write([("198.51.100.0/24", "AE"), ("203.0.113.0/24", "KW")], epoch: 1_790_000_100)
        try fixture.publish()
        #expect(try fixture.served() == ["203.0.113.9"])
        // Nobody tells when a file is replaced: it is looked for.
        let next = try #require(try fixture.publisher.nextMoment(after: fixture.now))
        #expect(next.seconds <= fixture.now.seconds + 60)
    }

    @Test func `hold nothing where nothing is known, and are refused for what is no country`() throws {
        try fixture.add(fixture.blocking { $0.criteria.countries = ["SA"] })
        try fixture.publish()
        #expect(try fixture.served().isEmpty)
        let odd = try fixture.blocking("other") { $0.criteria.countries = ["sa"] }
        #expect(throws: StoreError.self) { try fixture.add(odd) }
    }
}
