import ByteStreams
import Fetching
import Formats
import Foundation
import Synchronization
import TestSupport
import Testing

/// A TAXII 2.1 collection that is served as real servers do it, well or badly.
final class TAXIIScript: Sendable {
    enum Manner: Sendable {
        /// `next` and the headers, as the standard would have it.
        case wellBehaved
        /// No `next`: the way on is by date.
        case byDate
        /// Neither headers nor `next`: the manifest tells the dates.
        case byManifest
        /// The same page for ever.
        case stuck
    }

    struct Entry: Sendable {
        let added: String
        let object: String
    }

    let manner: Manner
    let entries = Mutex<[Entry]>([])
    /// Answers that are given before others.
    let first = Mutex<[Reply]>([])

    init(_ manner: Manner) { self.manner = manner }

    func add(_ added: String, _ object: String) {
        entries.withLock { $0.append(Entry(added: added, object: object)) }
    }

    func reply(_ asked: Asked) -> Reply {
        if let reply = first.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return reply }
        guard asked.header("Accept") == "application/taxii+json;version=2.1" else {
            return .answer("406 Not Acceptable")
        }
        let since = asked.query("added_after") ?? ""
        let start = manner == .stuck ? 0 : asked.query("next").flatMap { Int($0) } ?? 0
        let left = entries.withLock { $0.filter { $0.added > since } }
        let page = left.dropFirst(start).prefix(2)
        let hasMore = start + 2 < left.count
        if asked.target.contains("/manifest/") {
            let items = page.map { #"{"id":"x","date_added":"\#($0.added)","version":"1"}"# }
            return Self.envelope(#""objects":[\#(items.joined(separator: ","))]"#, [])
        }
        guard !page.isEmpty else { return Self.envelope("", []) }
        var fields = [#""more":\#(hasMore)"#]
        if hasMore, manner == .wellBehaved || manner == .stuck {
            fields.append(#""next":"\#(manner == .stuck ? 2 : start + 2)""#)
        }
        fields.append(#""objects":[\#(page.map(\.object).joined(separator: ","))]"#)
        let headers = manner == .byManifest ? [] : ["X-TAXII-Date-Added-Last: \(page.last?.added ?? "")"]
        return Self.envelope(fields.joined(separator: ","), headers)
    }

    private static func envelope(_ fields: String, _ headers: [String]) -> Reply {
        .answer("200 OK", "{\(fields)}", ["Content-Type: application/taxii+json;version=2.1"] + headers)
    }

    static func indicator(_ number: Int, _ address: String, modified: Int = 1, revoked: Bool = false)
        -> String
    {
        """
        {"type":"indicator","spec_version":"2.1","id":"indicator--00000000-0000-4000-8000-00000000000\(number)",\
        "created":"2026-01-01T00:00:00.000Z","modified":"2026-01-0\(modified)T00:00:00.000Z","revoked":\(revoked),\
        "pattern":"[ipv4-addr:value = '\(address)']","pattern_type":"stix","valid_from":"2026-01-01T00:00:00Z"}
        """
    }
}

@Suite struct TAXIITests {
    private static func addresses(_ feed: FetchedFeed) throws -> [String] {
        var sink = AddressSink()
        _ = try FeedReader(format: .stix).read(ByteInput(path: feed.path), into: &sink)
        return sink.addresses.sorted()
    }

    private static func origin(_ server: ScriptedServer) -> FeedOrigin {
        .taxii(TAXIICollection(server.url + "/root/collections/91a7b528/"))
    }

    private static func script(_ manner: TAXIIScript.Manner) -> TAXIIScript {
        let script = TAXIIScript(manner)
        for number in 1...5 {
            script.add(
                "2026-02-0\(number)T00:00:00.123456Z",
                TAXIIScript.indicator(number, "192.0.2.\(number)")
            )
        }
        return script
    }

    @Test(arguments: [TAXIIScript.Manner.wellBehaved, .byDate, .byManifest])
    func `a collection is read page by page and then followed`(manner: TAXIIScript.Manner) async throws {
        let script = Self.script(manner)
        let bench = try FetchBench()
        try await withServer {
            script.reply($0)
        } _: { server in
            let feed = try await bench.feed(Self.origin(server))
            #expect(try Self.addresses(feed) == (1...5).map { "192.0.2.\($0)" })
            #expect(!feed.isPassing)
            #expect(server.asked.allSatisfy { $0.query("limit") == "1000" })
            let again = await bench.fetcher.fetch(Self.origin(server), as: "feed", knowing: feed.validators)
            #expect(again == .notModified)
            #expect(server.asked.last?.query("added_after") == "2026-02-05T00:00:00.123456Z")

            script.add(
                "2026-03-01T00:00:00Z",
                TAXIIScript.indicator(2, "192.0.2.2", modified: 5, revoked: true)
            )
            script.add("2026-03-02T00:00:00Z", TAXIIScript.indicator(3, "192.0.2.33", modified: 5))
            script.add("2026-03-03T00:00:00Z", TAXIIScript.indicator(6, "192.0.2.6"))
            script.add("2026-03-04T00:00:00Z", TAXIIScript.indicator(1, "192.0.2.99", modified: 0))
            let later = try await bench.feed(Self.origin(server), knowing: feed.validators)
            #expect(
                try Self.addresses(later) == [
                    "192.0.2.1", "192.0.2.33", "192.0.2.4", "192.0.2.5", "192.0.2.6",
                ]
            )
            #expect(bench.incoming.isEmpty)
        }
    }

    @Test func `what was fetched and never read is given again`() async throws {
        let script = Self.script(.wellBehaved)
        let bench = try FetchBench()
        try await withServer {
            script.reply($0)
        } _: { server in
            _ = try await bench.feed(Self.origin(server))
            #expect(try Self.addresses(await bench.feed(Self.origin(server))).count == 5)
        }
    }

    @Test func `now and then the whole is fetched, and what was deleted goes`() async throws {
        let script = Self.script(.wellBehaved)
        let bench = try FetchBench()
        try await withServer {
            script.reply($0)
        } _: { server in
            _ = try await bench.feed(Self.origin(server))
            script.entries.withLock { $0.removeLast(3) }
            bench.advance(days: 6)
            #expect(try Self.addresses(await bench.feed(Self.origin(server))).count == 5)
            bench.advance(days: 2)
            #expect(try Self.addresses(await bench.feed(Self.origin(server))) == ["192.0.2.1", "192.0.2.2"])
        }
    }

    @Test func `a server that promises more and gives the same is left`() async throws {
        let script = Self.script(.stuck)
        let bench = try FetchBench()
        try await withServer {
            script.reply($0)
        } _: { server in
            #expect(await bench.failure(Self.origin(server))?.kind == .malformed)
            #expect(server.asked.count == 2)
        }
    }

    @Test func `short waits are waited, long ones end the fetch and lose nothing`() async throws {
        let script = Self.script(.wellBehaved)
        let bench = try FetchBench()
        try await withServer {
            script.reply($0)
        } _: { server in
            script.first.withLock { $0 = [.answer("429 Slow", "", ["Retry-After: 30"])] }
            let feed = try await bench.feed(Self.origin(server))
            #expect(bench.waits == [.seconds(30)])
            script.add("2026-03-01T00:00:00Z", TAXIIScript.indicator(7, "192.0.2.7"))
            script.first.withLock { $0 = [.answer("503 Busy", "", ["Retry-After: 3600"])] }
            #expect(await bench.failure(Self.origin(server))?.kind == .throttled)
            #expect(try Self.addresses(feed).count == 5)
            bench.advance(days: 1)
            #expect(try Self.addresses(await bench.feed(Self.origin(server))).count == 6)
        }
    }

    @Test(arguments: [
        "<html>", #"{"objects":[{"id":1]"#, #"{"objects":"none"}"#.replacing("\"none\"", with: "[3]"), "",
    ])
    func `what is no envelope changes nothing`(body: String) async throws {
        let script = Self.script(.wellBehaved)
        let bench = try FetchBench()
        try await withServer {
            script.reply($0)
        } _: { server in
            let feed = try await bench.feed(Self.origin(server))
            script.first.withLock { $0 = [.ok(body)] }
            #expect(await bench.failure(Self.origin(server))?.kind == .malformed)
            #expect(try Self.addresses(feed).count == 5)
        }
    }

    @Test func `the collections of a server are found`() async throws {
        let bench = try FetchBench()
        try await withServer { asked in
            switch asked.target {
            case "/taxii2/": .ok(#"{"title":"t","api_roots":["/one/","http://other.example/two/"]}"#)
            case "/one/collections/":
                .ok(
                    #"{"collections":[{"id":"c1","title":"One","can_read":true,"can_write":false},{"id":"c2","title":"Two"}]}"#
                )
            default: .answer("404 Not Found")
            }
        } _: { server in
            let offers = try await bench.fetcher.collections(at: server.url + "/taxii2/")
            #expect(offers.map(\.url) == ["c1", "c2"].map { "\(server.url)/one/collections/\($0)/" })
            #expect(offers.map(\.canRead) == [true, false])
        }
    }
}
