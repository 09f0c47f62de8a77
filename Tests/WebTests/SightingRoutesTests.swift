import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `Posting sightings` {
    private let fixture: HubFixture
    private let headers: HTTPFields

    init() throws {
        fixture = try HubFixture()
        headers = .bearer(try fixture.addToken("s", of: try fixture.addMember("sa"), .sense).1)
        let source = try fixture.store.configure(SourceSettings(name: "a"), at: HubFixture.now)
        var builder = SnapshotBuilder()
        try builder.add(try Address("evil.example"), Claim())
        _ = try fixture.store.apply(builder.finish(), to: source.id, at: HubFixture.now, digest: nil)
    }

    private static func body(_ sequence: Int, _ sightings: String) -> ByteBuffer {
        ByteBuffer(
            string: """
                {"spool":"6F1B4C52-3C1E-4A3E-8A7B-1D2C3B4A5968","sequence":\(sequence),"sightings":[\(sightings)]}
                """
        )
    }

    private static let sighting = """
        {"address":"evil.example","seen":"a.evil.example","inside":"10.0.0.1","count":2,
         "first":"2027-01-15T08:00:00Z","last":"2027-01-15T11:30:00+03:00"}
        """

    @Test func `records a batch once`() async throws {
        let (fixture, headers) = (fixture, headers)
        try await fixture.test { client in
            func post(_ sequence: Int) async throws -> (HTTPResponse.Status, String?) {
                let response = try await client.execute(
                    uri: "/api/v1/sightings",
                    method: .post,
                    headers: headers,
                    body: Self.body(sequence, Self.sighting)
                )
                return (response.status, try response.object["outcome"] as? String)
            }
            let outcomes = [try await post(1), try await post(1), try await post(3)]
            #expect(outcomes.map(\.0) == [.ok, .ok, .conflict])
            #expect(outcomes.map(\.1) == ["recorded", "known", "out-of-order"])
        }
        let summaries = try fixture.store.sightingSummaries(of: try Address("evil.example"))
        #expect(summaries.map(\.count) == [2])
    }

    @Test(arguments: [
        ("", HTTPResponse.Status.badRequest, "JSON"), ("[]", .badRequest, "type"),
        (#"{"spool":"x","sequence":1,"sightings":[]}"#, .unprocessableContent, "spool"),
        (#"{"sequence":1,"sightings":[]}"#, .badRequest, "spool is missing"),
    ])
    func `refuses what is no batch`(body: String, status: HTTPResponse.Status, word: String) async throws {
        let headers = headers
        try await fixture.test { client in
            let response = try await client.execute(
                uri: "/api/v1/sightings",
                method: .post,
                headers: headers,
                body: ByteBuffer(string: body)
            )
            #expect(response.status == status)
            let detail = try #require(try response.object["detail"] as? String)
            #expect(detail.contains(word), "\(detail)")
        }
    }

    @Test(arguments: [
        (#""evil.example""#, #""not an address""#), (#""10.0.0.1""#, #""host""#), ("2,", "0,"),
        ("11:30:00+03:00", "11:30"), ("11:30:00+03:00", "12:30:00+03:00"),
    ])
    func `refuses a wrong sighting and says which`(part: String, replacement: String) async throws {
        let headers = headers
        let wrong = Self.sighting.replacing(part, with: replacement)
        let (one, fixture) = (Self.sighting, fixture)
        try await fixture.test { client in
            let response = try await client.execute(
                uri: "/api/v1/sightings",
                method: .post,
                headers: headers,
                body: Self.body(1, "\(one),\(wrong)")
            )
            #expect(response.status == .unprocessableContent)
            let detail = try #require(try response.object["detail"] as? String)
            #expect(detail.contains("sightings[1]") || detail.contains("sighting 2"), "\(detail)")
        }
        #expect(try fixture.store.sightingSummaries(of: try Address("evil.example")).isEmpty)
    }
}
