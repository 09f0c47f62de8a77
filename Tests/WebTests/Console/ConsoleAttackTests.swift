import Addresses
import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `Attacks on the console` {
    private let fixture: ConsoleFixture

    init() throws {
        fixture = try ConsoleFixture()
        try fixture.addUser("root", .administrator)
    }

    private static let member = ["code": "qa", "name": "CERT", "arabic-name": "مركز", "constituency": ""]

    @Test func `a form of another site changes nothing`() async throws {
        let fixture = fixture
        try await fixture.browse(as: "root") { browser in
            let html = try await browser.get("/admin/members").html
            let token = TestBrowser.token(in: html)
            let good = Self.member.merging(["form-token": token]) { $1 }
            var attempts: [TestResponse] = []
            // No token; another's; one cut short; the right one sent by another site.
            attempts.append(try await browser.send("/admin/members", Self.member))
            let other = Browser.formToken(of: "mrcsrf_other")
            attempts.append(
                try await browser.send("/admin/members", good.merging(["form-token": other]) { $1 })
            )
            let cut = String(token.dropLast())
            attempts.append(
                try await browser.send("/admin/members", good.merging(["form-token": cut]) { $1 })
            )
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            attempts.append(try await browser.send("/admin/members", good, [site: "cross-site"]))
            attempts.append(try await browser.send("/admin/members", good, [site: "same-site"]))
            attempts.append(try await browser.send("/admin/members", good, [.origin: "https://evil.example"]))
            attempts.append(try await browser.send("/admin/members", good, [.origin: "null"]))
            #expect(attempts.allSatisfy { $0.status == .forbidden })
            #expect(try fixture.hub.store.members().count == 1)
            #expect(try await browser.send("/admin/members", good).status == .seeOther)
            #expect(try fixture.hub.store.members().count == 2)
        }
    }

    @Test func `a form token of before signing in is worth nothing after it`() async throws {
        let fixture = fixture
        try await fixture.browse { browser in
            let before = TestBrowser.token(in: try await browser.get("/sign-in").html)
            _ = try await browser.signIn("root", ConsoleFixture.password)
            let fields = Self.member.merging(["form-token": before]) { $1 }
            #expect(try await browser.send("/admin/members", fields).status == .forbidden)
        }
    }

    @Test func `text of others is text on every page`() async throws {
        let fixture = fixture
        try fixture.hub.fillWithHostileTexts()
        let pages = [
            "/", "/feeds", "/admin/members", "/admin/users", "/admin/tokens", "/search?q=evil.example",
            "/address/domain/evil.example", "/profile", "/admin/members/1",
        ]
        try await fixture.browse(as: "root") { browser in
            for path in pages {
                let response = try await browser.get(path)
                #expect(response.status == .ok, "\(path)")
                try Self.expectHarmless(response.html, path)
            }
            for text in ConsoleFixture.hostile {
                for path in [
                    "/search?q=", "/feeds/", "/address/domain/", "/sign-in?next=", "/?done=", "/?lang=",
                ] {
                    try Self.expectHarmless(
                        try await browser.get(path + AddressText.encoded(text)).html,
                        path
                    )
                }
            }
        }
        try fixture.addUser("inspector", .auditor)
        try await fixture.browse(as: "inspector") { browser in
            try Self.expectHarmless(try await browser.get("/audit").html, "/audit")
        }
    }

    /// No tag, attribute or template but ours.
    private static func expectHarmless(_ html: String, _ path: String) throws {
        // Fields give back what was typed as it was; around them it is made visible.
        let shown = html.replacing(/<textarea[^>]*>[^<]*/, with: "").replacing(/\svalue="[^"]*"/, with: "")
        let bytes = Array(html.utf8)
        func contains(_ text: String) -> Bool { bytes.firstRange(of: Array(text.utf8)) != nil }
        for tag in ["<img", "<script>", "<svg onload", "</textarea><svg"] {
            #expect(!contains(tag), "\(path): \(tag)")
        }
        // A quotation mark before a combining mark would end an attribute.
        #expect(!contains("\"\u{301}") && !contains("'\u{301}"), "\(path)")
        #expect(!shown.unicodeScalars.contains("\u{202E}"), "\(path)")
        // A template in a text is not rendered.
        if contains("frame}}}") { #expect(contains("{{t.marsad}}"), "\(path)") }
    }

    @Test func `forms give back what was typed as text`() async throws {
        let fixture = fixture
        try await fixture.browse(as: "root") { browser in
            for text in ConsoleFixture.hostile {
                let forms: [(String, [String: String])] = [
                    (
                        "/admin/members",
                        ["code": text, "name": text, "arabic-name": text, "constituency": text]
                    ),
                    (
                        "/admin/users",
                        ["name": text, "display-name": text, "member": text, "role": text, "password": text]
                    ),
                    ("/admin/tokens", ["name": text, "member": text, "days": text]),
                    ("/profile/password", ["old": text, "new": text]),
                    (
                        "/search",
                        ["q": text + String(repeating: " ", count: 3) + String(repeating: "x", count: 3000)]
                    ),
                ]
                for (path, fields) in forms {
                    let from = path.hasPrefix("/profile") ? "/profile" : path
                    let response = try await browser.post(path, fields, from: from)
                    #expect(response.status != .internalServerError, "\(path)")
                    try Self.expectHarmless(response.html, path)
                }
            }
        }
    }

    @Test func `another name of the host appears nowhere`() async throws {
        let fixture = fixture
        try await fixture.browse(as: "root") { browser in
            for path in ["/", "/feeds", "/admin/users", "/nothing", "/admin"] {
                let host = try #require(HTTPField.Name("X-Forwarded-Host"))
                let response = try await browser.get(path, [host: "evil.example"])
                #expect(!response.html.contains("evil.example"))
                #expect(response.headers[.location]?.contains("evil.example") != true)
            }
        }
    }

    @Test func `roles open what they are for alone`() async throws {
        let fixture = fixture
        try fixture.addUser("reader", .reader, of: fixture.member)
        try fixture.addUser("auditor", .auditor, of: fixture.member)
        try fixture.addUser("keeper", .administrator, of: fixture.member)
        let expected: [(String, [String: HTTPResponse.Status])] = [
            ("reader", ["/admin/users": .forbidden, "/audit": .forbidden, "/feeds": .ok]),
            ("auditor", ["/admin/users": .forbidden, "/audit": .ok, "/admin/members": .forbidden]),
            ("keeper", ["/admin/users": .ok, "/audit": .forbidden, "/admin/members": .forbidden]),
        ]
        for (name, pages) in expected {
            try await fixture.browse(as: name) { browser in
                for (path, status) in pages {
                    let answer = try await browser.get(path)
                    #expect(answer.status == status, "\(name) \(path)")
                }
            }
        }
    }

    @Test func `a member's administrator keeps the accounts of that member alone`() async throws {
        let fixture = fixture
        let other = try fixture.hub.addMember("qa")
        try fixture.addUser("keeper", .administrator, of: fixture.member)
        let stranger = try fixture.addUser("stranger", .reader, of: other)
        let (token, _) = try fixture.hub.addToken("sensor", of: other, .sense)
        try await fixture.browse(as: "keeper") { browser in
            let list = try await browser.get("/admin/users").html
            #expect(!list.contains("stranger") && !list.contains("root"))
            #expect(try await browser.get("/admin/users/\(stranger.id.number)").status == .notFound)
            let fields = [
                "name": "new", "display-name": "New", "role": "reader", "password": ConsoleFixture.password,
                "member": "\(other.id.number)",
            ]
            #expect(try await browser.post("/admin/users", fields).status == .forbidden)
            let own = fields.merging(["member": "", "role": "administrator"]) { $1 }
            #expect(try await browser.post("/admin/users", own).status == .seeOther)
            let made = try fixture.hub.store.users(of: nil).first { $0.settings.name == "new" }
            #expect(made?.settings.member == fixture.member.id)
            let revoke = ["id": "\(token.id.number)"]
            #expect(
                try await browser.post("/admin/tokens/revoke", revoke, from: "/admin/tokens").status
                    == .notFound
            )
            #expect(try fixture.hub.store.tokens(of: nil).first?.revokedAt == nil)
        }
    }

    @Test func `pages carry the strict policy and no script or style of their own`() async throws {
        let fixture = fixture
        try await fixture.browse(as: "root") { browser in
            for path in ["/", "/search", "/feeds", "/admin/users", "/help", "/profile", "/nothing"] {
                let response = try await browser.get(path)
                #expect(response.headers[.contentSecurityPolicy] == SecurityHeaders.contentPolicy)
                let html = response.html
                #expect(html.firstMatch(of: /<script(?! type="module" src="\/assets\/)/) == nil)
                #expect(html.firstMatch(of: /<[^>]* (style|on[a-z]+)=/) == nil)
                #expect(!html.contains("<style"))
            }
        }
    }

    @Test func `bodies that are too large or broken are refused`() async throws {
        let fixture = fixture
        try await fixture.browse(as: "root") { browser in
            let large = ["q": String(repeating: "x", count: FormBody.maximumBytes + 1)]
            let many = Dictionary(uniqueKeysWithValues: (0...FormBody.maximumFields).map { ("f\($0)", "") })
            let answers = [try await browser.send("/search", large), try await browser.send("/search", many)]
            #expect(answers.allSatisfy { $0.status == .contentTooLarge })
        }
    }
}

