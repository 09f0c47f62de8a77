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

@Suite struct `The console's pages` {
    private let fixture: ConsoleFixture

    init() throws {
        fixture = try ConsoleFixture()
        try fixture.addUser("root", .administrator)
        try fixture.addUser("huda", .analyst, of: fixture.member)
        try fixture.fill()
    }

    @Test func `give a verdict with its terms, in the language asked for`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let english = try await browser.get("/address/domain/evil.example").html
            #expect(english.contains("Phishing, by 2 sources that count independently."))
            #expect(english.contains("100 × (1 − (1 − "))
            #expect(english.contains("10.0.0.5"))
            let arabic = try await browser.get("/address/domain/evil.example?lang=ar").html
            #expect(arabic.contains("<html lang=\"ar\" dir=\"rtl\""))
            #expect(arabic.contains("تصيّد إلكتروني، وفق مصدران"))
            #expect(arabic.contains("<bdi dir=\"ltr\" translate=\"no\" class=\"addr\""))
        }
    }

    @Test func `show inside hosts to their own member alone`() async throws {
        let other = try fixture.hub.addMember("qa")
        try fixture.addUser("noura", .analyst, of: other)
        for name in ["noura", "root"] {
            try await fixture.browse(as: name) { browser in
                for path in ["/", "/address/domain/evil.example"] {
                    let html = try await browser.get(path).html
                    #expect(!html.contains("10.0.0.5"), "\(name) \(path)")
                }
                let json = try await browser.get("/address/domain/evil.example?format=json&table=met").html
                #expect(json.contains("\"member\":\"sa\",\"count\":3"))
            }
        }
    }

    @Test func `give every table as CSV and JSON`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let csv = try await browser.get("/address/domain/evil.example?format=csv&table=reports&lang=ar")
            #expect(csv.headers[.contentType]?.hasPrefix("text/csv") == true)
            let lines = csv.html.split(separator: "\r\n")
            #expect(lines.first?.hasPrefix("source,state,category,confidence,label") == true)
            #expect(lines.count == 3)
            #expect(lines.contains { $0.hasPrefix("feed-a,active,phishing,90,TLP:GREEN") })
            let json = try await browser.get("/feeds?format=json")
            let feeds = try #require(
                try JSONSerialization.jsonObject(with: Data(json.html.utf8)) as? [[String: Any]]
            )
            #expect(Set(feeds.compactMap { $0["name"] as? String }) == ["feed-a", "feed-b"])
            #expect(try await browser.get("/feeds?format=xml").status == .notFound)
            #expect(try await browser.get("/feeds?format=csv&table=nothing").status == .notFound)
        }
    }

    @Test(arguments: [
        ("evil.example", "login.evil.example"), ("hxxp://evil[.]example/a", "evil.example"),
        ("192.0.2.0/24", "192.0.2.7"), ("192.0.2.7", "192.0.2.0/24"),
        ("we saw 192.0.2.7 and evil[.]example", "evil.example"), ("١٩٢.٠.٢.٧", "192.0.2.7"),
    ])
    func `find what is typed by containment`(text: String, found: String) async throws {
        try await fixture.browse(as: "huda") { browser in
            let html = try await browser.get("/search?q=\(AddressText.encoded(text))").html
            #expect(html.contains("data-value=\"\(found)\""))
        }
    }

    @Test func `take the query as browsers write forms`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let html = try await browser.get("/search?q=hxxp%3A%2F%2Fevil%5B.%5Dexample+and+192.0.2.7").html
            #expect(
                html.contains("data-value=\"http://evil.example\"")
                    || html.contains("data-value=\"192.0.2.7\"")
            )
            #expect(html.contains("evil[.]example and 192.0.2.7"))
        }
    }

    @Test func `say what is unknown and what is no address`() async throws {
        try await fixture.browse(as: "huda") { browser in
            #expect(try await browser.get("/search?q=unknown.example").html.contains("Nothing is known of"))
            #expect(try await browser.get("/search?q=hello").html.contains("is not an address"))
            #expect(
                try await browser.get("/address/domain/unknown.example").html.contains("Nothing is known of")
            )
            #expect(try await browser.get("/address/domain/hello").status == .notFound)
            let moved = try await browser.get("/address/ip/EVIL.example")
            #expect(moved.headers[.location] == "/address/domain/evil.example")
        }
    }

    @Test func `keep members, users and tokens`() async throws {
        let fixture = fixture
        try await fixture.browse(as: "root") { browser in
            let member = [
                "code": "om", "name": "Oman CERT", "arabic-name": "المركز الوطني",
                "constituency": "198.51.100.0/24\nAS64500",
            ]
            #expect(
                try await browser.post("/admin/members", member).headers[.location]
                    == "/admin/members?done=added"
            )
            #expect(try await browser.post("/admin/members", member).status == .unprocessableContent)
            let wrong = member.merging(["code": "xx", "constituency": "not an address"]) { $1 }
            #expect(try await browser.post("/admin/members", wrong).status == .unprocessableContent)
            let id = try #require(try fixture.hub.store.members().first { $0.settings.code == "om" }?.id)
            let renamed = member.merging(["name": "OCERT"]) { $1 }
            #expect(try await browser.post("/admin/members/\(id.number)", renamed).status == .seeOther)
            #expect(try fixture.hub.store.members().contains { $0.settings.name == "OCERT" })
            let user = [
                "name": "salim", "display-name": "Salim", "role": "approver", "member": "\(id.number)",
                "password": ConsoleFixture.password,
            ]
            #expect(try await browser.post("/admin/users", user).status == .seeOther)
            #expect(try await browser.post("/admin/users", user).status == .unprocessableContent)
            let token = ["name": "sensor-1", "member": "\(id.number)", "scope-sense": "on", "days": "30"]
            let made = try await browser.post("/admin/tokens", token)
            let secret = try #require(made.html.firstMatch(of: /data-copy="(mrs_[A-Za-z0-9_-]+)"/)?.output.1)
            #expect(try fixture.hub.store.token(.init(of: String(secret)))?.settings.name == "sensor-1")
            let list = try await browser.get("/admin/tokens").html
            #expect(!list.contains(secret))
        }
    }

    @Test func `verify the chain of records`() async throws {
        try fixture.addUser("inspector", .auditor)
        try await fixture.browse(as: "inspector") { browser in
            let html = try await browser.get("/audit").html
            #expect(html.contains("The chain is whole"))
            #expect(html.contains("Signed in"))
        }
    }

    @Test func `remember how somebody reads`() async throws {
        try await fixture.browse(as: "huda") { browser in
            let fields = ["language": "ar", "digits": "arab", "hijri": "on", "theme": "dark", "zone": "240"]
            #expect(try await browser.post("/profile/reading", fields, from: "/profile").status == .seeOther)
            let html = try await browser.get("/").html
            #expect(html.contains("<html lang=\"ar\" dir=\"rtl\" data-theme=\"dark\">"))
            #expect(html.contains("UTC+4"))
            #expect(html.contains("هـ)"))
            let back = try await browser.post("/language", ["language": "en", "here": "/feeds"], from: "/")
            #expect(back.headers[.location] == "/feeds")
            #expect(try await browser.get("/").html.contains("<html lang=\"en\""))
        }
    }

    @Test func `serve style and script with a tag, and the same tag saves the bytes`() async throws {
        try await fixture.browse { browser in
            let first = try await browser.get("/assets/console.css")
            #expect(first.headers[.contentType] == "text/css; charset=utf-8")
            let tag = try #require(first.headers[.eTag])
            #expect(try await browser.get("/assets/console.css", [.ifNoneMatch: tag]).status == .notModified)
        }
    }
}

