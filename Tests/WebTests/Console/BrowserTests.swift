import Addresses
import Credentials
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOPosix
import OpenIDConnect
import Registry
import Reports
import TestSupport
import Testing

@testable import Web

/// The console in a real browser: Debian's Chromium, driven by Playwright.
@Suite(
    .enabled(if: BrowserTools.arePresent, "no browser tools: run scripts/setup and scripts/setup-test-tools"),
    .serialized
)
struct `The console in a browser` {
    private static let user = [
        "name": "root", "displayName": "مدير النظام", "password": ConsoleFixture.password,
    ]

    @Test(arguments: ["ar", "en"]) func `leads from the first start to the first sign-in`(language: String)
        async throws
    {
        // The provider is offered and not asked.
        let provider = try OIDCSettings(
            issuer: "https://sso.example",
            clientID: "marsad",
            clientSecret: nil,
            hubURL: "http://127.0.0.1"
        )
        let fixture = try ConsoleFixture { $0.signOn = provider }
        try fixture.fill()
        let secret = Secret(for: .setUp)
        try fixture.hub.store.offerSetUp(secret.digest, until: HubFixture.now.advanced(byDays: 1))
        let problems = try await fixture.browser([
            "plan": "first-start", "language": language, "user": Self.user, "setUp": "/setup/\(secret.text)",
        ])
        #expect(problems == [])
    }

    @Test(arguments: ["ar", "en"]) func `leads from the first start to the first sighting, shown live`(
        language: String
    ) async throws {
        let hub = try HubFixture()
        let secret = Secret(for: .setUp)
        try hub.store.offerSetUp(secret.digest, until: HubFixture.now.advanced(byDays: 1))
        let seen = HubFixture.now.description
        let batch: [String: Any] = [
            "spool": UUID().uuidString, "sequence": 1,
            "sightings": [
                [
                    "address": "login.evil.example", "inside": "10.0.0.5", "count": 2, "first": seen,
                    "last": seen,
                ]
            ],
        ]
        let sighted = Phrase.liveSighted.text(in: language == "ar" ? .arabic : .english)
        let problems = try await hub.browser([
            "plan": "journey", "language": language, "setUp": "/setup/\(secret.text)",
            "password": ConsoleFixture.password, "batch": batch, "words": ["sighted": sighted],
            "member": [
                "code": "om", "name": "OCERT", "arabic-name": "المركز الوطني للسلامة المعلوماتية",
                "constituency": "198.51.100.0/24",
            ],
        ])
        #expect(problems == [])
    }

    @Test(arguments: ["ar", "en"]) func `warns before the session ends`(language: String) async throws {
        let fixture = try ConsoleFixture()
        try fixture.addUser("huda", .approver, of: fixture.member)
        let problems = try await fixture.browser([
            "plan": "session-end", "language": language,
            "user": ["name": "huda", "password": ConsoleFixture.password],
        ])
        #expect(problems == [])
    }

    private static let paths = [
        "/", "/search", "/search?q=evil.example", "/search?q=192.0.2.7%20and%20evil%5B.%5Dexample",
        "/address/domain/evil.example", "/address/domain/xn--l-7sba6dbr.example", "/address/ip/2001:db8::1",
        "/address/domain/unknown.example", "/feeds", "/feeds/feed-a", "/register?q=203.0.113.9", "/approvals",
        "/profile", "/help", "/allow?q=evil.example", "/allow/lists", "/allow/held", "/watch", "/hunts",
        "/hunts?q=evil.example", "/published", "/published/test", "/appeals", "/appeals/1", "/why/ZZZZZZZZ",
        "/address/domain/evil-site.net",
    ]

    @Test(arguments: [1440, 390]) func `shows an analyst every page as it should be`(width: Int) async throws
    {
        let fixture = try ConsoleFixture()
        try fixture.fillLists()
        try fixture.fill()
        try fixture.addUser("huda", .approver, of: fixture.member, displayName: "هدى")
        try fixture.addProposals()
        let problems = try await fixture.browser([
            "plan": "pages", "languages": ["ar", "en"], "themes": ["light", "dark"], "widths": [width],
            "paths": Self.paths, "user": ["name": "huda", "password": ConsoleFixture.password],
        ])
        #expect(problems == [])
    }

    @Test(arguments: [
        (
            "root", Role.administrator,
            [
                "/", "/allow", "/watch", "/admin/members", "/admin/members/1", "/admin/users",
                "/admin/users/1", "/admin/tokens", "/published/test", "/published/test/preview",
            ]
        ),
        ("inspector", .auditor, ["/audit", "/nothing"]),
    ])
    func `shows who keeps the system every page as it should be`(name: String, role: Role, paths: [String])
        async throws
    {
        let fixture = try ConsoleFixture()
        try fixture.fillLists()
        try fixture.fill()
        try fixture.addUser(name, role)
        let problems = try await fixture.browser([
            "plan": "pages", "languages": ["ar", "en"], "themes": ["light", "dark"], "widths": [1440, 390],
            "paths": paths, "user": ["name": name, "password": ConsoleFixture.password],
        ])
        // The browser notes that a page is missing where one is asked for that is not there.
        #expect(problems.filter { !$0.contains("404") } == [])
    }

