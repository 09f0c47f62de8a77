import Addresses
import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing
import Watchlists

@testable import Web

@Suite struct `Pulling watchlists` {
    private let fixture: HubFixture
    private let own: HTTPFields
    private let other: HTTPFields
    private let source: Source

    init() throws {
        fixture = try HubFixture()
        let member = try fixture.addMember("sa")
        own = .bearer(try fixture.addToken("s", of: member, .sense).1)
        other = .bearer(try fixture.addToken("o", of: try fixture.addMember("ae"), .sense).1)
        source = try fixture.store.configure(
            SourceSettings(name: "a", member: member.id, label: .amber),
            at: HubFixture.now
        )
        try Self.list(["evil.example": nil], fixture, source)
    }

    /// Makes the source list these names, with their labels.
    private static func list(
        _ names: [String: SharingLabel?],
        _ fixture: HubFixture,
        _ source: Source
    ) throws {
        var builder = SnapshotBuilder()
        for (name, label) in names { try builder.add(try Address(name), Claim(label: label)) }
        _ = try fixture.store.apply(builder.finish(), to: source.id, at: HubFixture.now, digest: nil)
    }

    private static func names(_ bytes: ByteBuffer) throws -> Set<String> {
        try names(try Watchlist(bytes: Array(bytes.readableBytesView)))
    }

    private static func names(_ watchlist: Watchlist) throws -> Set<String> {
        var names: Set<String> = []
        watchlist.forEachEntry { names.insert("\($0.address)") }
        return names
    }

    @Test func `gives each member what its labels allow, whole and as a difference`() async throws {
        let (fixture, source, own, other) = (fixture, source, own, other)
        try await fixture.test { client in
            let base = try await client.execute(uri: "/api/v1/watchlist", method: .get, headers: own)
            #expect(base.status == .ok)
            let watchlist = try Watchlist(bytes: Array(base.body.readableBytesView))
            #expect(try Self.names(watchlist) == ["evil.example"])
            #expect(base.headers[.revision] == "\(watchlist.revision)")

            try Self.list(["evil.example": nil, "secret.example": .red], fixture, source)
            for (headers, names) in [
                (own, Set(["evil.example", "secret.example"])), (other, Set(["evil.example"])),
            ] {
                let delta = try await client.execute(
                    uri: "/api/v1/watchlist/delta?since=\(watchlist.revision)",
                    method: .get,
                    headers: headers
                )
                #expect(delta.status == .ok)
                let bytes = Array(delta.body.readableBytesView)
                let later = try watchlist.applying(try WatchlistDelta(bytes: bytes))
                #expect(try Self.names(later) == names)
                let none = try await client.execute(
                    uri: "/api/v1/watchlist/delta?since=\(later.revision)",
                    method: .get,
                    headers: headers
                )
                #expect(none.status == .noContent)
            }
            let whole = try await client.execute(uri: "/api/v1/watchlist", method: .get, headers: other)
            #expect(try Self.names(whole.body) == ["evil.example"])
        }
    }

    @Test func `sends an unchanged watchlist once`() async throws {
        let own = own
        try await fixture.test { client in
            let first = try await client.execute(uri: "/api/v1/watchlist", method: .get, headers: own)
            var headers = own
            headers[.ifNoneMatch] = first.headers[.eTag]
            let second = try await client.execute(uri: "/api/v1/watchlist", method: .get, headers: headers)
            #expect(second.status == .notModified)
            #expect(second.body.readableBytes == 0)
        }
    }

    @Test func `answers who waits as soon as something changes`() async throws {
        let (fixture, source, own) = (fixture, source, own)
        let revision = try fixture.store.revision()
        let watching = Task { try await fixture.hub.watch.run() }
        try await fixture.test { client in
            async let waiting = client.execute(
                uri: "/api/v1/watchlist/delta?since=\(revision)&wait=60",
                method: .get,
                headers: own
            )
            try Self.list(["worse.example": nil], fixture, source)
            let delta = try WatchlistDelta(bytes: Array(try await waiting.body.readableBytesView))
            #expect(delta.from == UInt64(revision))
            #expect(delta.addedCount == 2, "one is new, the other scores less")
            #expect(delta.removedCount == 0)
        }
        watching.cancel()
        _ = await watching.result
    }

    @Test(arguments: [
        ("/api/v1/watchlist/delta", HTTPResponse.Status.badRequest),
        ("/api/v1/watchlist/delta?since=x", .badRequest),
        ("/api/v1/watchlist/delta?since=0&wait=61", .badRequest),
        ("/api/v1/watchlist/delta?since=0&wait=-1", .badRequest),
        ("/api/v1/watchlist/delta?since=99", .gone),
        ("/api/v1/watchlist/delta?since=18446744073709551615", .gone),
    ])
    func `refuses what it cannot answer`(uri: String, status: HTTPResponse.Status) async throws {
        let own = own
        try await fixture.test { client in
            let response = try await client.execute(uri: uri, method: .get, headers: own)
            #expect(response.status == status)
        }
    }

    @Test(arguments: ["/api/v1/watchlist", "/api/v1/watchlist/delta?since=0"])
    func `is for sensors alone`(uri: String) async throws {
        let reader = HTTPFields.bearer(try fixture.addToken("r", of: nil, [.read, .consume]).1)
        try await fixture.test { client in
            for (headers, status) in [(HTTPFields(), HTTPResponse.Status.unauthorized), (reader, .forbidden)]
            {
                let response = try await client.execute(uri: uri, method: .get, headers: headers)
                #expect(response.status == status)
            }
        }
    }
}