extension ConsoleFixture {
    /// Two feeds, what they list, and what a sensor saw.
    func fill() throws {
        let (store, now) = (hub.store, HubFixture.now)
        let names = [
            "evil.example", "login.evil.example", "192.0.2.7", "192.0.2.0/24", "2001:db8::1", "AS64496",
        ]
        let international = [
            "раураl.example", "مثال.example", "http://evil.example/a/very/long/path?with=query&and=more",
        ]
        for (feed, category) in [("feed-a", Category.phishing), ("feed-b", .commandAndControl)] {
            let settings = SourceSettings(
                name: feed,
                reliability: feed == "feed-a" ? 0.8 : 0.6,
                category: category
            )
            let source = try store.configure(settings, at: now.advanced(byDays: -3))
            var builder = SnapshotBuilder()
            for name in names + (feed == "feed-a" ? international : []) {
                var claim = Claim()
                claim.confidence = 90
                claim.lastSeen = now.advanced(byDays: -1)
                claim.comment = "kit seen on landing page"
                try builder.add(try Address(name), claim)
            }
            let counts = ReadCounts(
                read: 12,
                accepted: 9,
                rejected: 3,
                reasons: ["not-an-address": 2, "comment": 1]
            )
            let at = now.advanced(byDays: feed == "feed-a" ? 0 : -3)
            _ = try store.apply(builder.finish(), to: source.id, at: at, digest: nil, read: counts)
        }
        let (sensor, _) = try hub.addToken("resolver-1", of: member, .sense)
        let hour = now.seconds / 3600 * 3600
        let sightings = [
            Sighting(
                address: try Address("evil.example"),
                seen: "www.evil.example",
                inside: try IPAddress("10.0.0.5"),
                count: 3,
                firstAt: Timestamp(seconds: hour - 3600),
                lastAt: Timestamp(seconds: hour - 60)
            )
        ]
        let batch = SightingBatch(spool: Array(0..<16), sequence: 1, sightings: sightings)
        _ = try store.record(batch, from: sensor, at: now)
    }
}
