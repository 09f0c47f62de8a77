import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

/// What must never be blocked takes two persons, whoever tries otherwise.
@Suite struct `Allowlist entries by two persons` {
    private let fixture: APIFixture
    private let entries = "/api/v1/allowlists/entries"
    private let proposals = "/api/v1/allowlists/proposals"

    init() throws {
        fixture = try APIFixture()
    }

    private static let entry =
        #"{"address":"bank.test","kind":"never-block","reason":"ours","for":"own-lists"}"#

    /// Asks for an entry as an administrator of the owner.
    private func propose(_ client: APIFixture.Client, as caller: APIFixture.Caller) async throws -> Int {
        let response = try await client.ask(.post, entries, as: caller, Self.entry)
        #expect(response.status == .accepted)
        #expect(try response.object["act"] as? String == "add")
        return try #require(try response.object["id"] as? Int)
    }

    private func outcome(_ client: APIFixture.Client, as caller: APIFixture.Caller) async throws -> String {
        let path = "/api/v1/allowlists/check?address=bank.test"
        let text = try await client.ask(.get, path, as: caller).text
        return text.contains(#""outcome":"never-block""#) ? "never-block" : "free"
    }

    @Test func `hold once an approver let them through`() async throws {
        let administrator = try fixture.user(.administrator, of: fixture.owner)
        let approver = try fixture.user(.approver, of: fixture.owner)
        try await fixture.test { client in
            let id = try await propose(client, as: administrator)
            #expect(try await outcome(client, as: administrator) == "free")
            let waiting = try await client.ask(.get, proposals, as: approver).text
            #expect(waiting.contains(#""rule":"bank.test""#))
            let approved = try await client.ask(.post, "\(proposals)/\(id)/approve", as: approver, "{}")
            #expect(approved.status == .ok)
            let entry = try #require(try approved.object["id"] as? Int)
            #expect(approved.text.contains(#""approvedBy":"\#(approver.user?.settings.name ?? "")""#))
            #expect(try await outcome(client, as: administrator) == "never-block")
            // Ending it takes two again, and it holds meanwhile.
            let removal = try await client.ask(.delete, "\(entries)/\(entry)", as: administrator)
            #expect(removal.status == .accepted)
            #expect(try removal.object["entry"] as? Int == entry)
            #expect(try await outcome(client, as: administrator) == "never-block")
            let number = try #require(try removal.object["id"] as? Int)
            #expect(
                try await client.ask(.post, "\(proposals)/\(number)/approve", as: approver, "{}").status
                    == .ok
            )
            #expect(try await outcome(client, as: administrator) == "free")
        }
    }

    @Test func `are turned down with a reason`() async throws {
        let administrator = try fixture.user(.administrator, of: fixture.owner)
        let approver = try fixture.user(.approver, of: fixture.owner)
        try await fixture.test { client in
            let id = try await propose(client, as: administrator)
            let path = "\(proposals)/\(id)/reject"
            let rejected = try await client.ask(.post, path, as: approver, #"{"note":"not ours"}"#)
            #expect(rejected.status == .noContent)
            #expect(try await client.ask(.post, path, as: approver, "{}").status == .notFound)
            #expect(try await outcome(client, as: administrator) == "free")
        }
    }

    @Test func `are let through by nobody else`() async throws {
        let administrator = try fixture.user(.administrator, of: fixture.owner)
        let strangers: [(APIFixture.Caller, HTTPResponse.Status)] = [
            (.nobody, .unauthorized), (administrator, .forbidden),
            (try fixture.user(.reader, of: fixture.owner), .forbidden),
            (try fixture.user(.analyst, of: fixture.owner), .forbidden),
            (try fixture.user(.auditor, of: fixture.owner), .forbidden),
            (try fixture.user(.administrator, of: nil), .forbidden),
            (try fixture.token([.read, .submit, .administer], of: fixture.owner), .forbidden),
            (try fixture.user(.approver, of: fixture.other), .notFound),
        ]
        try await fixture.test { client in
            let id = try await propose(client, as: administrator)
            for (caller, status) in strangers {
                for verb in ["approve", "reject"] {
                    let response = try await client.ask(.post, "\(proposals)/\(id)/\(verb)", as: caller, "{}")
                    #expect(response.status == status)
                }
            }
            #expect(try await outcome(client, as: administrator) == "free")
        }
    }

    @Test func `are not let through by who asked, become an approver since`() async throws {
        let administrator = try fixture.user(.administrator, of: fixture.owner)
        let user = try #require(administrator.user)
        try await fixture.test { client in
            let id = try await propose(client, as: administrator)
            var settings = user.settings
            settings.role = .approver
            _ = try fixture.store.updateUser(user.id, settings, by: .system, at: HubFixture.now)
            let own = try await client.ask(.post, "\(proposals)/\(id)/approve", as: administrator, "{}")
            #expect(own.status == .forbidden)
            #expect(try await outcome(client, as: administrator) == "free")
        }
    }

    @Test func `of programs wait, too`() async throws {
        let program = try fixture.token([.read, .administer], of: fixture.owner)
        try await fixture.test { client in
            _ = try await propose(client, as: program)
            #expect(try await outcome(client, as: program) == "free")
        }
    }

    @Test func `that wait are shown to their member and the system alone`() async throws {
        let administrator = try fixture.user(.administrator, of: fixture.owner)
        let readers: [(APIFixture.Caller, Bool)] = [
            (try fixture.user(.reader, of: fixture.owner), true), (try fixture.user(.auditor, of: nil), true),
            (try fixture.user(.approver, of: fixture.other), false),
            (try fixture.token(.read, of: fixture.other), false),
        ]
        try await fixture.test { client in
            _ = try await propose(client, as: administrator)
            for (caller, isShown) in readers {
                let text = try await client.ask(.get, proposals, as: caller).text
                #expect(text.contains("bank.test") == isShown)
            }
        }
    }
}