extension HubFixture {
    /// Hostile texts in every field that others fill in.
    func fillWithHostileTexts() throws {
        let texts = ConsoleFixture.hostile
        for (index, text) in texts.enumerated() {
            let settings = SourceSettings(name: "feed \(index) \(text)", owner: text, lineage: text)
            let source = try store.configure(settings, at: Self.now)
            var claim = Claim()
            claim.reference = text
            claim.comment = text
            var builder = SnapshotBuilder()
            try builder.add(try Address("evil.example"), claim)
            let counts = ReadCounts(read: 1, accepted: 0, rejected: 1, reasons: ["not-an-address": 1])
            _ = try store.apply(builder.finish(), to: source.id, at: Self.now, digest: nil, read: counts)
            let member = MemberSettings(code: "m\(index)", name: text, arabicName: text)
            _ = try store.addMember(member, by: Actor(.system, name: text, member: nil), at: Self.now)
            let user = UserSettings(name: "user\(index)", displayName: text, member: nil, role: .auditor)
            let hash = try PasswordHash(of: ConsoleFixture.password)
            _ = try store.addUser(user, password: hash, by: .system, at: Self.now)
            _ = try addToken(text, of: nil, .read)
            try store.audit(AuditRecord(.signedIn, text, detail: text, by: .system), at: Self.now)
        }
    }
}
