import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

/// What cannot be read is never taken for something else: it is said at its field, and nothing is kept.
@Suite struct `Fields that cannot be read` {
    private let fixture: ConsoleFixture

    init() throws {
        fixture = try ConsoleFixture()
        try fixture.addUser("root", .administrator)
        try fixture.addUser("keeper", .administrator, of: fixture.member)
        try fixture.addUser("huda", .analyst, of: fixture.member)
        _ = try fixture.hub.addMember("qa")
    }

    private static func expectFault(_ response: TestResponse, _ id: String, _ comment: String) {
        #expect(response.status == .unprocessableContent, "\(comment)")
        #expect(response.html.contains("id=\"\(id)-fault\""), "\(comment)")
        #expect(response.html.contains("aria-describedby=\"\(id)-fault"), "\(comment)")
    }

    private static let report = [
        "addresses": "203.0.113.9", "category": "phishing", "use": "inform", "label": "AMBER", "do": "submit",
    ]

    @Test(arguments: [
        ["label": "purple"], ["label": ""], ["use": "destroy"], ["category": "weather"], ["label": "?"],
    ])
    func `make no report that is labelled, meant or named otherwise`(change: [String: String]) async throws {
        let name = try #require(change.keys.first)
        try await fixture.browse(as: "huda") { browser in
            let fields = Self.report.merging(change) { $1 }
            let response = try await browser.post("/register", fields)
            Self.expectFault(response, "form-\(name)", "\(change)")
            // Sent again as it then stands, it is refused again: no choice is made for anybody.
            #expect(response.html.contains("<option value=\"?\" selected>"))
            let preview = try await browser.post("/register", fields.merging(["do": ""]) { $1 })
            #expect(preview.html.contains("id=\"form-\(name)-fault\""))
        }
        #expect(try fixture.hub.store.lookup(try Address("203.0.113.9"), for: .system).record == nil)
    }

    @Test func `narrow no report to the members that can be read`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let fields = Self.report.merging(["label": "RED", "named-99": "on"]) { $1 }
            let response = try await browser.post("/register", fields)
            #expect(response.status == .unprocessableContent)
            #expect(response.html.contains("There is no such member."))
            let good = Self.report.merging(["label": "RED", "named-2": "on"]) { $1 }
            #expect(try await browser.post("/register", good).status == .seeOther)
        }
    }

    @Test(arguments: [
        ["kind": "planet"], ["category": "weather"], ["level": "enormous"], ["within": "no address"],
    ])
    func `watch for no more than was asked`(change: [String: String]) async throws {
        let name = try #require(change.keys.first)
        let search = [
            "do": "search", "name": "ours", "within": "203.0.113.0/24", "kind": "domain",
            "category": "phishing", "level": "high",
        ]
        try await fixture.browse(as: "huda") { browser in
            let response = try await browser.post("/watch", search.merging(change) { $1 })
            Self.expectFault(response, "add-search-\(name)", "\(change)")
            #expect(response.html.contains("value=\"ours\""))
        }
        #expect(try fixture.hub.store.watchRules(of: fixture.member.id) == [])
    }

    @Test func `watch no asset that is none`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let fields = ["do": "asset", "name": "ours", "asset": "no address"]
            let response = try await browser.post("/watch", fields)
            Self.expectFault(response, "add-asset-asset", "asset")
            #expect(!response.html.contains("add-search-within-fault"))
        }
    }

    @Test(arguments: ["sa", "99", "1x", "-1"])
    func `make nobody an account of the system`(member: String) async throws {
        try await fixture.browse(as: "root") { browser in
            let user = [
                "name": "new", "display-name": "New", "member": member, "role": "analyst",
                "password": ConsoleFixture.password,
            ]
            Self.expectFault(try await browser.post("/admin/users", user), "add-member", member)
            let token = ["name": "sensor-1", "member": member, "scope-read": "on", "days": "30"]
            Self.expectFault(try await browser.post("/admin/tokens", token), "add-member", member)
        }
        #expect(try fixture.hub.store.users(of: nil).allSatisfy { $0.settings.name != "new" })
        #expect(try fixture.hub.store.tokens(of: nil) == [])
    }

    @Test func `give nobody another role`() async throws {
        try await fixture.browse(as: "root") { browser in
            let user = [
                "name": "new", "display-name": "New", "member": "1", "role": "emperor",
                "password": ConsoleFixture.password,
            ]
            Self.expectFault(try await browser.post("/admin/users", user), "add-role", "role")
            let huda = try #require(
                try fixture.hub.store.users(of: nil).first { $0.settings.name == "huda" }
            )
            let path = "/admin/users/\(huda.id.number)"
            let change = ["name": "huda", "display-name": "huda", "member": "no", "role": "analyst"]
            Self.expectFault(try await browser.post(path, change), "add-member", "member")
            let after = try fixture.hub.store.users(of: nil).first { $0.settings.name == "huda" }
            #expect(after?.settings == huda.settings)
        }
    }

    @Test(arguments: ["kind", "reach", "for"])
    func `except no more than was asked`(name: String) async throws {
        let entry = [
            "address": "evil.example", "kind": "never-block", "reach": "", "for": "everyone",
            "reason": "ours",
            "days": "30",
        ]
        try await fixture.browse(as: "root") { browser in
            let response = try await browser.post("/allow", entry.merging([name: "everything-else"]) { $1 })
            Self.expectFault(response, "add-\(name)", name)
        }
        #expect(try fixture.hub.store.allowEntries() == [])
    }

    @Test func `change nobody's way of reading`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let fields = ["language": "ar", "digits": "roman", "theme": "dark", "zone": "240"]
            let response = try await browser.post("/profile/reading", fields, from: "/profile")
            #expect(response.status == .unprocessableContent)
        }
    }
}
