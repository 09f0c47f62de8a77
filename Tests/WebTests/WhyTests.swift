import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Lists
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `Why was I blocked` {
    private let fixture: ListFixture

    init() throws {
        fixture = try ListFixture()
        try fixture.add("test", .amber)
    }

    /// The reference beside the entry of an address on a list, as consumers get it.
    private func reference(_ text: String, on name: String = "test") throws -> String {
        try fixture.api.reference(text, on: name)
    }

    private func ask(_ path: String, _ headers: HTTPFields = [.accept: "application/json"]) async throws
        -> TestResponse
    {
        nonisolated(unsafe) var answer: TestResponse?
        try await fixture.api.hub.test { client in
            answer = try await client.execute(uri: path, method: .get, headers: headers)
        }
        return try #require(answer)
    }

    @Test func `is answered without a token, in both languages, as a page and as JSON`() async throws {
        try fixture.list([("evil-site.net", Claim(category: .phishing))], label: .clear)
        let path = "/why/\(try reference("evil-site.net"))"
        let answer = try await ask(path)
        #expect(answer.status == .ok && answer.headers[.contentType] == "application/json")
        let object = try answer.object
        #expect(object["listed"] as? Bool == true && object["blocked"] as? Bool == true)
        #expect(object["category"] as? String == "phishing")
        #expect(object["address"] as? String == "evil-site.net")
        #expect(object["since"] as? String == HubFixture.now.description)
        let texts = try #require(object["text"] as? [String: String])
        #expect(texts["en"]?.contains("evil-site.net is on a block list. The reason: Phishing.") == true)
        #expect(texts["ar"]?.contains("مدرج في قائمة حجب") == true)
        #expect(!answer.text.contains("\"feed\""))
        for (language, words) in [("en", "is on a block list"), ("ar", "مدرج في قائمة حجب")] {
            let page = try await ask(path, [.accept: "text/html", .acceptLanguage: language])
            #expect(page.headers[.contentType]?.hasPrefix("text/html") == true)
            #expect(page.headers[.contentSecurityPolicy] == SecurityHeaders.contentPolicy)
            #expect(page.text.contains(words) && page.text.contains("<html lang=\"\(language)\""))
            #expect(!page.text.contains(">feed<"))
        }
        let both = try await ask(path, [.accept: "text/html, application/json"])
        #expect(both.headers[.contentType]?.hasPrefix("text/html") == true)
        let small = try await ask(path.lowercased())
        #expect(try small.object["listed"] as? Bool == true)
    }

    @Test(arguments: [SharingLabel.green, .amber, .amberStrict, .red])
    func `tells nothing that a label keeps, not even that there is an entry`(label: SharingLabel) async throws
    {
        // What is CLEAR first shows its reference; then its source takes the label.
        try fixture.list([("evil-site.net", Claim(category: .phishing))], label: .clear)
        let hidden = try reference("evil-site.net")
        try fixture.list([("evil-site.net", Claim(category: .phishing))], label: label)
        for headers: HTTPFields in [[.accept: "application/json"], [.accept: "text/html"]] {
            let known = try await ask("/why/\(hidden)", headers)
            let unknown = try await ask("/why/ZZZZZZZZ", headers)
            #expect(known.status == unknown.status)
            #expect(
                Self.neutral(known.text, hidden) == Self.neutral(unknown.text, "ZZZZZZZZ")
            )
            #expect(!known.text.contains("evil-site") && !known.text.lowercased().contains("phishing"))
        }
    }

    /// Without the reference itself and what is random in each page.
    private static func neutral(_ text: String, _ reference: String) -> String {
        text.replacing(reference, with: "").replacing(/name="form-token" value="[0-9a-f]*"/, with: "")
    }

    @Test(arguments: [SharingLabel.green, .amber, .amberStrict, .red])
    func `is answered from what is CLEAR alone, whatever else is reported`(label: SharingLabel) async throws {
        try fixture.list([("evil-site.net", Claim(category: .phishing))], label: .clear)
        let path = "/why/\(try reference("evil-site.net"))"
        let before = try await ask(path).text
        let later = HubFixture.now
        let other = [("evil-site.net", Claim(category: .commandAndControl, confidence: 100))]
        try fixture.list(other, of: "secret feed", label: label, at: later)
        #expect(try await ask(path).text == before)
    }

    @Test func `names the member whose list it is, and no other`() async throws {
        try fixture.add("own", .clear, .member(fixture.api.owner.id))
        try fixture.api.store.removeList(
            named: try #require(ListName("test")),
            by: .system,
            at: HubFixture.now
        )
        for name in ["drop", "block-dns", "alert"] {
            try fixture.api.store.removeList(
                named: try #require(ListName(name)),
                by: .system,
                at: HubFixture.now
            )
        }
        try fixture.list([("evil-site.net", Claim())], label: .clear)
        let answer = try await ask("/why/\(try reference("evil-site.net", on: "own"))")
        #expect(answer.text.contains("CERT sa") && answer.text.contains("\"member\":\"sa\""))
    }

    @Test func `has a kind answer to what is no reference or is over`() async throws {
        try fixture.list([("evil-site.net", Claim()), ("45.0.2.1", Claim())], label: .clear)
        let path = "/why/\(try reference("evil-site.net"))"
        try fixture.list([("45.0.2.1", Claim())], label: .clear)
        for path in [path, "/why/x", "/why/%3Cscript%3E", "/why/ZZZZZZZZ"] {
            let answer = try await ask(path)
            #expect(answer.status == .ok, "\(path)")
            #expect(try answer.object["listed"] as? Bool == false, "\(path)")
            let page = try await ask(path, [.accept: "text/html", .acceptLanguage: "en"])
            #expect(page.text.contains("nothing that can be told to the public"), "\(path)")
            #expect(!page.text.contains("<script>"))
        }
        #expect(try await ask("/why/" + String(repeating: "A", count: 65)).status == .notFound)
    }

    @Test func `is not told to who tries references one by one`() async throws {
        try await fixture.api.hub.test { client in
            // What was taken comes back while the test runs: so many in all are never had.
            var answered = 0
            while answered < 300 {
                let status = try await client.execute(uri: "/why/ABCDEF\(answered)", method: .get).status
                if status != .ok {
                    #expect(status == .tooManyRequests)
                    break
                }
                answered += 1
            }
            #expect((30..<300).contains(answered))
            let page = try await client.execute(
                uri: "/why/ABCDEFGH",
                method: .get,
                headers: [.accept: "text/html", .acceptLanguage: "en"]
            )
            #expect(page.status == .tooManyRequests && page.headers[.retryAfter] != nil)
            #expect(page.text.contains("Too many attempts"))
        }
    }

    @Test(arguments: [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("192.0.2.7", "192.0.2.7"), ("", ""),
    ])
    func `counts one subscriber once`(address: String, origin: String) {
        #expect(QuestionThrottle.origin(address) == origin)
    }

    @Test func `leads those who work here to the record`() async throws {
        let console = try ConsoleFixture()
        try console.addUser("huda", .analyst, of: console.member)
        try console.addList("test")
        try console.list(["evil-site.net"])
        let list = try #require(try console.stand("test"))
        let entry = try console.hub.store.listedAddress(
            try Address("evil-site.net"),
            of: list.id,
            serial: list.serial
        )
        let reference = try #require(entry).reference
        try await console.browse(as: "huda") { browser in
            let html = try await browser.get("/why/\(reference)").html
            #expect(html.contains("href=\"/address/domain/evil-site.net\""))
        }
        try await console.browse { browser in
            let html = try await browser.get("/why/\(reference)").html
            #expect(!html.contains("evil-site.net"))
        }
    }
}

extension APIFixture {
    /// The reference beside the entry of an address on a list.
    func reference(_ text: String, on name: String) throws -> String {
        let listName = try #require(ListName(name))
        let list = try #require(try store.publishedList(named: listName))
        let entry = try store.listedAddress(try Address(text), of: list.id, serial: list.serial)
        return try #require(entry, "\(text) is not on \(name)").reference
    }
}
