import Addresses
import Foundation
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `The console's allowlists` {
    private let fixture: ConsoleFixture

    init() throws {
        fixture = try ConsoleFixture()
        try fixture.addUser("root", .administrator)
        try fixture.addUser("keeper", .administrator, of: fixture.member)
        try fixture.addUser("huda", .analyst, of: fixture.member)
        try fixture.addUser("noura", .approver, of: fixture.member)
        try fixture.fill()
    }

    private static let entry = [
        "address": "evil.example", "kind": "never-block", "reach": "", "for": "everyone",
        "reason": "our own <b>test</b>", "days": "30",
    ]

    /// Decides as the approver of everything that waits.
    private func decide(_ word: String, note: String = "") async throws {
        try await fixture.browse(as: "noura") { browser in
            for proposal in try fixture.hub.store.allowProposals() {
                let fields = ["id": "\(proposal.id.number)", "do": word, "note": note]
                let decided = try await browser.post("/approvals/allow", fields, from: "/approvals")
                #expect(decided.headers[.location] == "/approvals?done=decided")
            }
        }
    }

    @Test func `show what waits to everybody, and buttons to the approver alone`() async throws {
        try await fixture.browse(as: "keeper") { browser in
            let own = Self.entry.merging(["for": "own-lists"]) { $1 }
            let added = try await browser.post("/allow", own)
            #expect(added.headers[.location] == "/allow?done=entry-waiting")
            let page = try await browser.get("/allow?done=entry-waiting").html
            #expect(page.contains("It waits for a second person"))
            #expect(page.contains("id=\"waiting-1\""))
            let approvals = try await browser.get("/approvals").html
            #expect(approvals.contains("id=\"allow-mine-1\""))
            #expect(!approvals.contains("/approvals/allow"))
            let forged = ["id": "1", "do": "approve"]
            #expect(
                try await browser.post("/approvals/allow", forged, from: "/approvals").status == .forbidden
            )
        }
        #expect(try fixture.hub.store.allowEntries() == [])
        try await fixture.browse(as: "noura") { browser in
            #expect(try await browser.get("/").html.contains("Waiting for a second person"))
            let page = try await browser.get("/approvals").html
            #expect(page.contains("id=\"allow-waiting-1\""))
            #expect(page.contains("our own &lt;b&gt;test&lt;/b&gt;"))
            let bare = ["id": "1", "do": "reject", "note": ""]
            let asked = try await browser.post("/approvals/allow", bare, from: "/approvals")
            #expect(asked.status == .unprocessableContent)
            let without = try await browser.send("/approvals/allow", ["id": "1", "do": "approve"])
            #expect(without.status == .forbidden, "a form of another site")
        }
        try await decide("reject", note: "not ours")
        #expect(try fixture.hub.store.allowEntries() == [])
        #expect(try fixture.hub.store.allowProposals() == [])
    }

    @Test func `take an entry, answer by it everywhere, and end it`() async throws {
        try await fixture.browse(as: "root") { browser in
            let added = try await browser.post("/allow", Self.entry)
            #expect(added.status == .seeOther)
            let again = try await browser.post("/allow", Self.entry)
            #expect(again.status == .unprocessableContent)
        }
        try await decide("approve")
        try await fixture.browse(as: "root") { browser in
            let asked = try await browser.post(
                "/allow/check",
                ["q": "hxxps://login.evil[.]example"],
                from: "/allow"
            )
            let location = try #require(asked.headers[.location])
            let answer = try await browser.get(location).html
            #expect(answer.contains("never blocked"))
            #expect(answer.contains("our own &lt;b&gt;test&lt;/b&gt;"))
            let page = try await browser.get("/address/domain/evil.example").html
            #expect(page.contains("is on the allowlist “"))
            let held = try await browser.get("/allow/held?format=json").html
            #expect(held.contains("\"address\":\"evil.example\""))
            #expect(held.contains("\"outcome\":\"never-block\""))
            #expect(try await browser.get("/allow/lists").html.contains("built-in national assets"))
            let id = try #require(try fixture.hub.store.allowEntries().first?.id.number)
            let ended = try await browser.post("/allow/end", ["id": "\(id)"], from: "/allow")
            #expect(ended.headers[.location] == "/allow?done=entry-waiting")
            #expect(!(try await browser.get("/allow/held").html.contains("None of the registered")))
        }
        try await decide("approve")
        try await fixture.browse(as: "root") { browser in
            let held = try await browser.get("/allow/held")
            #expect(held.html.contains("None of the registered"))
        }
    }

    @Test(arguments: [
        ["address": "no address"], ["reason": ""], ["days": "0"], ["kind": "nothing"], ["for": "nobody"],
        ["for": "own-lists"],
    ])
    func `refuse what cannot be kept and keep what was typed`(change: [String: String]) async throws {
        try await fixture.browse(as: "root") { browser in
            let fields = Self.entry.merging(change) { $1 }
            let response = try await browser.post("/allow", fields)
            #expect(response.status == .unprocessableContent)
            #expect(response.html.contains("role=\"alert\""))
            #expect(response.html.contains("value=\"\(fields["address"] ?? "")\""))
        }
        #expect(try fixture.hub.store.allowEntries() == [])
    }

    @Test func `let members keep their own entries alone`() async throws {
        try await fixture.browse(as: "root") { browser in
            _ = try await browser.post("/allow", Self.entry)
        }
        try await decide("approve")
        let id = try #require(try fixture.hub.store.allowEntries().first?.id.number)
        try await fixture.browse(as: "keeper") { browser in
            let refused = try await browser.post("/allow/end", ["id": "\(id)"], from: "/allow")
            #expect(refused.status == .notFound)
            #expect(try await browser.post("/allow", Self.entry).status == .unprocessableContent)
            let own = Self.entry.merging(["for": "own-lists"]) { $1 }
            #expect(try await browser.post("/allow", own).status == .seeOther)
        }
        try await fixture.browse(as: "huda") { browser in
            let html = try await browser.get("/allow").html
            #expect(html.contains("evil.example"))
            #expect(!html.contains("action=\"/allow\""))
            #expect(try await browser.post("/allow", Self.entry, from: "/allow").status == .forbidden)
        }
    }

    @Test func `warn who registers what they hold`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let fields = [
                "addresses": "10.1.2.3", "category": "scanner", "use": "inform", "label": "green",
            ]
            let html = try await browser.post("/register", fields).html
            #expect(html.contains("never blocked"))
            #expect(html.contains("wait for a second person, and no list blocks it"))
        }
    }
}
