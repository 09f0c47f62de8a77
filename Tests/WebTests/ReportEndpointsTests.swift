import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `Reporting over HTTP` {
    private let fixture: APIFixture

    init() throws {
        fixture = try APIFixture()
    }

    private static let lines = "application/x-ndjson"

    @Test func `takes one report and answers what became of it`() async throws {
        let caller = try fixture.token(.submit, of: fixture.owner)
        try await fixture.test { client in
            let body =
                #"{"address":"hxxp://Evil[.]example/x","category":"phishing","confidence":80,"label":"TLP:GREEN"}"#
            let response = try await client.ask(.post, "/api/v1/reports", as: caller, body)
            #expect(response.status == .ok, "\(response.text)")
            #expect(response.text == #"{"added":1,"updated":0,"waiting":0,"revision":1}"#)
        }
        let record = try fixture.store.lookup(try Address("http://evil.example/x"), for: .system).record
        #expect(record?.reports.map(\.claim.label) == [.green])
    }

    @Test func `takes many line by line, or none`() async throws {
        let caller = try fixture.token(.submit, of: fixture.owner)
        let store = fixture.store
        try await fixture.test { client in
            let lines = (0..<300).map { "{\"address\":\"192.0.2.\($0 % 256)\"}" }
            let good = lines.joined(separator: "\r\n") + "\n\n"
            let first = try await client.ask(.post, "/api/v1/reports", as: caller, good, type: Self.lines)
            #expect(try first.object["added"] as? Int == 256)
            let bad = (lines + [#"{"address":"a..b"}"#]).joined(separator: "\n")
            let second = try await client.ask(.post, "/api/v1/reports", as: caller, bad, type: Self.lines)
            #expect(second.status == .unprocessableContent)
            #expect(second.text.contains("line 301"))
        }
        #expect(try store.revision() == 1)
    }

    @Test(arguments: [
        ("{}", HTTPResponse.Status.badRequest, "address"), ("[1]", .badRequest, "type"),
        ("x", .badRequest, "JSON"),
        (#"{"address":"a..b"}"#, .unprocessableContent, "address"),
        (#"{"address":"a.example","category":"evil"}"#, .unprocessableContent, "category"),
        (#"{"address":"a.example","confidence":101}"#, .unprocessableContent, "confidence"),
        (#"{"address":"a.example","confidence":999}"#, .unprocessableContent, "confidence"),
        (#"{"address":"a.example","label":"PINK"}"#, .unprocessableContent, "label"),
        (#"{"address":"a.example","named":["zz"]}"#, .unprocessableContent, "named"),
        (#"{"address":"a.example","expiry":"tomorrow"}"#, .unprocessableContent, "expiry"),
        (#"{"address":"a.example","scope":"host"}"#, .unprocessableContent, "scope"),
    ])
    func `refuses what is no report and says why`(
        body: String,
        status: HTTPResponse.Status,
        word: String
    ) async throws {
        let caller = try fixture.token(.submit, of: fixture.owner)
        try await fixture.test { client in
            let response = try await client.ask(.post, "/api/v1/reports", as: caller, body)
            #expect(response.status == status)
            #expect(response.headers[.contentType] == "application/problem+json")
            #expect(response.text.contains(word), "\(response.text)")
        }
        #expect(try fixture.store.revision() == 0)
    }

    @Test func `with a key happens once`() async throws {
        let caller = try fixture.token(.submit, of: fixture.owner)
        let name = try #require(HTTPField.Name("Idempotency-Key"))
        try await fixture.test { client in
            func send(_ address: String, _ key: String) async throws -> TestResponse {
                try await client.ask(
                    .post,
                    "/api/v1/reports",
                    as: caller,
                    "{\"address\":\"\(address)\"}",
                    headers: [name: key]
                )
            }
            let first = try await send("a.example", "k")
            let again = try await send("a.example", "k")
            #expect(first.text == again.text)
            #expect(try await send("b.example", "k").status == .conflict)
            #expect(try await send("b.example", "k k").status == .badRequest)
        }
        #expect(try fixture.store.revision() == 1)
    }

    @Test func `that asks to block waits for another person`() async throws {
        let analyst = try fixture.user(.analyst, of: fixture.owner)
        let approver = try fixture.user(.approver, of: fixture.owner)
        let stranger = try fixture.user(.approver, of: fixture.other)
        try await fixture.test { client in
            let body = #"{"address":"evil.example","permittedUse":"block","confidence":90}"#
            for caller in [analyst, approver] {
                let response = try await client.ask(.post, "/api/v1/reports", as: caller, body)
                #expect(try response.object["waiting"] as? Int == 1)
            }
            let list = try await client.ask(.get, "/api/v1/approvals", as: approver).object
            let waiting = try #require(list["approvals"] as? [[String: Any]])
            #expect(waiting.count == 1)
            let id = try #require(waiting.first?["id"] as? Int)
            // The later proposal is the approver's own.
            let path = "/api/v1/approvals/\(id)/approve"
            #expect(try await client.ask(.post, path, as: approver, "{}").status == .forbidden)
            #expect(try await client.ask(.post, path, as: stranger, "{}").status == .notFound)
            #expect(try await client.ask(.post, path, as: analyst, "{}").status == .forbidden)
            _ = try await client.ask(.post, "/api/v1/reports", as: analyst, body)
            let next = try await client.ask(.get, "/api/v1/approvals", as: approver).object
            let again = try #require((next["approvals"] as? [[String: Any]])?.first?["id"] as? Int)
            let done = try await client.ask(
                .post,
                "/api/v1/approvals/\(again)/approve",
                as: approver,
                #"{"note":"seen"}"#
            )
            #expect(done.status == .ok, "\(done.text)")
            let address = try await client.ask(.get, "/api/v1/addresses/evil.example", as: stranger).object
            #expect(try #require(address["score"] as? Double) > 0)
            let gone = try await client.ask(.delete, "/api/v1/addresses/evil.example/report", as: analyst)
            #expect(gone.status == .ok)
            #expect(
                try await client.ask(.delete, "/api/v1/addresses/evil.example/report", as: stranger).status
                    == .notFound
            )
        }
    }

    @Test func `is disputed and overridden by people`() async throws {
        let program = try fixture.token([.submit, .read], of: fixture.owner)
        let analyst = try fixture.user(.analyst, of: fixture.other)
        try await fixture.test { client in
            _ = try await client.ask(
                .post,
                "/api/v1/reports",
                as: program,
                #"{"address":"192.0.2.0/24","confidence":90}"#
            )
            let path = "/api/v1/addresses/192.0.2.0%2F24"
            let dispute = try await client.ask(.put, path + "/dispute", as: analyst, #"{"why":"ours"}"#)
            #expect(dispute.status == .ok, "\(dispute.text)")
            let body = #"{"score":100,"until":"2027-01-20T00:00:00Z","why":"w"}"#
            #expect(try await client.ask(.put, path + "/override", as: program, body).status == .forbidden)
            #expect(try await client.ask(.put, path + "/override", as: analyst, body).status == .ok)
            let decisions = try await client.ask(.get, path + "/decisions", as: program).object
            #expect((decisions["disputes"] as? [[String: Any]])?.first?["member"] as? String == "qa")
            #expect((decisions["override"] as? [String: Any])?["score"] as? Int == 100)
            #expect(try await client.ask(.get, path, as: program).object["score"] as? Int == 100)
            #expect(try await client.ask(.delete, path + "/override", as: analyst).status == .ok)
            #expect(try await client.ask(.delete, path + "/dispute", as: analyst).status == .ok)
            #expect(try await client.ask(.delete, path + "/dispute", as: analyst).status == .notFound)
        }
    }
}
