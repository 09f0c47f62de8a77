import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `Asking for addresses` {
    private let fixture: APIFixture
    private let reader: APIFixture.Caller

    init() throws {
        fixture = try APIFixture()
        reader = try fixture.token(.read, of: fixture.other)
        let actor = Actor(.token(Token.ID(1)), name: "t", member: fixture.owner.id)
        let items = try (0..<25).map { number in
            Submission.Item(
                try Address("192.0.2.\(number)"),
                Claim(category: .scanning, confidence: UInt8(number * 4))
            )
        }
        _ = try fixture.store.submit(Submission(items), by: actor, at: HubFixture.now)
    }

    @Test func `answers in any notation, and with an entity tag only what changed`() async throws {
        let (fixture, reader) = (fixture, reader)
        try await fixture.test { client in
            let first = try await client.ask(.get, "/api/v1/addresses/192[.]0[.]2[.]3", as: reader)
            #expect(first.status == .ok, "\(first.text)")
            #expect(try first.object["registered"] as? Bool == true)
            let tag = try #require(first.headers[.eTag])
            let path = "/api/v1/addresses/192.0.2.3"
            let again = try await client.ask(.get, path, as: reader, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified)
            let actor = Actor(.token(Token.ID(1)), name: "t", member: fixture.owner.id)
            _ = try fixture.store.submit(
                Submission([Submission.Item(try Address("192.0.2.3"), Claim(confidence: 1))]),
                by: actor,
                at: HubFixture.now
            )
            let changed = try await client.ask(.get, path, as: reader, headers: [.ifNoneMatch: tag])
            #expect(changed.status == .ok)
            let unknown = try await client.ask(.get, "/api/v1/addresses/198.51.100.1", as: reader)
            #expect(try unknown.object["registered"] as? Bool == false)
            #expect(try await client.ask(.get, "/api/v1/addresses/a..b", as: reader).status == .badRequest)
            #expect(try await client.ask(.get, "/api/v1/addresses/%FF", as: reader).status == .badRequest)
        }
    }

    @Test func `tells where an address lies, and whose it is as soon as that changes`() async throws {
        let (fixture, reader) = (fixture, reader)
        try await fixture.test { client in
            func background(_ address: String) async throws -> [String: String] {
                let answer = try await client.ask(.get, "/api/v1/addresses/\(address)", as: reader)
                return try answer.object["background"] as? [String: String] ?? [:]
            }
            let name = try await background("www.bank.evil.example")
            #expect(name["registrableDomain"] == "evil.example")
            #expect(name["publicSuffix"] == "example")
            #expect(try await background("127.0.0.1")["reserved"]?.contains("RFC") == true)
            #expect(try await background("198.51.100.7")["member"] == nil)

            let known = try await client.ask(.get, "/api/v1/addresses/198.51.100.7", as: reader)
            let tag = try #require(known.headers[.eTag])
            var settings = fixture.owner.settings
            settings.constituency = [try Address("198.51.100.0/24")]
            _ = try fixture.store.updateMember(fixture.owner.id, settings, by: .system, at: HubFixture.now)
            _ = try fixture.hub.hub.enrichment.refresh(fixture.store)
            #expect(try await background("198.51.100.7")["member"] == "sa")
            let again = try await client.ask(
                .get,
                "/api/v1/addresses/198.51.100.7",
                as: reader,
                headers: [.ifNoneMatch: tag]
            )
            #expect(again.status == .ok)
        }
    }

    @Test func `answers many at once, each for itself`() async throws {
        let reader = reader
        try await fixture.test { client in
            let body = #"{"addresses":["192.0.2.1","no address at all","198.51.100.1"]}"#
            let response = try await client.ask(.post, "/api/v1/addresses/lookup", as: reader, body)
            let results = try #require(try response.object["results"] as? [[String: Any]])
            #expect(results.map { $0["registered"] as? Bool } == [true, nil, false])
            #expect(results[1]["error"] != nil)
            let many = Array(repeating: "\"192.0.2.1\"", count: AddressEndpoints.maximumBulk + 1)
            let tooMany = try await client.ask(
                .post,
                "/api/v1/addresses/lookup",
                as: reader,
                "{\"addresses\":[\(many.joined(separator: ","))]}"
            )
            #expect(tooMany.status == .contentTooLarge)
        }
    }

    @Test(arguments: [
        ("order=key", 25), ("within=192.0.2.16/29", 8), ("kind=domain", 0),
        ("member=sa&source=sa%20reports", 25),
        ("category=scanner&minimumScore=0.01&maximumScore=100", 24), ("order=change", 25),
        ("changedSince=2027-01-15T08:00:00Z", 25), ("changedSince=2027-01-15T08:00:01Z", 0),
        ("firstReportedBefore=2027-01-15T08:00:00Z", 0),
    ])
    func `searches page by page`(query: String, count: Int) async throws {
        let reader = reader
        try await fixture.test { client in
            var found: [String] = []
            var cursor: String?
            repeat {
                let more = cursor.map { "&cursor=\($0)" } ?? ""
                let response = try await client.ask(
                    .get,
                    "/api/v1/addresses?limit=7&\(query)\(more)",
                    as: reader
                )
                #expect(response.status == .ok, "\(response.text)")
                let page = try response.object
                let addresses = try #require(page["addresses"] as? [[String: Any]])
                #expect(addresses.count <= 7)
                found += addresses.compactMap { $0["address"] as? String }
                cursor = page["next"] as? String
            } while cursor != nil
            #expect(found.count == count)
            #expect(Set(found).count == count)
        }
    }

    @Test(arguments: [
        "limit=0", "limit=x", "kind=evil", "cursor=kzz", "cursor=k1", "cursor=c-1", "cursor=x", "within=a..b",
        "changedSince=now", "minimumScore=101", "minimumScore=nan", "unknown=1", "order=random",
    ])
    func `refuses a search that is not right`(query: String) async throws {
        let reader = reader
        try await fixture.test { client in
            let response = try await client.ask(.get, "/api/v1/addresses?\(query)", as: reader)
            #expect(response.status == .badRequest, "\(response.text)")
        }
    }

    @Test func `tells of changes after a revision, and streams them from the last one seen`() async throws {
        let reader = reader
        let id = try #require(HTTPField.Name("Last-Event-ID"))
        try await fixture.test { client in
            let page = try await client.ask(.get, "/api/v1/changes?limit=10", as: reader).object
            #expect((page["changes"] as? [Any])?.count == 10)
            let next = try #require(page["next"] as? String)
            // Nobody tells of what comes, so the stream ends with what there is.
            let stream = try await client.ask(.get, "/api/v1/stream", as: reader, headers: [id: next])
            #expect(stream.headers[.contentType] == "text/event-stream")
            #expect(stream.text.matches(of: /\nevent: address\n/).count == 15)
            let last = try #require(stream.text.matches(of: /id: ([0-9-]+)\n/).last?.1)
            let rest = try await client.ask(.get, "/api/v1/stream", as: reader, headers: [id: String(last)])
            #expect(!rest.text.contains("event:"))
            let whole = try await client.ask(.get, "/api/v1/stream?after=0", as: reader)
            #expect(whole.text.matches(of: /\nevent: address\n/).count == 25)
        }
    }

    @Test func `shows inside hosts to their member alone`() async throws {
        let sensor = try fixture.hub.addToken("s", of: fixture.owner, .sense).0
        let sighting = Sighting(
            address: try Address("192.0.2.1"),
            inside: try IPAddress("10.1.2.3"),
            count: 4,
            firstAt: HubFixture.now,
            lastAt: HubFixture.now
        )
        let batch = SightingBatch(spool: Array(repeating: 1, count: 16), sequence: 1, sightings: [sighting])
        _ = try fixture.store.record(batch, from: sensor, at: HubFixture.now)
        let own = try fixture.token(.read, of: fixture.owner)
        let reader = reader
        try await fixture.test { client in
            let path = "/api/v1/addresses/192.0.2.1/sightings"
            let mine = try await client.ask(.get, path, as: own).text
            #expect(mine.contains("10.1.2.3"))
            let theirs = try await client.ask(.get, path, as: reader).text
            #expect(!theirs.contains("10.1.2.3"))
            #expect(theirs.contains(#""member":"sa","count":4"#))
        }
    }
}
