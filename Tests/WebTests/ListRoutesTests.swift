import Addresses
import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Lists
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

@testable import Web

/// A hub with lists and consumers. Its addresses are ones that nobody announces but that no allowlist holds.
struct ListFixture {
    let api: APIFixture
    let consumer: APIFixture.Caller
    let administrator: APIFixture.Caller

    init() throws {
        api = try APIFixture()
        consumer = try api.token(.consume, of: api.other, "firewall")
        administrator = try api.user(.administrator, of: nil)
    }

    /// Makes a feed list exactly this, and publishes.
    func list(
        _ reports: [(String, Claim)],
        of source: String = "feed",
        label: SharingLabel = .green,
        at now: Timestamp = HubFixture.now
    ) throws {
        let settings = SourceSettings(name: source, reliability: 0.95, label: label)
        let made = try api.store.configure(settings, at: now)
        var builder = SnapshotBuilder()
        for (text, claim) in reports { try builder.add(try Address(text), claim) }
        _ = try api.store.apply(builder.finish(), to: made.id, at: now, digest: nil)
        try api.hub.hub.publisher.publishAll(at: now)
    }

    func list(_ texts: [String]) throws { try list(texts.map { ($0, Claim()) }) }

    func add(_ name: String, _ label: SharingLabel, _ audience: ListAudience = .community) throws {
        let settings = ListSettings(
            name: try #require(ListName(name)),
            purpose: "",
            criteria: ListCriteria(use: .block, maximumLabel: label),
            audience: audience
        )
        _ = try api.store.addList(settings, by: .system, at: HubFixture.now)
    }
}

@Suite struct `Pulling lists` {
    private let fixture: ListFixture

    init() throws {
        fixture = try ListFixture()
        try fixture.add("test", .green)
        try fixture.list(["45.0.2.1", "evil-site.net", "45.0.2.16/28"])
    }

    @Test func `gives a serial with its tag, packed where that is taken, and nothing twice`() async throws {
        let fixture = fixture
        try await fixture.api.test { client in
            let plain = try await client.ask(.get, "/lists/test.txt", as: fixture.consumer)
            #expect(plain.status == .ok)
            #expect(plain.text == "# test\n45.0.2.1\n45.0.2.16/28\nevil-site.net\n")
            #expect(plain.headers[.listSerial] == "1" && plain.headers[.listEntries] == "3")
            #expect(plain.headers[.contentType] == "text/plain; charset=utf-8")
            let tag = try #require(plain.headers[.eTag])
            for known in [tag, "\"other\", W/\(tag)", "*"] {
                let again = try await client.ask(
                    .get,
                    "/lists/test.txt",
                    as: fixture.consumer,
                    headers: [.ifNoneMatch: known]
                )
                #expect(again.status == .notModified && again.body.readableBytes == 0)
            }
            let packed = try await client.ask(
                .get,
                "/lists/test.txt",
                as: fixture.consumer,
                headers: [.acceptEncoding: "br, gzip;q=0.5"]
            )
            #expect(packed.headers[.contentEncoding] == "gzip" && packed.headers[.eTag] != tag)
            #expect(Array(packed.body.readableBytesView.prefix(2)) == [0x1F, 0x8B])
            #expect(packed.headers[.listSHA256] == plain.headers[.listSHA256])
            let sum = try await client.ask(.get, "/lists/test.txt.sha256", as: fixture.consumer)
            #expect(sum.text == "\(plain.headers[.listSHA256] ?? "")\n")
            try fixture.list(["45.0.2.1"])
            let later = try await client.ask(
                .get,
                "/lists/test.txt",
                as: fixture.consumer,
                headers: [.ifNoneMatch: tag]
            )
            #expect(later.status == .ok && later.text == "# test\n45.0.2.1\n")
            #expect(later.headers[.listSerial] == "2")
        }
    }

    @Test(arguments: ["nft", "rpz", "json", "csv", "hosts", "suricata-iprep", "alert"])
    func `knows formats by their short names`(format: String) async throws {
        let fixture = fixture
        try await fixture.api.test { client in
            let answer = try await client.ask(.get, "/lists/test.\(format)", as: fixture.consumer)
            #expect(answer.status == (format == "alert" ? .notFound : .ok))
            if format == "suricata-iprep" {
                let beside = try await client.ask(
                    .get,
                    "/lists/test.suricata-iprep.categories",
                    as: fixture.consumer
                )
                #expect(beside.status == .ok && !beside.text.isEmpty)
            }
        }
    }

    @Test func `takes a token as the password of Basic authentication, and asks for it`() async throws {
        let fixture = fixture
        let secret = try #require(fixture.consumer.secret)
        let pair = Data("anything:\(secret.text)".utf8).base64EncodedString()
        try await fixture.api.hub.test { client in
            let open = try await client.execute(uri: "/lists/test.txt", method: .get)
            #expect(open.status == .unauthorized)
            #expect(open.headers[.wwwAuthenticate]?.hasPrefix("Basic ") == true)
            let answer = try await client.execute(
                uri: "/lists/test.txt",
                method: .get,
                headers: [.authorization: "Basic \(pair)"]
            )
            #expect(answer.status == .ok)
        }
    }

    @Test func `answers 503 before the first serial, and tells why where it is held`() async throws {
        let fixture = fixture
        try fixture.add("young", .green)
        let sensor = try fixture.api.token(.sense, of: fixture.api.other)
        try await fixture.api.test { client in
            let none = try await client.ask(.get, "/lists/young.txt", as: fixture.consumer)
            #expect(none.status == .serviceUnavailable && none.headers[.retryAfter] != nil)
            #expect(try await client.ask(.get, "/lists/none.txt", as: fixture.consumer).status == .notFound)
            #expect(try await client.ask(.get, "/lists/test", as: fixture.consumer).status == .notFound)
            #expect(try await client.ask(.get, "/lists/test.txt", as: sensor).status == .forbidden)
        }
    }

