import Addresses
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Lists
import Publication
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `The console's lists` {
    private let fixture: ConsoleFixture
    private static let page = "/published/test"

    init() throws {
        fixture = try ConsoleFixture()
        try fixture.addUser("root", .administrator)
        try fixture.addUser("keeper", .administrator, of: fixture.member)
        try fixture.addUser("huda", .analyst, of: fixture.member)
        try fixture.addList("test")
        try fixture.list(["45.0.2.1", "evil-site.net", "45.0.2.16/28"])
    }

    @Test func `say how each stands, what it takes and what consumers have of it`() async throws {
        let list = try #require(try fixture.stand("test"))
        let now = HubFixture.now
        for (name, given, applied, ago) in [
            ("quick", 1, 1, 0), ("mute", 1, nil, 0), ("gone", 1, nil, 2 * 3600),
        ] as [(String, Int64, Int64?, Int64)] {
            let token = try fixture.hub.addToken(name, of: fixture.member, .consume).0
            let at = Timestamp(seconds: now.seconds - ago)
            try fixture.hub.store.recordListGiven(list.id, serial: given, to: token.id, at: at)
            if let applied {
                try fixture.hub.store.acknowledgeList(list.id, serial: applied, by: token.id, at: at)
            }
        }
        try await fixture.browse(as: "huda") { browser in
            let all = try await browser.get("/published?format=json").html
            #expect(
                all.contains(#""name":"test","state":"serving","serial":1,"entries":3"#)
                    && all.contains(#""consumers":"2/3""#),
                "\(all)"
            )
            let html = try await browser.get(Self.page).html
            #expect(html.contains("is in force, published"))
            #expect(html.contains("Consumers") && html.contains("all members and those they serve"))
            let consumers = try await browser.get("\(Self.page)?format=csv&table=consumers").html
            let rows = consumers.split(separator: "\r\n").dropFirst().map {
                $0.split(separator: ",", omittingEmptySubsequences: false).prefix(3).joined(separator: ",")
            }
            #expect(rows == ["gone,silent,sa", "mute,given,sa", "quick,applied,sa"])
            // Who does not administer the list finds no act.
            #expect(!html.contains("\(Self.page)/hold"))
            #expect(try await browser.get("/lists").headers[.location] == "/published")
        }
    }

    @Test func `show what waits and why, release what was seen and nothing else, and go back`() async throws {
        let fixture = fixture
        try await fixture.browse(as: "root") { browser in
            let empty = try await browser.post("\(Self.page)/hold", ["reason": ""], from: Self.page)
            #expect(empty.status == .unprocessableContent && empty.html.contains("Say why"))
            let held = try await browser.post("\(Self.page)/hold", ["reason": "case <41>"], from: Self.page)
            #expect(held.headers[.location] == "\(Self.page)?done=decided-list")
            try fixture.list(["45.0.2.9", "evil-site.net"])
            let html = try await browser.get(Self.page).html
            #expect(html.contains("case &lt;41&gt;") && html.contains("holds the list"))
            #expect(html.contains("added <bdi dir=\"ltr\" translate=\"no\" class=\"code\">1</bdi>"))
            let waiting = try await browser.get("\(Self.page)?format=csv&table=waiting").html
            #expect(waiting.split(separator: "\r\n").count == 4, "\(waiting)")
            #expect(waiting.contains("added,45.0.2.9") && waiting.contains("removed,45.0.2.16/28"))
            // Another change comes between the look and the button.
            let seen = try #require(html.firstMatch(of: /name="seen" value="([0-9.]+)"/)?.output.1)
            try fixture.list(["45.0.2.9", "45.0.2.10", "evil-site.net"])
            let late = ["seen": String(seen)]
            let refused = try await browser.post("\(Self.page)/release", late, from: Self.page)
            #expect(refused.status == .conflict && refused.html.contains("nothing was released"))
            #expect(try fixture.stand("test")?.serial == 1)
            let now = try await browser.get(Self.page).html
            let fresh = try #require(now.firstMatch(of: /name="seen" value="([0-9.]+)"/)?.output.1)
            let done = try await browser.post(
                "\(Self.page)/release",
                ["seen": String(fresh)],
                from: Self.page
            )
            #expect(done.status == .seeOther)
            #expect(try fixture.stand("test")?.serial == 2 && fixture.stand("test")?.hold == nil)
            let difference = try await browser.get("\(Self.page)?format=csv&table=difference").html
            #expect(difference.split(separator: "\r\n").count == 5, "\(difference)")
            let back = try await browser.post("\(Self.page)/rollback", ["serial": "1"], from: Self.page)
            #expect(back.status == .seeOther)
            #expect(try fixture.stand("test")?.hold?.cause == .rolledBack)
            let again = try await browser.post("\(Self.page)/rollback", ["serial": "9"], from: Self.page)
            #expect(again.status == .conflict)
            let situation = try await browser.get("/").html
            #expect(situation.contains("href=\"/published/test\""))
        }
        let acts = try fixture.hub.store.auditEntries(before: nil, limit: 20, member: nil)
            .filter { $0.record.object == "test" && $0.record.actorName == "root" }.map(\.record.action)
        #expect(acts == ["list-rolled-back", "list-released", "list-held"])
    }

    @Test func `say in words what the guard found`() async throws {
        try fixture.list(["45.0.2.1", "evil-site.net", "45.0.2.16/28", "google.com"])
        try await fixture.browse(as: "root") { browser in
            let html = try await browser.get(Self.page).html
            #expect(html.contains("The guard stopped publication"))
            #expect(html.contains("Reported, but no list may block them") && html.contains("google.com"))
            let arabic = try await browser.get("\(Self.page)?lang=ar").html
            #expect(arabic.contains("أوقف الحارس النشر") && arabic.contains("ولا يجوز حجبها"))
            let all = try await browser.get("/published?lang=ar").html
            #expect(all.contains("مُبلَّغ عنها ولا تُحجب:") && !all.contains("no list may block"))
            let withheld = try await browser.get("\(Self.page)?format=csv&table=withheld").html
            #expect(withheld.contains("google.com,true,"))
            let preview = try await browser.get("\(Self.page)/preview").html
            #expect(preview.contains("It would wait for a person") && preview.contains("google.com"))
            #expect(try fixture.stand("test")?.serial == 1)
        }
    }

    @Test func `page what is longer than a page`() async throws {
        let fixture = fixture
        _ = try fixture.hub.store.holdList(
            named: try #require(ListName("test")),
            reason: "test",
            by: .system,
            at: HubFixture.now
        )
        let many = (0..<120).map { "host\($0).evil-site.net" }
        try fixture.list(["45.0.2.1", "evil-site.net", "45.0.2.16/28"] + many)
        try await fixture.browse(as: "huda") { browser in
            var found: Set<String> = []
            var path: String? = Self.page
            var pages = 0
            while let here = path, pages < 5 {
                pages += 1
                let csv = try await browser.get(
                    here + (here.contains("?") ? "&" : "?") + "format=csv&table=waiting"
                )
                let rows = csv.html.split(separator: "\r\n").dropFirst()
                found.formUnion(rows.map { String($0.split(separator: ",")[1]) })
                let next = try await browser.get(here).html
                    .firstMatch(of: /href="([^"]*waiting-after=[^"]*)">Show more/)?.output.1
                path = next.map { String($0).replacing("&amp;", with: "&") }
            }
            #expect(pages == 3 && found == Set(many))
        }
    }

    @Test func `are for those who may see them, and decided by those whose they are`() async throws {
        let other = try fixture.hub.addMember("qa")
        try fixture.addList("theirs", audience: .member(other.id))
        try fixture.addList("ours", audience: .member(fixture.member.id))
        try fixture.addUser("watcher", .reader, of: fixture.member)
        let fixture = fixture
        try await fixture.browse(as: "keeper") { browser in
            #expect(try await browser.get("/published/theirs").status == .notFound)
            #expect(try await !browser.get("/published").html.contains("theirs"))
            let own = try await browser.post(
                "/published/ours/hold",
                ["reason": "test"],
                from: "/published/ours"
            )
            #expect(own.status == .seeOther)
            for path in ["hold", "release", "rollback"] {
                let fields = ["reason": "test", "seen": "", "serial": "1"]
                let foreign = try await browser.post("\(Self.page)/\(path)", fields, from: "/published/ours")
                #expect(foreign.status == .forbidden, "\(path)")
                let hidden = try await browser.post(
                    "/published/theirs/\(path)",
                    fields,
                    from: "/published/ours"
                )
                #expect(hidden.status == .notFound, "\(path)")
                let forged = try await browser.send("/published/ours/\(path)", fields)
                #expect(forged.status == .forbidden, "\(path)")
            }
            #expect(try await browser.get("\(Self.page)/preview").status == .forbidden)
        }
        try await fixture.browse(as: "watcher") { browser in
            let fields = ["reason": "test"]
            let refused = try await browser.post("/published/ours/hold", fields, from: "/profile")
            #expect(refused.status == .forbidden)
            #expect(try await browser.get("/published/none").status == .notFound)
        }
        #expect(try fixture.stand("test")?.hold == nil)
    }

    @Test func `stand on the page of an address with the reason`() async throws {
        try fixture.list(["45.0.2.1", "evil-site.net", "45.0.2.16/28", "google.com"])
        try await fixture.browse(as: "huda") { browser in
            func row(_ address: String) async throws -> String {
                let csv = try await browser.get("/address/\(address)?format=csv&table=lists").html
                return csv.split(separator: "\r\n").first { $0.hasPrefix("test,") }.map(String.init) ?? csv
            }
            #expect(try await row("domain/evil-site.net").hasPrefix("test,listed,evil-site.net,"))
            #expect(try await row("domain/www.evil-site.net").hasPrefix("test,listed,evil-site.net,"))
            #expect(try await row("ip/45.0.2.17").hasPrefix("test,listed,45.0.2.16/28,"))
            #expect(try await row("domain/google.com").hasPrefix("test,withheld,google.com,"))
            #expect(try await row("domain/unknown-site.net").hasPrefix("test,not-listed,,unknown"))
            #expect(try await row("asn/AS64500").hasPrefix("test,not-listed,,kind"))
            let html = try await browser.get("/address/domain/evil-site.net").html
            #expect(html.contains("href=\"/published/test\"") && html.contains("On published lists:"))
        }
    }
}

extension ConsoleFixture {
    /// Makes a list that blocks names and IP addresses of any level.
    func addList(_ name: String, audience: ListAudience = .community) throws {
        let settings = ListSettings(
            name: try #require(ListName(name)),
            purpose: "for a test",
            criteria: ListCriteria(use: .block, kinds: [.ip, .network, .domain], maximumLabel: .green),
            audience: audience
        )
        _ = try hub.store.addList(settings, by: .system, at: HubFixture.now)
    }

    /// Makes a feed list exactly this, and publishes. The addresses are ones that nobody announces but that no allowlist
    /// holds.
    func list(_ texts: [String], of source: String = "blocking feed", label: SharingLabel = .green) throws {
        var settings = SourceSettings(name: source, reliability: 0.95, label: label)
        settings.permittedUse = .block
        settings.category = .phishing
        let made = try hub.store.configure(settings, at: HubFixture.now)
        var builder = SnapshotBuilder()
        for text in texts { try builder.add(try Address(text), Claim()) }
        _ = try hub.store.apply(builder.finish(), to: made.id, at: HubFixture.now, digest: nil)
        try hub.hub.publisher.publishAll(at: HubFixture.now)
    }

    func stand(_ name: String) throws -> PublishedList? {
        try hub.store.publishedList(named: try #require(ListName(name)))
    }
}
