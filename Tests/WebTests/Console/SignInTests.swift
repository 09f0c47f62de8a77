import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `Signing in` {
    private let fixture: ConsoleFixture

    init() throws {
        fixture = try ConsoleFixture()
        try fixture.addUser("huda", .analyst, of: fixture.member)
    }

    @Test func `begins a session under a new secret that only the browser has`() async throws {
        try await fixture.browse { browser in
            // What an attacker planted is no session, before and after.
            browser.set("marsad-session", "mrsession_planted")
            let response = try await browser.signIn("huda", ConsoleFixture.password, next: "/feeds")
            #expect(response.headers[.location] == "/feeds")
            let cookie = try #require(
                response.headers[values: .setCookie].first { $0.contains("marsad-session") }
            )
            #expect(!cookie.contains("planted"))
            #expect(
                cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/")
            )
            #expect(try await browser.get("/feeds").status == .ok)
            browser.set("marsad-session", "mrsession_planted")
            #expect(try await browser.get("/feeds").status == .seeOther)
        }
    }

    @Test func `says the same of a wrong name and a wrong password`() async throws {
        try await fixture.browse { browser in
            let answers = [
                try await browser.signIn("huda", "wrong wrong wrong"),
                try await browser.signIn("nobody", "wrong wrong wrong"),
            ]
            #expect(answers.map(\.status) == [.unprocessableContent, .unprocessableContent])
            let pages = answers.map { $0.html.replacing("huda", with: "nobody") }
            #expect(pages[0] == pages[1])
            #expect(try await browser.get("/feeds").status == .seeOther)
        }
    }

    @Test(arguments: ["huda", "nobody"])
    func `slows down who guesses, whether there is such a user or not`(name: String) async throws {
        try await fixture.browse { browser in
            for _ in 0..<SignInThrottle.failuresPerName {
                #expect(try await browser.signIn(name, "wrong wrong wrong").status == .unprocessableContent)
            }
            let response = try await browser.signIn(name, ConsoleFixture.password)
            #expect(response.status == .tooManyRequests)
            #expect(response.headers[.retryAfter] != nil)
        }
    }

    @Test func `slows down who guesses many names from one address`() {
        let throttle = SignInThrottle()
        let now = HubFixture.now
        for number in 0..<SignInThrottle.failuresPerAddress {
            #expect(throttle.wait(name: "x", address: "192.0.2.1", at: now) == nil)
            throttle.fail(name: "name\(number)", address: "192.0.2.1", at: now)
        }
        #expect(throttle.wait(name: "x", address: "192.0.2.1", at: now) == Int(SignInThrottle.firstWait))
        #expect(throttle.wait(name: "x", address: "192.0.2.2", at: now) == nil)
        throttle.fail(name: "x", address: "192.0.2.1", at: now)
        #expect(throttle.wait(name: "y", address: "192.0.2.1", at: now) == Int(SignInThrottle.firstWait * 2))
        let later = Timestamp(seconds: now.seconds + SignInThrottle.longestWait)
        #expect(throttle.wait(name: "y", address: "192.0.2.1", at: later) == nil)
    }

    @Test func `asks for the one-time code, and takes each once`() async throws {
        let code = OneTimeCode()
        let user = try #require(try fixture.hub.store.users(of: nil).first)
        try fixture.hub.store.setOneTimeCode(of: user.id, code, by: .system, at: HubFixture.now)
        let right = try #require(
            (0..<1_000_000).lazy.map { String(format: "%06d", $0) }
                .first { code.period(of: $0, at: HubFixture.now.seconds) != nil }
        )
        try await fixture.browse { browser in
            #expect(try await browser.signIn("huda", ConsoleFixture.password).status == .unprocessableContent)
            #expect(
                try await browser.signIn("huda", ConsoleFixture.password, code: right).status == .seeOther
            )
            browser.set("marsad-session", nil)
            let again = try await browser.signIn("huda", ConsoleFixture.password, code: right)
            #expect(again.status == .unprocessableContent)
        }
    }

    @Test(arguments: [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y", " //evil.example", "/\t/evil.example", "", "http:evil.example", "/sign-out",
    ])
    func `goes on to pages of its own alone`(next: String) async throws {
        try await fixture.browse { browser in
            let response = try await browser.signIn("huda", ConsoleFixture.password, next: next)
            #expect(response.status == .seeOther)
            #expect(response.headers[.location] == "/")
        }
    }

    @Test func `ends with signing out, also for whoever kept the cookie`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let kept = try #require(browser.cookies["marsad-session"])
            #expect(try await browser.post("/sign-out", [:], from: "/").status == .seeOther)
            browser.set("marsad-session", kept)
            #expect(try await browser.get("/").status == .seeOther)
        }
    }

    @Test func `is asked for by every page, which it then leads to`() async throws {
        try await fixture.browse { browser in
            for path in [
                "/", "/search?q=evil.example", "/feeds", "/admin/users", "/audit", "/profile", "/help",
            ] {
                let response = try await browser.get(path)
                #expect(response.status == .seeOther)
                #expect(response.headers[.location] == "/sign-in?next=\(AddressText.encoded(path))")
            }
        }
    }

    @Test func `is needed for programs' interfaces too, with the form token for acts`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let response = try await browser.send("/api/v1/sightings", [:])
            #expect(response.status == .forbidden)
        }
    }
}

@Suite struct `Setting up` {
    @Test func `makes the first administrator, once`() async throws {
        let fixture = try ConsoleFixture()
        let secret = Secret(for: .setUp)
        try fixture.hub.store.offerSetUp(secret.digest, until: HubFixture.now.advanced(byDays: 1))
        let fields = ["name": "root", "display-name": "Root", "password": ConsoleFixture.password]
        try await fixture.browse { browser in
            #expect(try await browser.post("/setup/mrsetup_wrong", fields).status == .unprocessableContent)
            let short = fields.merging(["password": "short"]) { $1 }
            #expect(try await browser.post("/setup/\(secret.text)", short).status == .unprocessableContent)
            #expect(try fixture.hub.store.users(of: nil).isEmpty)
            #expect(
                try await browser.post("/setup/\(secret.text)", fields).headers[.location] == "/?done=welcome"
            )
            #expect(try await browser.get("/admin/users").status == .ok)
            #expect(try await browser.get("/setup/\(secret.text)").headers[.location] == "/sign-in")
            let again = fields.merging(["name": "other"]) { $1 }
            let response = try await browser.post("/setup/\(secret.text)", again, from: "/")
            #expect(response.status == .unprocessableContent)
            #expect(try fixture.hub.store.users(of: nil).count == 1)
        }
    }
}
