import Addresses
import Allowlists
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

@Suite struct `Appeals of those who were blocked` {
    private let fixture: ConsoleFixture
    private let other: Member

    init() throws {
        fixture = try ConsoleFixture()
        other = try fixture.hub.addMember("qa")
        try fixture.addUser("huda", .analyst, of: fixture.member)
        try fixture.addUser("keeper", .administrator, of: fixture.member)
        try fixture.addUser("noura", .analyst, of: other)
        try fixture.addUser("watcher", .reader, of: fixture.member)
        try fixture.addList("test")
        try fixture.list(["evil-site.net"], label: .clear)
    }

    private static let fields = [
        "contact": "someone@mail.example", "text": "ours & <b>clean</b> {{t.marsad}}",
    ]

    private func reference(_ text: String = "evil-site.net") throws -> String {
        let list = try #require(try fixture.stand("test"))
        let entry = try fixture.hub.store.listedAddress(try Address(text), of: list.id, serial: list.serial)
        return try #require(entry).reference
    }

    private func take(_ reference: String, daysAgo: Double = 0) throws -> Appeal {
        let draft = AppealDraft(reference: reference, contact: "someone@mail.example", text: "ours")
        return try fixture.hub.store.takeAppeal(draft, at: HubFixture.now.advanced(byDays: -daysAgo))
    }

    @Test func `come by the form of the page, and are text to those who read them`() async throws {
        let path = "/why/\(try reference())"
        let fixture = fixture
        try await fixture.browse { browser in
            let page = try await browser.get(path).html
            #expect(page.contains("action=\"\(path)\"") && page.contains("within 3 days"))
            for missing in ["contact", "text"] {
                let fields = Self.fields.merging([missing: " "]) { $1 }
                let refused = try await browser.post(path, fields)
                #expect(refused.status == .unprocessableContent)
                #expect(refused.html.contains("id=\"appeal-\(missing)-fault\""))
                #expect(refused.html.contains("aria-invalid=\"true\""))
            }
            #expect(try await browser.send(path, Self.fields).status == .forbidden)
            let taken = try await browser.post(path, Self.fields)
            #expect(taken.headers[.location] == "\(path)?done=appealed")
            #expect(try await browser.get("\(path)?done=appealed").html.contains("Your appeal has arrived"))
        }
        let appeals = try fixture.hub.store.appeals(for: nil, isOpen: true, skipping: 0, limit: 10)
        #expect(appeals.count == 1 && appeals.first?.text == Self.fields["text"])
        #expect(appeals.first?.address == (try Address("evil-site.net")))
        #expect(appeals.first?.due == HubFixture.now.advanced(byDays: 3))
        try await fixture.browse(as: "huda") { browser in
            #expect(try await browser.get("/").html.contains("Appeals that wait for an answer: "))
            let html = try await browser.get("/appeals").html
            #expect(html.contains("ours &amp; &lt;b&gt;clean&lt;/b&gt; {{t.marsad}}"))
            let one = try await browser.get("/appeals/1").html
            #expect(one.contains("someone@mail.example") && one.contains("An answer is due by"))
        }
        try await fixture.browse(as: "watcher") { browser in
            let refused = try await browser.get("/appeals")
            #expect(refused.status == .forbidden)
            let situation = try await browser.get("/").html
            #expect(!situation.contains("href=\"/appeals\""))
        }
    }