    @Test(arguments: ["ar", "en"])
    func `leads from a block page to an appeal, and from there to an answer`(language: String) async throws {
        let fixture = try ConsoleFixture()
        try fixture.fillLists()
        try fixture.addUser("huda", .approver, of: fixture.member, displayName: "هدى")
        for scripts in [true, false] {
            let problems = try await fixture.browser([
                "plan": "appeal", "language": language, "scripts": scripts,
                "why": "/why/\(try fixture.publicReference())",
                "user": ["name": "huda", "password": ConsoleFixture.password],
            ])
            #expect(problems == [])
        }
    }

    @Test func `runs no script of others`() async throws {
        let fixture = try ConsoleFixture()
        try fixture.hub.fillWithHostileTexts()
        try fixture.addUser("root", .administrator)
        let problems = try await fixture.browser([
            "plan": "pages", "languages": ["ar", "en"], "themes": ["light"], "widths": [390],
            "paths": [
                "/", "/feeds", "/address/domain/evil.example", "/admin/members", "/admin/users",
                "/admin/tokens",
            ],
            "user": ["name": "root", "password": ConsoleFixture.password],
        ])
        #expect(problems == [])
    }

    @Test func `reads without scripts`() async throws {
        let fixture = try ConsoleFixture()
        try fixture.fillLists()
        try fixture.fill()
        try fixture.addUser("huda", .approver, of: fixture.member)
        let problems = try await fixture.browser([
            "plan": "plain", "paths": Self.paths,
            "user": ["name": "huda", "password": ConsoleFixture.password],
        ])
        #expect(problems == [])
    }
}

/// Where the browser and what drives it are.
enum BrowserTools {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let python: URL = {
        let environment = ProcessInfo.processInfo.environment["MARSAD_TEST_TOOLS"]
        let folder = environment.map { URL(filePath: $0) } ?? package.appending(path: ".build/test-tools")
        return folder.appending(path: "bin/python3")
    }()

    static let chromium = ProcessInfo.processInfo.environment["MARSAD_CHROMIUM"] ?? "/usr/bin/chromium"

    static var arePresent: Bool {
        [python.path, chromium].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

extension ConsoleFixture {
    /// What the browser finds wrong, following a plan against this hub.
    func browser(_ plan: [String: Any]) async throws -> [String] { try await hub.browser(plan) }

    /// Reports that wait for a second person: one of somebody else's.
    func addProposals() throws {
        let author = try addUser("salim", .analyst, of: member)
        var claim = Claim()
        claim.permittedUse = .block
        claim.category = .malwareDistribution
        claim.comment = "يوزّع برمجية خبيثة"
        let actor = Actor(.user(author.id), name: "salim", member: member.id)
        let items = ["203.0.113.9", "payload.evil.example"].map { text in
            (try? Address(text)).map { Submission.Item($0, claim) }
        }
        _ = try hub.store.submit(Submission(items.compactMap(\.self)), by: actor, at: HubFixture.now)
    }
}

extension ConsoleFixture {
    /// A list that the guard holds, with consumers, and appeals, one of them overdue.
    func fillLists() throws {
        let now = HubFixture.now
        try addList("test")
        try list(["45.0.2.1", "evil-site.net", "45.0.2.16/28"], label: .clear)
        try list(["45.0.2.1", "evil-site.net", "45.0.2.9", "google.com"], label: .clear)
        let id = try #require(try stand("test")).id
        for (name, at) in [("firewall-1", now), ("resolver-2", now.advanced(byDays: -1))] {
            let token = try hub.addToken(name, of: member, .consume).0
            try hub.store.recordListGiven(id, serial: 1, to: token.id, at: at)
        }
        let texts = ["موقعنا سليم، ونرجو رفع الحجب عنه.", "This is our shop, please unblock it."]
        for (text, days) in zip(texts, [4.0, 0]) {
            let draft = AppealDraft(
                reference: try publicReference(),
                contact: "someone@mail.example",
                text: text
            )
            _ = try hub.store.takeAppeal(draft, at: now.advanced(byDays: -days))
        }
    }

    /// The reference of what anybody may know.
    func publicReference() throws -> String {
        let list = try #require(try stand("test"))
        let address = try Address("evil-site.net")
        let entry = try hub.store.listedAddress(address, of: list.id, serial: list.serial)
        return try #require(entry).reference
    }
}

extension HubFixture {
    /// What the browser finds wrong, following a plan against this hub on a port of its own.
    func browser(_ plan: [String: Any]) async throws -> [String] {
        nonisolated(unsafe) let plan = plan
        nonisolated(unsafe) var problems: [String] = []
        let script = try #require(Bundle.module.path(forResource: "Fixtures/browse", ofType: "py"))
        try await serve { [threads] port in
            let url = "http://127.0.0.1:\(port)"
            var plan = plan
            plan["url"] = url
            plan["setUp"] = (plan["setUp"] as? String).map { url + $0 }
            plan["chromium"] = BrowserTools.chromium
            plan["screenshots"] = BrowserTools.package.appending(path: ".build/screenshots").path
            let input = String(decoding: try JSONSerialization.data(withJSONObject: plan), as: UTF8.self)
            // On a thread of its own: the hub answers on those that tests share.
            let outcome = try await threads.lasting.runIfActive {
                try Program(executable: BrowserTools.python).run([script], input: input)
            }
            try #require(outcome.status == 0, "\(outcome.errors)")
            let found = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            problems = try #require(found?["problems"] as? [String])
        }
        return problems
    }
}
