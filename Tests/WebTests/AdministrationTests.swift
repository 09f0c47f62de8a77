import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `Administering over HTTP` {
    private let fixture: APIFixture

    init() throws {
        fixture = try APIFixture()
    }

    @Test func `members are the system's business`() async throws {
        let system = try fixture.user(.administrator, of: nil)
        let own = try fixture.user(.administrator, of: fixture.owner)
        try await fixture.test { client in
            let body = #"{"code":"om","name":"CERT om","arabicName":"م","constituency":["192.0.2.0/24"]}"#
            #expect(try await client.ask(.post, "/api/v1/members", as: own, body).status == .forbidden)
            #expect(try await client.ask(.post, "/api/v1/members", as: system, body).status == .created)
            let again = try await client.ask(.post, "/api/v1/members", as: system, body)
            #expect(again.status == .unprocessableContent)
            let change = #"{"name":"Oman","arabicName":"عمان"}"#
            #expect(try await client.ask(.put, "/api/v1/members/om", as: own, change).status == .forbidden)
            let changed = try await client.ask(.put, "/api/v1/members/om", as: system, change)
            #expect(try changed.object["name"] as? String == "Oman")
            #expect(try await client.ask(.put, "/api/v1/members/zz", as: system, change).status == .notFound)
        }
    }

    @Test func `an administrator of a member keeps its users alone`() async throws {
        let own = try fixture.user(.administrator, of: fixture.owner)
        let store = fixture.store
        let stranger = try #require(try fixture.user(.analyst, of: fixture.other).user)
        try await fixture.test { client in
            func body(_ member: String, _ role: String = "analyst") -> String {
                """
                {"name":"n\(member)","displayName":"N","member":"\(member)","role":"\(role)",
                 "password":"correct horse battery"}
                """
            }
            let made = try await client.ask(.post, "/api/v1/users", as: own, body("sa"))
            #expect(made.status == .created, "\(made.text)")
            #expect(!made.text.contains("horse"))
            #expect(try await client.ask(.post, "/api/v1/users", as: own, body("qa")).status == .forbidden)
            #expect(
                try await client.ask(.post, "/api/v1/users", as: own, body("sa", "emperor")).status
                    == .unprocessableContent
            )
            let path = "/api/v1/users/\(stranger.id.number)"
            #expect(try await client.ask(.put, path, as: own, body("sa")).status == .notFound)
            let password = #"{"password":"correct horse battery"}"#
            #expect(try await client.ask(.put, path + "/password", as: own, password).status == .notFound)
            let list = try await client.ask(.get, "/api/v1/users", as: own).text
            #expect(!list.contains(stranger.settings.name))
        }
        #expect(try store.user(stranger.id)?.settings == stranger.settings)
        #expect(try store.auditEntries(before: nil, limit: 1, member: fixture.owner.id).count == 1)
    }

    @Test func `a token works until it is withdrawn, and its secret is told once`() async throws {
        let own = try fixture.user(.administrator, of: fixture.owner)
        let stranger = try fixture.user(.administrator, of: fixture.other)
        try await fixture.test { client in
            let body = #"{"name":"t","scopes":["read"]}"#
            let made = try await client.ask(.post, "/api/v1/tokens", as: own, body).object
            let secret = try #require(made["secret"] as? String)
            let id = try #require(made["id"] as? Int)
            let headers: HTTPFields = [.authorization: "Bearer \(secret)"]
            func use() async throws -> HTTPResponse.Status {
                try await client.ask(.get, "/api/v1/statistics", as: .nobody, headers: headers).status
            }
            #expect(try await use() == .ok)
            let list = try await client.ask(.get, "/api/v1/tokens", as: own).text
            #expect(!list.contains(secret))
            #expect(try await client.ask(.delete, "/api/v1/tokens/\(id)", as: stranger).status == .notFound)
            #expect(try await use() == .ok)
            #expect(try await client.ask(.delete, "/api/v1/tokens/\(id)", as: own).status == .noContent)
            #expect(try await use() == .unauthorized)
            let wide = #"{"name":"u","scopes":["approve"]}"#
            #expect(
                try await client.ask(.post, "/api/v1/tokens", as: own, wide).status == .unprocessableContent
            )
        }
    }

    @Test func `a token tells when it was last used`() async throws {
        let fixture = try APIFixture()
        let reader = try fixture.token(.read, of: fixture.owner, "resolver")
        let unused = try fixture.token(.read, of: fixture.owner, "spare")
        func lastUsed(_ name: String) throws -> Timestamp? {
            try #require(try fixture.store.tokens(of: nil).first { $0.settings.name == name }).lastUsedAt
        }
        try await fixture.test { client in
            for _ in 0..<3 { try await client.ask(.get, "/api/v1/addresses/192.0.2.1", as: reader) }
        }
        #expect(try lastUsed("resolver") == nil)
        await fixture.hub.hub.upkeep.recordUses()
        #expect(try lastUsed("resolver") == HubFixture.now)
        #expect(try lastUsed("spare") == nil)
        #expect(unused.secret != nil)
    }

    @Test func `the records of a member are for its auditors`() async throws {
        let auditor = try fixture.user(.auditor, of: fixture.owner)
        let all = try fixture.user(.auditor, of: nil)
        let actor = Actor(.operatingSystem, name: "hand", member: fixture.other.id)
        try fixture.store.audit(AuditRecord(.tokenAdded, "hidden", by: actor), at: HubFixture.now)
        try await fixture.test { client in
            let seen = try await client.ask(.get, "/api/v1/audit", as: auditor).text
            #expect(!seen.contains("hidden"))
            #expect(try await client.ask(.get, "/api/v1/audit?limit=1", as: all).text.contains("hidden"))
        }
    }
}
