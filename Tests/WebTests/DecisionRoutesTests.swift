import Addresses
import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Lists
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

@testable import Web

/// What a bouncer holds, by the wire's rules: deletions first, and a value it has keeps its time.
private struct Bouncer {
    private(set) var held: [String: String] = [:]

    mutating func take(_ response: TestResponse) throws {
        #expect(response.status == .ok)
        let object = try response.object
        for decision in try #require(object["deleted"] as? [[String: Any]]) {
            held[try Self.value(decision)] = nil
        }
        for decision in try #require(object["new"] as? [[String: Any]]) {
            let value = try Self.value(decision)
            if held[value] == nil { held[value] = decision["duration"] as? String }
        }
    }

    /// The value, once all seven fields are there as bouncers want them.
    private static func value(_ decision: [String: Any]) throws -> String {
        #expect(Set(decision.keys) == ["id", "origin", "type", "scope", "value", "duration", "scenario"])
        let duration = try #require(decision["duration"] as? String)
        #expect(duration.wholeMatch(of: /[0-9]+h[0-9]+m[0-9]+s/) != nil && duration != "0h0m0s")
        #expect(decision["type"] as? String == "ban")
        return try #require(decision["value"] as? String)
    }
}

@Suite struct `Decisions for CrowdSec's bouncers` {
    private let fixture: ListFixture

    init() throws {
        fixture = try ListFixture()
        try fixture.add("bad", .green)
    }

    private static let stream = "/lists/bad/v1/decisions/stream"

    @Test func `start with all, follow every change, and tell once more what may be lost`() async throws {
        let fixture = fixture
        let end = Timestamp(seconds: HubFixture.now.seconds + 4 * 3600)
        try fixture.list([("45.0.2.1", Claim()), ("45.0.2.2", Claim(expiry: end)), ("45.0.3.0/24", Claim())])
        try await fixture.api.test { client in
            var bouncer = Bouncer()
            var forgetful = Bouncer()
            let start = try await client.ask(.get, "\(Self.stream)?startup=true", as: fixture.consumer)
            try bouncer.take(start)
            try forgetful.take(start)
            #expect(bouncer.held == ["45.0.2.1": "8760h0m0s", "45.0.2.2": "4h0m0s"])
            try bouncer.take(try await client.ask(.get, "\(Self.stream)?", as: fixture.consumer))
            #expect(bouncer.held.count == 2)

            let later = Timestamp(seconds: HubFixture.now.seconds + 8 * 3600)
            try fixture.list([("45.0.2.2", Claim(expiry: later)), ("45.0.2.3", Claim())])
            // One loses this answer; the next one tells it again.
            try bouncer.take(try await client.ask(.get, Self.stream, as: fixture.consumer))
            #expect(bouncer.held == ["45.0.2.2": "8h0m0s", "45.0.2.3": "8760h0m0s"])
            let second = try await client.ask(.get, Self.stream, as: fixture.consumer)
            try forgetful.take(second)
            try bouncer.take(second)
            #expect(forgetful.held == bouncer.held && bouncer.held.count == 2)
            let third = try await client.ask(.get, Self.stream, as: fixture.consumer)
            #expect(third.text == #"{"deleted":[],"new":[]}"#)
            // A token that was told nothing yet is told all.
            let fresh = try fixture.api.token(.consume, of: fixture.api.other)
            var newcomer = Bouncer()
            try newcomer.take(try await client.ask(.get, Self.stream, as: fresh))
            #expect(newcomer.held == bouncer.held)
        }
    }

    @Test func `hold ranges only where they are asked for, and answer for one address`() async throws {
        let fixture = fixture
        try fixture.list([("45.0.2.1", Claim()), ("45.0.3.0/24", Claim()), ("evil-site.net", Claim())])
        try await fixture.api.test { client in
            func values(_ query: String) async throws -> [String] {
                let answer = try await client.ask(
                    .get,
                    "/lists/bad/v1/decisions\(query)",
                    as: fixture.consumer
                )
                let data = Data(answer.body.readableBytesView)
                let array = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
                return array.compactMap { $0["value"] as? String }
            }
            #expect(try await values("") == ["45.0.2.1"])
            #expect(try await values("?scopes=ip,range") == ["45.0.2.1", "45.0.3.0/24"])
            #expect(try await values("?scopes=ip,range&ip=45.0.3.9") == ["45.0.3.0/24"])
            #expect(try await values("?ip=45.0.3.9") == [])
            #expect(try await values("?ip=45.0.2.1") == ["45.0.2.1"])
            let key = try #require(HTTPField.Name("X-Api-Key"))
            let nobody = try await client.ask(.get, "/v1/decisions", as: .nobody)
            #expect(nobody.status == .unauthorized)
            let secret = try #require(fixture.consumer.secret)
            let usual = try await client.ask(
                .get,
                "/v1/decisions/stream?startup=true",
                as: .nobody,
                headers: [key: secret.text]
            )
            #expect(usual.status == .ok)
        }
    }

    @Test func `of a list with a limit are those that fill it, then and later`() async throws {
        let fixture = fixture
        let name = try #require(ListName("bad"))
        var settings = try #require(try fixture.api.store.servedList(named: name)).settings
        settings.maximumEntries = 2
        _ = try fixture.api.store.updateList(settings, by: .system, at: HubFixture.now)
        @Sendable func claims(_ confidences: [UInt8]) -> [(String, Claim)] {
            confidences.enumerated().map { ("45.0.2.\($0)", Claim(confidence: $1)) }
        }
        try fixture.list(claims([50, 60, 70, 80]))
        try await fixture.api.test { client in
            var bouncer = Bouncer()
            try bouncer.take(try await client.ask(.get, "\(Self.stream)?startup=true", as: fixture.consumer))
            #expect(Set(bouncer.held.keys) == ["45.0.2.2", "45.0.2.3"])
            try fixture.list(claims([90, 60, 70, 80]))
            try bouncer.take(try await client.ask(.get, Self.stream, as: fixture.consumer))
            #expect(Set(bouncer.held.keys) == ["45.0.2.0", "45.0.2.3"])
            try fixture.list(claims([90, 60]))
            try bouncer.take(try await client.ask(.get, Self.stream, as: fixture.consumer))
            #expect(Set(bouncer.held.keys) == ["45.0.2.0", "45.0.2.1"])
        }
    }
}
