import Addresses
import Allowlists
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `Allowlists in the hub` {
    private let fixture: APIFixture
    private let path = "/api/v1/allowlists/entries"

    init() throws {
        fixture = try APIFixture()
        _ = try fixture.store.updateMember(
            fixture.owner.id,
            MemberSettings(
                code: "sa",
                name: "CERT sa",
                arabicName: "مركز sa",
                constituency: [try Address("198.51.100.0/24")]
            ),
            by: .system,
            at: HubFixture.now
        )
    }

    private static func entry(_ address: String, kind: String = "inform-only", for audience: String) -> String
    {
        #"{"address":"\#(address)","kind":"\#(kind)","reason":"ours","for":"\#(audience)"}"#
    }

    @Test func `take entries and end them, and say so at once`() async throws {
        let administrator = try fixture.user(.administrator, of: nil)
        try await fixture.test { client in
            let check = "/api/v1/allowlists/check?address=www.bank.test"
            #expect(try await client.ask(.get, check, as: administrator).text.contains(#""outcome":"free""#))
            let body = Self.entry("bank.test", for: "everyone")
            let added = try await client.ask(.post, path, as: administrator, body)
            #expect(added.status == .created)
            let id = try #require(try added.object["id"] as? Int)
            let held = try await client.ask(.get, check, as: administrator).text
            #expect(held.contains(#""outcome":"inform-only""#))
            #expect(held.contains(#""reason":"ours""#))
            #expect(
                try await client.ask(.post, path, as: administrator, body).status == .unprocessableContent
            )
            #expect(try await client.ask(.get, path, as: administrator).text.contains("bank.test"))
            let ended = try await client.ask(.delete, "\(path)/\(id)", as: administrator)
            #expect(ended.status == .ok)
            #expect(try await client.ask(.get, check, as: administrator).text.contains(#""outcome":"free""#))
            #expect(try await client.ask(.delete, "\(path)/\(id)", as: administrator).status == .notFound)
        }
    }

    @Test func `let a member speak for all only about what it answers for`() async throws {
        let own = try fixture.user(.administrator, of: fixture.owner)
        let other = try fixture.user(.administrator, of: fixture.other)
        try await fixture.test { client in
            let inside = Self.entry("198.51.100.7", kind: "never-block", for: "everyone")
            #expect(try await client.ask(.post, path, as: other, inside).status == .forbidden)
            #expect(try await client.ask(.post, path, as: own, inside).status == .created)
            let elsewhere = Self.entry("bank.test", for: "everyone")
            #expect(try await client.ask(.post, path, as: own, elsewhere).status == .forbidden)
            let mine = try await client.ask(.post, path, as: own, Self.entry("bank.test", for: "own-lists"))
            let id = try #require(try mine.object["id"] as? Int)
            // It holds for the member's lists, and the others neither see nor end it.
            let check = "/api/v1/allowlists/check?address=bank.test"
            #expect(try await client.ask(.get, check, as: own).text.contains("inform-only"))
            #expect(try await client.ask(.get, check, as: other).text.contains(#""outcome":"free""#))
            #expect(!(try await client.ask(.get, path, as: other).text.contains("bank.test")))
            #expect(try await client.ask(.delete, "\(path)/\(id)", as: other).status == .notFound)
        }
    }

    @Test func `hold national assets and constituencies by default`() async throws {
        let reader = try fixture.token(.read, of: fixture.other)
        try await fixture.test { client in
            let ministry = try await client.ask(.get, "/api/v1/addresses/www.moi.gov.sa", as: reader)
            #expect(ministry.text.contains(#""labels":["national-asset"]"#))
            #expect(ministry.text.contains(#""outcome":"never-block""#))
            let inside = try await client.ask(.get, "/api/v1/addresses/198.51.100.9", as: reader)
            #expect(inside.text.contains(#""reason":"CERT sa answers for it""#))
        }
    }

    @Test func `change the entity tag of what they speak of`() async throws {
        let administrator = try fixture.user(.administrator, of: nil)
        try await fixture.test { client in
            let first = try await client.ask(.get, "/api/v1/addresses/bank.test", as: administrator)
            let tag = try #require(first.headers[.eTag])
            let again: HTTPFields = [.ifNoneMatch: tag]
            func ask() async throws -> HTTPResponse.Status {
                try await client.ask(.get, "/api/v1/addresses/bank.test", as: administrator, headers: again)
                    .status
            }
            #expect(try await ask() == .notModified)
            let body = Self.entry("bank.test", for: "everyone")
            _ = try await client.ask(.post, path, as: administrator, body)
            #expect(try await ask() == .ok)
        }
    }

    @Test func `make reports that ask to block what they hold wait, whoever sends them`() async throws {
        let program = try fixture.token([.read, .submit], of: fixture.other)
        let approver = try fixture.user(.approver, of: fixture.other)
        let store = fixture.store
        let address = try Address("198.51.100.9")
        try await fixture.test { client in
            func submit(_ address: String, _ use: String) async throws -> Int? {
                let body = #"{"address":"\#(address)","permittedUse":"\#(use)","category":"scanner"}"#
                let response = try await client.ask(.post, "/api/v1/reports", as: program, body)
                return try response.object["waiting"] as? Int
            }
            #expect(try await submit("203.0.113.9", "block") == 0)
            #expect(try await submit("198.51.100.9", "inform") == 0)
            #expect(try await submit("198.51.100.9", "block") == 1)
            // What it said before stands meanwhile.
            let report = try store.lookup(address, for: .system).record?.reports.first
            #expect(report?.state == .active && report?.claim.permittedUse == .inform)
            let waiting = try await client.ask(.get, "/api/v1/approvals", as: approver)
            let proposals = try #require(try waiting.object["approvals"] as? [[String: Any]])
            let id = try #require(proposals.first?["id"] as? Int)
            let decided = try await client.ask(.post, "/api/v1/approvals/\(id)/approve", as: approver, "{}")
            #expect(decided.status == .ok)
            #expect(
                try store.lookup(address, for: .system).record?.reports.first?.claim.permittedUse == .block
            )
        }
    }

    @Test func `show what they hold back, page by page, with the reason`() async throws {
        let reader = try fixture.token(.read, of: fixture.other)
        let owner = Actor(.token(Token.ID(1)), name: "t", member: fixture.other.id)
        let items = try (1...30).flatMap { number in
            try ["198.51.100.\(number)", "203.0.113.\(number)"].map {
                Submission.Item(try Address($0), Claim(category: .scanning, confidence: 80))
            }
        }
        _ = try fixture.store.submit(Submission(items), by: owner, at: HubFixture.now)
        try await fixture.test { client in
            var found: [String] = []
            var cursor: String?
            repeat {
                let query = cursor.map { "&cursor=\($0)" } ?? ""
                let page = try await client.ask(
                    .get,
                    "/api/v1/allowlists/held?limit=7\(query)",
                    as: reader
                ).object
                let held = try #require(page["held"] as? [[String: Any]])
                found += held.compactMap { ($0["address"] as? [String: Any])?["address"] as? String }
                cursor = page["next"] as? String
            } while cursor != nil
            #expect(Set(found) == Set((1...30).map { "198.51.100.\($0)" }))
            #expect(found.count == 30)
        }
    }

    @Test func `notice what another process changes`() throws {
        let (store, holder) = (fixture.store, fixture.hub.hub.allowlist)
        let address = try Address("bank.test")
        func outcome() throws -> Outcome {
            try holder.answer(on: address, nil, for: nil, at: HubFixture.now, in: store).verdict.outcome
        }
        #expect(try outcome() == .free)
        let settings = AllowEntrySettings(.address(address, .exact), .askFirst, reason: "a bank")
        _ = try store.addAllowEntry(settings, by: .system, at: HubFixture.now)
        try holder.renew(store)
        #expect(try outcome() == .askFirst)
        let stamp = try holder.allowlist(store).stamp
        // What has nothing to do with allowlists leaves the table alone.
        try store.audit(AuditRecord(.signedIn, "somebody", by: .system), at: HubFixture.now)
        try holder.renew(store)
        let after = try holder.allowlist(store).stamp
        #expect(after.change == stamp.change && after.examined > stamp.examined)
    }
}
