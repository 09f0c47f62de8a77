import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OpenIDConnect
import Registry
import Reports
import Testing

@testable import Web

/// Signing in with an OpenID Connect provider, one of the tests' own on a loopback port.
@Suite struct `Signing in with a provider` {
    private static let subject = "1f3c-huda"
    private static let hub = "http://127.0.0.1:8080"

    /// Runs `body` with a provider and a console at which the user huda is linked to it.
    private func run(
        _ change: @escaping @Sendable (TestIssuer) -> Void = { _ in },
        strong: Set<String> = [],
        _ body: @escaping @Sendable (TestIssuer, ConsoleFixture, User) async throws -> Void
    ) async throws {
        let issuer = try TestIssuer()
        change(issuer)
        try await issuer.serve {
            let settings = try OIDCSettings(
                issuer: issuer.address,
                clientID: TestIssuer.clientID,
                clientSecret: TestIssuer.secret,
                hubURL: Self.hub,
                strongContexts: strong
            )
            let fixture = try ConsoleFixture { $0.signOn = settings }
            let user = try fixture.addUser("huda", .analyst, of: fixture.member)
            let link = ProviderLink(issuer: issuer.address, subject: Self.subject)
            try fixture.hub.store.linkUser(user.id, to: link, by: .system, at: HubFixture.now)
            try await body(issuer, fixture, user)
        }
    }

    /// Goes to the provider and comes back.
    private static func signIn(
        _ browser: TestBrowser,
        _ issuer: TestIssuer,
        as subject: String = subject,
        next: String = "/feeds"
    ) async throws -> TestResponse {
        let start = try await browser.get("/sign-in/oidc?next=\(AddressText.encoded(next))")
        #expect(start.status == .seeOther)
        let answer = try issuer.authorize(try #require(start.headers[.location]), as: subject)
        return try await browser.get("/sign-in/oidc/callback?code=\(answer.code)&state=\(answer.state)")
    }

    private static func isSignedIn(_ browser: TestBrowser) async throws -> Bool {
        try await browser.get("/feeds").status == .ok
    }

    @Test(arguments: ["ES256", "RS256"])
    func `begins a session of the linked user under a new secret`(algorithm: String) async throws {
        try await run {
            $0.behave { $0.algorithm = algorithm }
        } _: { issuer, fixture, _ in
            try await fixture.browse { browser in
                #expect(try await browser.get("/sign-in?lang=en").html.contains("href=\"/sign-in/oidc?next="))
                // What an attacker planted is no session, before and after.
                browser.set("marsad-session", "mrsession_planted")
                let response = try await Self.signIn(browser, issuer)
                #expect(response.status == .seeOther)
                #expect(response.headers[.location] == "/feeds")
                let cookies = response.headers[values: .setCookie]
                let session = try #require(cookies.first { $0.hasPrefix("marsad-session=") })
                #expect(!session.contains("planted") && session.contains("HttpOnly"))
                #expect(cookies.contains { $0.hasPrefix("marsad-sign-in=;") }, "the binding is over")
                #expect(try await Self.isSignedIn(browser))
                browser.set("marsad-session", "mrsession_planted")
                #expect(try await !Self.isSignedIn(browser))
            }
            let record = try #require(
                try fixture.hub.store.auditEntries(before: nil, limit: 1, member: nil).first
            ).record
            #expect(record.action == "signed-in" && record.detail.contains(issuer.address))
        }
    }

