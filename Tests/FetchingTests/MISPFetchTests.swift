import ByteStreams
import Fetching
import Formats
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite struct MISPFetchTests {
    static let uuids = (1...3).map { "ad1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a0\($0)" }

    private static func manifest(_ times: [Int]) -> String {
        let entries = zip(uuids, times).map {
            #""\#($0)":{"info":"i","date":"2026-01-01","timestamp":"\#($1)","Orgc":{"name":"o"},"Tag":[]}"#
        }
        return "{\(entries.joined(separator: ","))}"
    }

    private static func event(_ uuid: String, _ name: String) -> String {
        #"{"Event":{"uuid":"\#(uuid)","info":"i","date":"2026-01-01","timestamp":"1","Attribute":[{"uuid":"ad1e3f56-0b1c-4b7e-9c63-0d5b8f1d2b00","type":"domain","category":"Network activity","value":"\#(name).example","to_ids":true}]}}"#
    }

    private static func addresses(_ path: String) throws -> [String] {
        var sink = AddressSink()
        _ = try FeedReader(format: .misp).read(ByteInput(path: path), into: &sink)
        return sink.addresses.sorted()
    }

    private final class Script: Sendable {
        let times = Mutex([10, 20, 30])
        let broken = Mutex<Set<String>>([])

        func reply(_ asked: Asked) -> Reply {
            let name = asked.target.split(separator: "/").last.map(String.init) ?? ""
            let manifest = MISPFetchTests.manifest(times.withLock { $0 })
            if name == "manifest.json" {
                let tag = "\"\(manifest.count)-\(times.withLock { $0 })\""
                return asked.header("If-None-Match") == tag
                    ? .send("HTTP/1.1 304 Same\r\n\r\n") : .ok(manifest, "ETag: \(tag)")
            }
            let uuid = String(name.dropLast(5))
            if let status = broken.withLock({ $0.first { $0.hasPrefix(uuid) } }) {
                return .answer(String(status.dropFirst(37)))
            }
            guard let number = MISPFetchTests.uuids.firstIndex(of: uuid) else {
                return .answer("404 Not Found")
            }
            return .ok(MISPFetchTests.event(uuid, "e\(number + 1)-\(times.withLock { $0[number] })"))
        }
    }

    @Test func `only events that changed are fetched again`() async throws {
        let script = Script()
        let bench = try FetchBench()
        try await withServer {
            script.reply($0)
        } _: { server in
            let origin = FeedOrigin.mispFeed(WebResource(server.url + "/feed/"))
            let feed = try await bench.feed(origin)
            #expect(try Self.addresses(feed.path) == ["e1-10.example", "e2-20.example", "e3-30.example"])
            #expect(server.asked.count == 4)
            #expect(await bench.fetcher.fetch(origin, as: "feed", knowing: feed.validators) == .notModified)
            #expect(server.asked.count == 5)
            script.times.withLock { $0 = [10, 25] }
            let later = try await bench.feed(origin, knowing: feed.validators)
            #expect(try Self.addresses(later.path) == ["e1-10.example", "e2-25.example"])
            #expect(
                server.asked.dropFirst(5).map(\.target) == [
                    "/feed/manifest.json", "/feed/\(Self.uuids[1]).json",
                ]
            )
        }
    }

    @Test func `a missing event is told by the reader, a failing server ends the fetch`() async throws {
        let script = Script()
        let bench = try FetchBench()
        try await withServer {
            script.reply($0)
        } _: { server in
            let origin = FeedOrigin.mispFeed(WebResource(server.url + "/feed/manifest.json"))
            script.broken.withLock { $0 = ["\(Self.uuids[2]) 500 Oops"] }
            #expect(await bench.failure(origin)?.kind == .status)
            script.broken.withLock { $0 = ["\(Self.uuids[2]) 404 Gone"] }
            let feed = try await bench.feed(origin)
            var sink = AddressSink()
            _ = try FeedReader(format: .misp).read(ByteInput(path: feed.path), into: &sink)
            #expect(sink.addresses.sorted() == ["e1-10.example", "e2-20.example"])
            #expect(sink.rejects.map(\.reason) == [.missingEvent])
            // What had come before the failure was not asked for again.
            #expect(server.asked.count { $0.target.contains(Self.uuids[0]) } == 1)
            #expect(bench.incoming.isEmpty)
        }
    }

    @Test(arguments: ["[]", "<html>", #"{"../../etc/passwd":{"timestamp":1}}"#, #"{"a":1}"#])
    func `what is no manifest is refused`(body: String) async throws {
        let bench = try FetchBench()
        try await withServer { _ in
            .ok(body)
        } _: { server in
            #expect(await bench.failure(.mispFeed(WebResource(server.url)))?.kind == .malformed)
        }
    }

    @Test func `a server's attributes are read page by page`() async throws {
        let bench = try FetchBench()
        let secret = try bench.folder.write("key", "0123456789")
        try await withServer { asked in
            let page = asked.body.contains(#""page":1,"#) ? 0 : asked.body.contains(#""page":2,"#) ? 2 : 4
            let attributes = (page..<min(page + 2, 5)).map {
                #"{"uuid":"ad1e3f56-0b1c-4b7e-9c63-0d5b8f1d2c0\#($0)","type":"ip-dst","value":"192.0.2.\#($0)","to_ids":true,"Event":{"info":"e"}}"#
            }
            return .ok(#"{"response":{"Attribute":[\#(attributes.joined(separator: ","))]}}"#)
        } _: { server in
            var access = WebAccess()
            access.authentication = .header(name: "Authorization", secret: SecretFile(secret))
            var misp = MISPServer(server.url + "/", access: access)
            misp.pageSize = 2
            misp.tags = ["tlp:green"]
            let feed = try await bench.feed(.mispServer(misp))
            #expect(try Self.addresses(feed.path) == (0...4).map { "192.0.2.\($0)" })
            #expect(server.asked.map(\.line) == Array(repeating: "POST /attributes/restSearch", count: 3))
            #expect(server.asked.allSatisfy { $0.header("Authorization") == "0123456789" })
            #expect(server.asked[0].body.contains(#""tags":["tlp:green"]"#))
            feed.discard()
            #expect(bench.incoming.isEmpty)
        }
    }
}
