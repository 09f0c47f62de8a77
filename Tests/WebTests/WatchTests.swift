import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `What members watch` {
    private let fixture: APIFixture
    private let path = "/api/v1/watch"

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

    private func report(_ texts: [String], _ label: SharingLabel = .green) throws {
        let claim = Claim(category: .phishing, confidence: 80, label: label)
        let items = try texts.map { Submission.Item(try Address($0), claim) }
        let actor = Actor(.token(Token.ID(9)), name: "t", member: fixture.other.id)
        _ = try fixture.store.submit(Submission(items), by: actor, at: HubFixture.now)
    }

    private static func concerned(_ object: [String: Any]) throws -> [String: [String]] {
        let changes = try #require(object["changes"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: changes.compactMap { change in
                guard let address = (change["address"] as? [String: Any])?["address"] as? String,
                    let concerns = change["concerns"] as? [[String: Any]]
                else { return nil }
                let words = concerns.map { concern in
                    let what = (concern["rule"] as? Int).map(String.init) ?? concern["constituency"] ?? ""
                    return "\(concern["relation"] ?? "") \(what)"
                }
                return (address, words)
            }
        )
    }

    @Test func `tell what lies in their assets and what contains them`() async throws {
        let analyst = try fixture.user(.analyst, of: fixture.owner)
        try await fixture.test { client in
            func add(_ body: String) async throws -> HTTPResponse.Status {
                try await client.ask(.post, path, as: analyst, body).status
            }
            #expect(try await add(#"{"name":"hosting","asset":"203.0.113.0/25"}"#) == .created)
            #expect(try await add(#"{"name":"brand","asset":"bank.example"}"#) == .created)
            #expect(try await add(#"{"name":"again","asset":"BANK.example."}"#) == .unprocessableContent)
            #expect(try await add(#"{"name":"url","asset":"http://a.example/x"}"#) == .unprocessableContent)
            #expect(try await add(#"{"name":"nothing","search":{}}"#) == .unprocessableContent)
            #expect(try await add(#"{"name":"both"}"#) == .unprocessableContent)
            let search = #"{"name":"URLs","search":{"kind":"url","level":"low"}}"#
            #expect(try await add(search) == .created)
            try report([
                "203.0.113.9", "203.0.113.200", "203.0.113.0/24", "login.bank.example", "http://u.example/x",
                "198.51.100.4", "evil.example",
            ])
            let page = try await client.ask(.get, "\(path)/changes", as: analyst).object
            #expect(
                try Self.concerned(page) == [
                    "203.0.113.9": ["inside 1"], "203.0.113.0/24": ["around 1"],
                    "login.bank.example": ["inside 2"], "http://u.example/x": ["inside 3"],
                    "198.51.100.4": ["inside 198.51.100.0/24"],
                ]
            )
            #expect(page["next"] == nil)
        }
    }

    @Test func `are each member's own`() async throws {
        let owner = try fixture.user(.analyst, of: fixture.owner)
        let other = try fixture.user(.analyst, of: fixture.other)
        let system = try fixture.user(.administrator, of: nil)
        try await fixture.test { client in
            let added = try await client.ask(.post, path, as: owner, #"{"name":"a","asset":"a.example"}"#)
            let id = try #require(try added.object["id"] as? Int)
            #expect(try await client.ask(.get, path, as: other).text == #"{"rules":[]}"#)
            #expect(try await client.ask(.delete, "\(path)/\(id)", as: other).status == .notFound)
            #expect(try await client.ask(.get, path, as: system).status == .forbidden)
            #expect(try await client.ask(.delete, "\(path)/\(id)", as: owner).status == .ok)
            #expect(try await client.ask(.get, path, as: owner).text == #"{"rules":[]}"#)
        }
    }

    @Test func `come page by page without a gap, whatever the size of the page`() async throws {
        let reader = try fixture.token([.read], of: fixture.owner)
        for number in 0..<4 {
            try report((1...20).map { "198.51.100.\($0 + number * 20)" } + ["x\(number).example"])
        }
        try await fixture.test { client in
            var found: [String] = []
            var cursor = "0"
            while true {
                let page = try await client.ask(
                    .get,
                    "\(path)/changes?limit=7&after=\(cursor)",
                    as: reader
                ).object
                found += try Self.concerned(page).keys
                guard let next = page["next"] as? String else { break }
                cursor = next
            }
            #expect(found.count == 80)
            #expect(Set(found) == Set((1...80).map { "198.51.100.\($0)" }))
        }
    }

    @Test func `say what changed since somebody last looked, on their page`() async throws {
        let console = try ConsoleFixture()
        try console.addUser("huda", .analyst, of: console.member)
        try console.fill()
        try await console.browse(as: "huda") { browser in
            let fields = ["do": "asset", "name": "our <i>brand</i>", "asset": "evil.example"]
            #expect(try await browser.post("/watch", fields).status == .seeOther)
            let again = try await browser.post("/watch", fields)
            #expect(again.status == .unprocessableContent)
            #expect(again.html.contains("role=\"alert\""))
            let html = try await browser.get("/watch").html
            #expect(html.contains("our &lt;i&gt;brand&lt;/i&gt;"))
            #expect(html.contains("data-value=\"login.evil.example\""))
            let revision = try console.hub.store.revision()
            let seen = try await browser.post("/watch/seen", ["revision": "\(revision + 99)"], from: "/watch")
            #expect(seen.status == .seeOther)
            #expect(try await browser.get("/watch").html.contains("Nothing that concerns your member"))
            let claim = Claim(category: .phishing, confidence: 90)
            let items = [Submission.Item(try Address("new.evil.example"), claim)]
            let actor = Actor(.token(Token.ID(9)), name: "t", member: console.member.id)
            _ = try console.hub.store.submit(Submission(items), by: actor, at: HubFixture.now)
            let changed = try await browser.get("/watch?format=json&table=changes").html
            #expect(changed.contains("new.evil.example") && !changed.contains("login.evil.example"))
        }
    }
}
