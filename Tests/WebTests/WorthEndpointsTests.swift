import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import SourceWorth
import Testing

@testable import Web

@Suite struct `What sources are worth, over HTTP` {
    private let fixture: APIFixture

    init() throws {
        fixture = try APIFixture()
        let now = HubFixture.now
        for (name, label) in [("one", SharingLabel.green), ("two", .green), ("hidden", .red)] {
            var builder = SnapshotBuilder()
            for address in ["192.0.2.1", "\(name).example"] { try builder.add(try Address(address), Claim()) }
            _ = try fixture.store.apply(
                builder.finish(),
                settings: SourceSettings(name: name, label: label),
                at: now,
                digest: nil,
                read: nil
            )
        }
        _ = try fixture.store.learnWorth(at: now)
    }

    @Test func `is shown with the counts behind it, to those who may know of the source`() async throws {
        let caller = try fixture.token(.read, of: fixture.owner)
        try await fixture.test { client in
            let answer = try await client.ask(.get, "/api/v1/sources/one/worth", as: caller)
            #expect(answer.status == .ok, "\(answer.text)")
            let object = try answer.object
            #expect((object["stay"] as? [String: Any])?["basis"] as? String == "unknown")
            let comparison = try #require(object["comparison"] as? [String: Any])
            #expect(comparison["listed"] as? Int == 2)
            #expect(comparison["alone"] as? Int == 1)
            let sharers = try #require(comparison["sharers"] as? [[String: Any]])
            #expect(sharers.compactMap { $0["source"] as? String } == ["two"])
            #expect(sharers.first?["share"] as? Double == 0.5)
            for name in ["hidden", "none"] {
                let refused = try await client.ask(.get, "/api/v1/sources/\(name)/worth", as: caller)
                #expect(refused.status == .notFound)
            }
        }
    }

    @Test func `is overruled by people alone, within what they may decide of`() async throws {
        let person = try fixture.user(.analyst, of: fixture.owner)
        let program = try fixture.token([.read, .submit], of: fixture.owner)
        let item = Submission.Item(try Address("192.0.2.9"), Claim())
        let reporter = Actor(.system, name: "r", member: fixture.owner.id)
        _ = try fixture.store.submit(Submission([item]), by: reporter, at: HubFixture.now)
        let store = fixture.store
        try await fixture.test { client in
            let body = #"{"reliability":0.9,"neverRemoves":true,"why":"ours"}"#
            let path = "/api/v1/sources/one/worth"
            #expect(try await client.ask(.put, path, as: program, body).status == .forbidden)
            let answer = try await client.ask(.put, path, as: person, body)
            #expect(answer.status == .ok, "\(answer.text)")
            let used = try #require(try answer.object["used"] as? [String: Any])
            #expect(used["reliabilityByHand"] as? Double == 0.9 && used["neverRemoves"] as? Bool == true)
            for (path, body, status) in [
                ("/api/v1/sources/sa%20reports/worth", body, HTTPResponse.Status.forbidden),
                ("/api/v1/sources/hidden/worth", body, .notFound),
                (path, #"{"reliability":2,"why":"x"}"#, .unprocessableContent),
                (path, #"{"usualStayDays":3,"neverRemoves":true,"why":"x"}"#, .unprocessableContent),
                (path, #"{"reliability":1,"why":""}"#, .unprocessableContent),
            ] {
                let refused = try await client.ask(.put, path, as: person, body)
                #expect(refused.status == status, "\(path) \(body): \(refused.text)")
            }
        }
        #expect(try store.source(named: "one")?.settings.usualStayDays == .infinity)
        #expect(try store.source(named: "sa reports")?.settings.reliability == nil)
    }

    @Test func `takes decisions on lineage, and takes them back`() async throws {
        let person = try fixture.user(.analyst, of: fixture.owner)
        try await fixture.test { client in
            let path = "/api/v1/sources/one/lineage/two"
            let body = #"{"oneLineage":true,"why":"a mirror"}"#
            let answer = try await client.ask(.put, path, as: person, body)
            #expect(answer.status == .ok, "\(answer.text)")
            let lineage = try #require(try answer.object["lineage"] as? [[String: Any]])
            #expect(lineage.first?["source"] as? String == "two")
            #expect(lineage.first?["oneLineage"] as? Bool == true)
            let back = try await client.ask(.delete, path, as: person)
            #expect((try back.object["lineage"] as? [Any])?.isEmpty == true)
            #expect(try await client.ask(.delete, path, as: person).status == .notFound)
        }
    }
}