    @Test func `shows nobody a list that its label or its member keeps from them`() async throws {
        let fixture = fixture
        let (own, other) = (fixture.api.owner, fixture.api.other)
        try fixture.add("own", .amber, .member(own.id))
        try fixture.add("staff", .amberStrict, .staff)
        try fixture.add("open", .clear, .everyone)
        try fixture.api.hub.hub.publisher.publishAll(at: HubFixture.now)
        let callers: [(APIFixture.Caller, Set<String>)] = [
            (try fixture.api.token(.consume, of: own), ["test", "own", "open"]),
            (try fixture.api.token(.consume, of: other), ["test", "open"]),
            (try fixture.api.token(.consume, of: nil), ["test", "open"]),
            (try fixture.api.token(.read, of: other), ["test", "staff", "open"]),
            (try fixture.api.user(.reader, of: own), ["test", "own", "staff", "open"]),
        ]
        try await fixture.api.test { client in
            for (caller, lists) in callers {
                for name in ["test", "own", "staff", "open"] {
                    let answer = try await client.ask(.get, "/lists/\(name).txt", as: caller)
                    #expect(answer.status == (lists.contains(name) ? .ok : .notFound), "\(name)")
                }
            }
        }
    }

    @Test func `keeps what consumers have applied`() async throws {
        let fixture = fixture
        let path = "/api/v1/lists/test"
        try await fixture.api.test { client in
            try await client.ask(.get, "/lists/test.txt", as: fixture.consumer)
            func put(_ serial: Int) async throws -> HTTPResponse.Status {
                let body = "{\"serial\":\(serial)}"
                return try await client.ask(.put, "\(path)/receipts", as: fixture.consumer, body).status
            }
            #expect(try await put(1) == .noContent)
            #expect(try await put(2) == .unprocessableContent)
            let shown = try await client.ask(.get, path, as: fixture.administrator)
            let receipts = try #require(try shown.object["receipts"] as? [[String: Any]])
            #expect(receipts.count == 1 && receipts[0]["consumer"] as? String == "firewall")
            #expect(receipts[0]["applied"] as? Int == 1 && receipts[0]["given"] as? Int == 1)
            #expect(receipts[0]["state"] as? String == "applied")
        }
    }

    @Test func `lets a token that does nothing else stand in the address, of lists alone`() async throws {
        let fixture = fixture
        let (_, consumer) = try fixture.api.hub.addToken("unbound", of: fixture.api.other, [.consume])
        let (_, reader) = try fixture.api.hub.addToken("reader", of: fixture.api.other, [.consume, .read])
        try await fixture.api.test { client in
            let list = "/lists/test.rpz-qname"
            for (path, status) in [
                ("\(list)?token=\(consumer.text)", HTTPResponse.Status.ok),
                ("\(list)?token=\(reader.text)", .unauthorized), ("\(list)?token=wrong", .unauthorized),
                (list, .unauthorized), ("/api/v1/lists/test?token=\(reader.text)", .unauthorized),
            ] {
                let answer = try await client.ask(.get, path, as: .nobody)
                #expect(answer.status == status, "\(path)")
            }
        }
    }

    @Test func `lets administrators hold, release and roll back, each their own`() async throws {
        let fixture = fixture
        let member = try fixture.api.user(.administrator, of: fixture.api.owner)
        let path = "/api/v1/lists/test"
        try await fixture.api.test { client in
            let body = #"{"reason":"case 41"}"#
            #expect(try await client.ask(.post, "\(path)/hold", as: member, body).status == .forbidden)
            let held = try await client.ask(.post, "\(path)/hold", as: fixture.administrator, body)
            #expect((try held.object["hold"] as? [String: Any])?["reason"] as? String == "case 41")
            try fixture.list(["45.0.2.9"])
            #expect(
                try await client.ask(.get, "/lists/test.txt", as: fixture.consumer).text.contains("evil-site")
            )
            let waiting = try await client.ask(.get, "\(path)/changes", as: fixture.administrator)
            #expect((try waiting.object["changes"] as? [Any])?.count == 4)
            let released = try await client.ask(.post, "\(path)/release", as: fixture.administrator)
            #expect(try released.object["serial"] as? Int == 2)
            let nothing = try await client.ask(.post, "\(path)/release", as: fixture.administrator)
            #expect(nothing.status == .conflict)
            let back = try await client.ask(
                .post,
                "\(path)/rollback",
                as: fixture.administrator,
                #"{"serial":1}"#
            )
            #expect(try back.object["serial"] as? Int == 3)
            let text = try await client.ask(.get, "/lists/test.txt", as: fixture.consumer).text
            #expect(text.contains("evil-site.net") && !text.contains("45.0.2.9"))
            let made = try await client.ask(
                .put,
                "/api/v1/lists/own",
                as: member,
                #"{"purpose":"ours","use":"inform","audienceMember":"sa","maximumLabel":"AMBER"}"#
            )
            #expect(made.status == .ok, "\(made.text)")
            let preview = try await client.ask(
                .post,
                "/api/v1/lists/own/preview",
                as: member,
                #"{"purpose":"ours","use":"inform","audienceMember":"sa","maximumLabel":"AMBER"}"#
            )
            #expect(try preview.object["entries"] as? Int == 1, "\(preview.text)")
            #expect(try await client.ask(.delete, "/api/v1/lists/own", as: member).status == .noContent)
        }
    }
}