    @Test func `are taken whatever the reference stands for, and few from one address`() async throws {
        let fixture = fixture
        let body = ByteBuffer(string: #"{"contact":"someone@mail.example","text":"ours"}"#)
        try await fixture.hub.test { client in
            func send(_ path: String, _ body: ByteBuffer) async throws -> TestResponse {
                try await client.execute(
                    uri: path,
                    method: .post,
                    headers: [.contentType: "application/json"],
                    body: body
                )
            }
            let empty = ByteBuffer(string: #"{"contact":"","text":"ours"}"#)
            #expect(try await send("/why/ZZZZZZZZ", empty).status == .unprocessableContent)
            let long = String(repeating: "x", count: Appeal.maximumTextLength + 1)
            let tooLong = ByteBuffer(string: #"{"contact":"a","text":"\#(long)"}"#)
            #expect(try await send("/why/ZZZZZZZZ", tooLong).status == .unprocessableContent)
            let huge = ByteBuffer(string: #"{"text":"\#(String(repeating: "x", count: 70_000))"}"#)
            #expect(try await send("/why/ZZZZZZZZ", huge).status == .contentTooLarge)
            let known = try await send("/why/\(try reference())", body)
            let unknown = try await send("/why/ZZZZZZZZ", body)
            #expect(known.status == .accepted && known.text == unknown.text)
            #expect(try await send("/why/ZZZZZZZZ", body).status == .accepted)
            let more = try await send("/why/ZZZZZZZZ", body)
            #expect(more.status == .tooManyRequests && more.headers[.retryAfter] != nil)
        }
        #expect(try fixture.hub.store.appealCounts(for: nil, at: HubFixture.now).open == 3)
    }

    @Test func `belong to the member whose report or list it is`() async throws {
        let actor = Actor(.token(Token.ID(77)), name: "t", member: other.id)
        for (text, label) in [("theirs-site.net", SharingLabel.amber), ("hidden-site.net", .red)] {
            let item = Submission.Item(try Address(text), Claim(label: label))
            _ = try fixture.hub.store.submit(Submission([item]), by: actor, at: HubFixture.now)
        }
        try fixture.list(["evil-site.net", "theirs-site.net", "hidden-site.net"], label: .clear)
        let theirs = try take(try reference("theirs-site.net"))
        #expect(theirs.owner == other.id)
        // Who reports it by RED alone is not shown by whose the appeal is.
        #expect(try take(try reference("hidden-site.net")).owner == nil)
        #expect(try take(try reference()).owner == nil)
        let own = try fixture.hub.addMember("om")
        try fixture.addList("own", audience: .member(own.id))
        try fixture.hub.hub.publisher.publishAll(at: HubFixture.now)
        #expect(try take(try reference()).owner == own.id)
        try await fixture.browse(as: "huda") { browser in
            let path = "/appeals/\(theirs.id.number)"
            let page = try await browser.get(path)
            #expect(page.status == .notFound)
            let answer = ["verdict": "upheld", "reason": "no"]
            #expect(try await browser.post(path, answer, from: "/appeals").status == .notFound)
        }
        try await fixture.browse(as: "noura") { browser in
            let json = try await browser.get("/appeals?format=json&table=open").html
            #expect(json.contains("theirs-site.net") && json.contains(#""owner":"qa""#))
            #expect(!json.contains(#""owner":"om""#))
        }
    }

    @Test func `are shown overdue, before all others`() async throws {
        let late = try take("ZZZZZZZZ", daysAgo: 4)
        _ = try take(try reference())
        try await fixture.browse(as: "huda") { browser in
            let situation = try await browser.get("/").html
            #expect(situation.contains("Appeals that wait for an answer:") && situation.contains("overdue:"))
            let rows = try await browser.get("/appeals?format=csv&table=open").html.split(separator: "\r\n")
            #expect(rows.count == 3 && rows[1].hasPrefix("\(late.id.number),overdue,"))
            let page = try await browser.get("/appeals/\(late.id.number)").html
            #expect(page.contains("Overdue: an answer was due by"))
            let arabic = try await browser.get("/appeals/\(late.id.number)?lang=ar").html
            #expect(arabic.contains("تأخر البتّ"))
        }
    }

    @Test func `are answered once, by a person, with a reason, and it is on record`() async throws {
        let appeal = try take(try reference())
        let path = "/appeals/\(appeal.id.number)"
        let fixture = fixture
        try await fixture.browse(as: "huda") { browser in
            let silent = try await browser.post(path, ["verdict": "upheld", "reason": " "])
            #expect(silent.status == .unprocessableContent && silent.html.contains("Say why"))
            let bare = try await browser.post(path, ["verdict": "accepted", "act": "", "reason": "r"])
            #expect(bare.status == .unprocessableContent)
            // Our member has no report to take back: nothing is answered.
            let none = try await browser.post(path, ["verdict": "accepted", "act": "retract", "reason": "r"])
            #expect(none.status == .unprocessableContent)
            let foreign = try await browser.post(
                path,
                ["verdict": "accepted", "act": "allow", "reason": "r"]
            )
            #expect(foreign.status == .forbidden)
            let done = try await browser.post(path, ["verdict": "upheld", "reason": "still phishing"])
            #expect(done.headers[.location] == "/appeals?done=answered")
            let again = try await browser.post(
                path,
                ["verdict": "accepted", "act": "dispute", "reason": "r"]
            )
            #expect(again.status == .unprocessableContent)
            let html = try await browser.get(path).html
            #expect(html.contains("upheld the block") && !html.contains("action=\"\(path)\""))
        }
        let viewer = Viewer.staff(of: fixture.member.id)
        let address = try Address("evil-site.net")
        let decisions = try fixture.hub.store.decisions(on: address, for: viewer, at: HubFixture.now)
        #expect(decisions.disputes.isEmpty)
        let records = try fixture.hub.store.auditEntries(before: nil, limit: 50, member: nil).map(\.record)
        let answered = try #require(records.first { $0.action == "appeal-answered" })
        #expect(answered.actorName == "huda" && answered.detail == "upheld: still phishing")
        let taken = try #require(records.first { $0.action == "appeal-taken" })
        #expect(taken.actorName == "appellant" && !"\(taken)".contains("mail.example"))
    }

    @Test func `lead to what there is besides when they are accepted`() async throws {
        let actor = Actor(.token(Token.ID(77)), name: "t", member: fixture.member.id)
        let item = Submission.Item(try Address("ours-site.net"), Claim(label: .green))
        _ = try fixture.hub.store.submit(Submission([item]), by: actor, at: HubFixture.now)
        try fixture.list(["evil-site.net", "ours-site.net"], label: .clear)
        let appeals = try ["evil-site.net", "ours-site.net", "evil-site.net"].map {
            try take(try reference($0))
        }
        let fixture = fixture
        try await fixture.browse(as: "huda") { browser in
            let fields = ["verdict": "accepted", "reason": "a mistake"]
            for (appeal, act) in zip(appeals, ["dispute", "retract"]) {
                let page = try await browser.get("/appeals/\(appeal.id.number)").html
                #expect(page.contains("value=\"\(act)\"") && !page.contains("value=\"allow\""))
                let done = try await browser.post(
                    "/appeals/\(appeal.id.number)",
                    fields.merging(["act": act]) { $1 }
                )
                #expect(done.status == .seeOther, "\(act)")
            }
        }
        try await fixture.browse(as: "keeper") { browser in
            let done = try await browser.post(
                "/appeals/\(appeals[2].id.number)",
                ["verdict": "accepted", "act": "allow", "reason": "a mistake"]
            )
            #expect(done.status == .seeOther)
        }
        let store = fixture.hub.store
        let viewer = Viewer.staff(of: fixture.member.id)
        let disputes = try store.decisions(on: try Address("evil-site.net"), for: viewer, at: HubFixture.now)
        #expect(disputes.disputes.map(\.why) == ["a mistake"])
        let ours = try store.lookup(try Address("ours-site.net"), for: viewer).record?.reports
        #expect(ours?.first { $0.member == fixture.member.id }?.state == .retracted)
        // What must never be blocked waits for a second person.
        let entry = try #require(try store.allowProposals().first)
        #expect(
            entry.settings.reason == "a mistake" && entry.settings.scope == .member(fixture.member.id.number)
        )
        let answered = try store.appeals(for: nil, isOpen: false, skipping: 0, limit: 10)
        #expect(Set(answered.compactMap { $0.answer?.act }) == ["dispute", "retract", "allow"])
    }

    @Test func `are read and answered through the API by those who may`() async throws {
        let api = try APIFixture()
        let draft = AppealDraft(reference: "ZZZZZZZZ", contact: "someone@mail.example", text: "ours")
        let appeal = try api.store.takeAppeal(draft, at: HubFixture.now)
        let analyst = try api.user(.analyst, of: api.owner)
        let reader = try api.user(.reader, of: api.owner)
        let program = try api.token([.read, .submit], of: api.owner)
        try await api.test { client in
            let all = try await client.ask(.get, "/api/v1/appeals", as: analyst)
            #expect(try (all.object["appeals"] as? [[String: Any]])?.count == 1)
            #expect(try await client.ask(.get, "/api/v1/appeals", as: reader).status == .forbidden)
            let path = "/api/v1/appeals/\(appeal.id.number)"
            #expect(try await client.ask(.get, path, as: program).object["overdue"] as? Bool == false)
            #expect(try await client.ask(.get, "/api/v1/appeals/99", as: analyst).status == .notFound)
            let upheld = #"{"verdict":"upheld","reason":"no such thing"}"#
            #expect(try await client.ask(.post, "\(path)/answer", as: program, upheld).status == .forbidden)
            for bad in [
                #"{"verdict":"maybe","reason":"r"}"#, #"{"verdict":"accepted","act":"bribe","reason":"r"}"#,
                #"{"verdict":"upheld","act":"dispute","reason":"r"}"#,
                #"{"verdict":"accepted","act":"dispute","reason":"r"}"#, #"{"verdict":"upheld","reason":""}"#,
            ] {
                let refused = try await client.ask(.post, "\(path)/answer", as: analyst, bad)
                #expect(refused.status == .unprocessableContent, "\(bad)")
            }
            let done = try await client.ask(.post, "\(path)/answer", as: analyst, upheld)
            #expect(try (done.object["answer"] as? [String: Any])?["verdict"] as? String == "upheld")
            #expect(try await client.ask(.post, "\(path)/answer", as: analyst, upheld).status == .conflict)
            let answered = try await client.ask(.get, "/api/v1/appeals?state=answered", as: analyst)
            #expect(try (answered.object["appeals"] as? [[String: Any]])?.count == 1)
        }
    }
}