    @Test(arguments: TestIssuer.Misdeed.allCases)
    func `refuses what the provider may not vouch for`(misdeed: TestIssuer.Misdeed) async throws {
        try await run {
            $0.behave { $0.misdeed = misdeed }
        } _: { issuer, fixture, _ in
            try await fixture.browse { browser in
                let response = try await Self.signIn(browser, issuer)
                #expect(response.status == .forbidden)
                #expect(response.html.contains("role=\"alert\""))
                #expect(browser.cookies["marsad-session"] == nil)
                #expect(try await !Self.isSignedIn(browser))
            }
            let record = try #require(
                try fixture.hub.store.auditEntries(before: nil, limit: 1, member: nil).first
            ).record
            #expect(record.action == "sign-in-failed" && !record.detail.isEmpty)
        }
    }

    @Test func `refuses an answer that belongs to no sign-in of this browser`() async throws {
        try await run { issuer, fixture, _ in
            try await fixture.browse { browser in
                let start = try await browser.get("/sign-in/oidc")
                let answer = try issuer.authorize(try #require(start.headers[.location]), as: Self.subject)
                let callback = "/sign-in/oidc/callback?code=\(answer.code)"
                let right = try #require(browser.cookies["marsad-sign-in"])
                #expect(try await browser.get("\(callback)&state=another").status == .badRequest)
                browser.set("marsad-sign-in", right)
                #expect(try await browser.get(callback).status == .badRequest)
                // Somebody else's browser, with and without a sign-in of its own.
                browser.set("marsad-sign-in", nil)
                #expect(try await browser.get("\(callback)&state=\(answer.state)").status == .badRequest)
                _ = try await browser.get("/sign-in/oidc")
                #expect(try await browser.get("\(callback)&state=\(answer.state)").status == .badRequest)
                #expect(issuer.redeemed == 0, "the provider was not even asked")
                #expect(try await !Self.isSignedIn(browser))
            }
        }
    }

    @Test func `refuses an answer that has been used, and one that names another provider`() async throws {
        try await run { issuer, fixture, _ in
            try await fixture.browse { browser in
                let start = try await browser.get("/sign-in/oidc")
                let answer = try issuer.authorize(try #require(start.headers[.location]), as: Self.subject)
                let callback = "/sign-in/oidc/callback?code=\(answer.code)&state=\(answer.state)"
                let cookie = browser.cookies["marsad-sign-in"]
                #expect(try await browser.get(callback).status == .seeOther)
                browser.set("marsad-session", nil)
                browser.set("marsad-sign-in", cookie)
                #expect(try await browser.get(callback).status == .badRequest)
                #expect(issuer.redeemed == 1)
                let next = try await browser.get("/sign-in/oidc")
                let other = try issuer.authorize(try #require(next.headers[.location]), as: Self.subject)
                let named = "&iss=https%3A%2F%2Fevil.example"
                let path = "/sign-in/oidc/callback?code=\(other.code)&state=\(other.state)\(named)"
                #expect(try await browser.get(path).status == .badRequest)
                #expect(try await !Self.isSignedIn(browser))
            }
        }
    }

    @Test func `refuses a code that was given for another sign-in`() async throws {
        try await run { issuer, fixture, _ in
            try await fixture.browse { browser in
                let theirs = try await browser.get("/sign-in/oidc")
                let stolen = try issuer.authorize(try #require(theirs.headers[.location]), as: Self.subject)
                let mine = try await browser.get("/sign-in/oidc")
                let own = try issuer.authorize(try #require(mine.headers[.location]), as: "attacker")
                let path = "/sign-in/oidc/callback?code=\(stolen.code)&state=\(own.state)"
                #expect(try await browser.get(path).status == .forbidden, "PKCE")
                #expect(try await !Self.isSignedIn(browser))
            }
        }
    }

    @Test func `makes no account for whom nobody linked, and says what to tell the administrator`()
        async throws
    {
        try await run { issuer, fixture, user in
            let store = fixture.hub.store
            try await fixture.browse { browser in
                let response = try await Self.signIn(browser, issuer, as: "stranger-7")
                #expect(response.status == .forbidden)
                #expect(response.html.contains("stranger-7"))
                #expect(try store.users(of: nil).count == 1)
                // Who is disabled is nobody, too.
                var settings = user.settings
                settings.isDisabled = true
                _ = try store.updateUser(user.id, settings, by: .system, at: HubFixture.now)
                #expect(try await Self.signIn(browser, issuer).status == .forbidden)
                // And so is whose link was taken away.
                settings.isDisabled = false
                _ = try store.updateUser(user.id, settings, by: .system, at: HubFixture.now)
                try store.linkUser(user.id, to: nil, by: .system, at: HubFixture.now)
                #expect(try await Self.signIn(browser, issuer).status == .forbidden)
            }
        }
    }

    @Test(arguments: [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\r\nx: y",
        "/sign-out",
    ])
    func `goes on to pages of its own alone`(next: String) async throws {
        try await run { issuer, fixture, _ in
            try await fixture.browse { browser in
                let response = try await Self.signIn(browser, issuer, next: next)
                #expect(response.headers[.location] == "/")
            }
            try await fixture.browse { browser in
                // The cookie is the browser's own, and no more believed.
                let start = try await browser.get("/sign-in/oidc")
                let answer = try issuer.authorize(try #require(start.headers[.location]), as: Self.subject)
                let secret = try #require(browser.cookies["marsad-sign-in"]?.split(separator: ".").first)
                browser.set("marsad-sign-in", "\(secret).\(AddressText.encoded(next))")
                let path = "/sign-in/oidc/callback?code=\(answer.code)&state=\(answer.state)"
                #expect(try await browser.get(path).headers[.location] == "/")
            }
        }
    }

    @Test func `asks for the one-time code unless the provider says that it asked for more`() async throws {
        let code = OneTimeCode()
        let right = try #require(
            (0..<1_000_000).lazy.map { String(format: "%06d", $0) }
                .first { code.period(of: $0, at: HubFixture.now.seconds) != nil }
        )
        try await run(strong: ["urn:strong"]) { issuer, fixture, user in
            let store = fixture.hub.store
            try store.setOneTimeCode(of: user.id, code, by: .system, at: HubFixture.now)
            for strong in [(["pwd", "mfa"], ""), ([], "urn:strong")] {
                issuer.behave {
                    $0.methods = strong.0
                    $0.claims = strong.1.isEmpty ? [:] : ["acr": strong.1]
                }
                try await fixture.browse { browser in
                    let response = try await Self.signIn(browser, issuer)
                    #expect(response.status == .seeOther)
                }
            }
            issuer.behave {
                $0.methods = ["pwd"]
                $0.claims = ["acr": "urn:weak"]
            }
            try await fixture.browse { browser in
                let asked = try await Self.signIn(browser, issuer)
                #expect(asked.status == .ok)
                #expect(asked.html.contains("action=\"/sign-in/oidc/code\""))
                #expect(browser.cookies["marsad-session"] == nil)
                #expect(try await !Self.isSignedIn(browser))
                let token = TestBrowser.token(in: asked.html)
                func give(_ code: String) async throws -> TestResponse {
                    try await browser.send("/sign-in/oidc/code", ["form-token": token, "code": code])
                }
                #expect(try await browser.send("/sign-in/oidc/code", ["code": right]).status == .forbidden)
                #expect(try await give("").status == .unprocessableContent)
                let response = try await give(right)
                #expect(response.headers[.location] == "/feeds")
                #expect(try await Self.isSignedIn(browser))
                browser.set("marsad-session", nil)
                #expect(try await give(right).status == .badRequest, "it is over")
            }
            try await fixture.browse { browser in
                let token = TestBrowser.token(in: try await Self.signIn(browser, issuer).html)
                let fields = ["form-token": token, "code": right]
                let again = try await browser.send("/sign-in/oidc/code", fields)
                #expect(again.status == .unprocessableContent, "each code is good once")
            }
        }
    }

    @Test func `ends after a few wrong codes`() async throws {
        try await run { issuer, fixture, user in
            try fixture.hub.store.setOneTimeCode(of: user.id, OneTimeCode(), by: .system, at: HubFixture.now)
            try await fixture.browse { browser in
                let token = TestBrowser.token(in: try await Self.signIn(browser, issuer).html)
                let fields = ["form-token": token, "code": "no code"]
                for _ in 0..<PendingSignIns.maximumTries {
                    let response = try await browser.send("/sign-in/oidc/code", fields)
                    #expect(response.status == .unprocessableContent)
                }
                #expect(try await browser.send("/sign-in/oidc/code", fields).status == .badRequest)
            }
        }
    }

    @Test func `slows down who fails again and again`() async throws {
        try await run {
            $0.behave { $0.misdeed = .unsigned }
        } _: { issuer, fixture, _ in
            try await fixture.browse { browser in
                for _ in 0..<SignInThrottle.failuresPerName {
                    #expect(try await Self.signIn(browser, issuer).status == .forbidden)
                }
                let response = try await Self.signIn(browser, issuer)
                #expect(response.status == .tooManyRequests)
                #expect(response.headers[.retryAfter] != nil)
            }
        }
    }

    @Test(arguments: [
        ["issuer": "https://evil.example"], ["token_endpoint": "http://127.0.0.1:9/token"],
        ["jwks_uri": "https://evil.example/keys"],
        ["authorization_endpoint": "https://evil.example/authorize"],
        ["jwks_uri": "file:///etc/passwd"], ["code_challenge_methods_supported": "plain"],
    ])
    func `asks nobody but the provider itself`(discovery: [String: String]) async throws {
        try await run {
            $0.behave { $0.discovery = discovery }
        } _: { issuer, fixture, _ in
            try await fixture.browse { browser in
                let response = try await browser.get("/sign-in/oidc")
                #expect(response.status == .badGateway)
                #expect(response.headers[.location] == nil)
            }
            #expect(issuer.redeemed == 0)
        }
    }

    @Test func `follows no redirect and reads no endless answer`() async throws {
        try await run {
            $0.behave { $0.discoverySize = 1 << 20 }
        } _: { issuer, fixture, _ in
            try await fixture.browse { browser in
                let response = try await browser.get("/sign-in/oidc")
                #expect(response.status == .badGateway)
            }
            let elsewhere = "\(issuer.address)/elsewhere"
            issuer.behave { behaviour in
                behaviour.discoverySize = 0
                behaviour.discovery = ["jwks_uri": elsewhere]
            }
            try await fixture.browse { browser in
                let response = try await Self.signIn(browser, issuer)
                #expect(response.status == .forbidden)
            }
        }
    }

    @Test func `passes on what the provider refuses`() async throws {
        try await run { issuer, fixture, _ in
            try await fixture.browse { browser in
                let start = try await browser.get("/sign-in/oidc")
                let answer = try issuer.authorize(try #require(start.headers[.location]), as: Self.subject)
                let error = "access_denied%22%3E%3Cscript%3E"
                let path = "/sign-in/oidc/callback?error=\(error)&state=\(answer.state)"
                let response = try await browser.get(path)
                #expect(response.status == .forbidden)
                #expect(!response.html.contains("\"><script>"))
            }
        }
    }

    @Test func `is linked by an administrator, to one user alone`() async throws {
        try await run { issuer, fixture, user in
            try fixture.addUser("root", .administrator)
            let other = try fixture.addUser("salim", .analyst, of: fixture.member)
            try await fixture.browse(as: "root") { browser in
                let path = "/admin/users/\(other.id.number)"
                #expect(try await browser.get(path).html.contains("action=\"\(path)/link\""))
                let taken = try await browser.post("\(path)/link", ["subject": Self.subject], from: path)
                #expect(taken.status == .unprocessableContent)
                let linked = try await browser.post("\(path)/link", ["subject": "salim-9"], from: path)
                #expect(linked.status == .seeOther)
                #expect(try await browser.get(path).html.contains("value=\"salim-9\""))
            }
            #expect(try fixture.hub.store.user(other.id)?.link?.issuer == issuer.address)
            try await fixture.browse { browser in
                let response = try await Self.signIn(browser, issuer, as: "salim-9")
                #expect(response.status == .seeOther)
            }
            try await fixture.browse(as: "salim") { browser in
                let path = "/admin/users/\(user.id.number)/link"
                let response = try await browser.post(path, ["subject": "x"], from: "/")
                #expect(response.status == .forbidden)
            }
        }
    }

    @Test func `is not offered where there is none`() async throws {
        let fixture = try ConsoleFixture()
        try await fixture.browse { browser in
            let page = try await browser.get("/sign-in").html
            #expect(!page.contains("/sign-in/oidc"))
            let start = try await browser.get("/sign-in/oidc")
            #expect(start.status == .notFound)
        }
    }

    @Test(arguments: [
        ("http://sso.example", hub), ("ftp://sso.example", hub), ("https://user@sso.example", hub),
        ("https://sso.example/?x=1", hub), ("", hub), ("https://sso.example", "marsad.example"),
    ])
    func `refuses settings that cannot be right`(issuer: String, hub: String) {
        #expect(throws: OIDCSettingsError.self) {
            try OIDCSettings(issuer: issuer, clientID: "x", clientSecret: nil, hubURL: hub)
        }
    }
}
