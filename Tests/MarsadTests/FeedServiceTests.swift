import FeedKeeping
import Feeds
import Fetching
import Foundation
import Registry
import Reports
import SQLiteRegistry
import TestSupport
import Testing

/// A hub that fetches feeds when they are due.
@Suite struct `A hub's feeds` {
    /// Resident memory that two hundred small feeds must fit in, beside the program itself, in a debug build.
    private static let memoryBound = 500_000_000

    private let marsad = Program.product("marsad")
    private let folder: TemporaryFolder
    private var data: String { folder.path("data") }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("lists"),
            withIntermediateDirectories: true
        )
    }

    private func startHub(_ feeds: String) async throws -> RunningProgram {
        let hub = try RunningProgram(
            marsad,
            [
                "serve", "--feeds", feeds, "--feeds-folder", folder.path("lists"), "--data", data,
                "--listen", "127.0.0.1:0",
            ]
        )
        _ = try #require(await hub.line(after: "listening at "))
        return hub
    }

    private func openBook() throws -> (SQLiteStore, SQLiteFeedBook) {
        let store = try SQLiteStore(folder: URL(filePath: data))
        return (store, try SQLiteFeedBook(folder: URL(filePath: data), store: store))
    }

    @Test func `are all fetched by one process in bounded memory`() async throws {
        let count = 200
        let lines = 500
        do {
            let (store, book) = try openBook()
            for number in 0..<count {
                let text = (0..<lines).map { "h\($0).f\(number).example\n" }.joined()
                let path = try folder.write("lists/\(number).txt", text)
                let name = "feed-\(number)"
                let feed = Feed(name, from: .file(path: path), source: SourceSettings(name: name))
                try book.put(try #require(feed), at: Timestamp(seconds: 1_700_000_000))
            }
            try book.close()
            try store.close()
        }
        let hub = try await startHub("own")
        let (store, book) = try openBook()
        let deadline = ContinuousClock.now.advanced(by: .seconds(300))
        while try book.all().contains(where: { $0.state.succeededAt == nil }), ContinuousClock.now < deadline
        {
            try await Task.sleep(for: .milliseconds(200))
        }
        let kept = try book.all()
        #expect(kept.count == count, "only those that people have added")
        #expect(kept.allSatisfy { $0.source?.listedCount == lines })
        #expect(try store.counts(for: .system).addresses == count * lines)
        if let peak = hub.peakMemory { #expect(peak < Self.memoryBound, "\(peak) bytes") }
        try book.close()
        try store.close()
        #expect(hub.stop() == 0)
    }

    @Test func `that are suggested are offered once`() throws {
        let (store, book) = try openBook()
        defer { try? book.close() }
        let feed = try #require(
            Feed("given", from: .file(path: "/nowhere"), source: SourceSettings(name: "given"))
        )
        let now = Timestamp(seconds: 1_700_000_000)
        #expect(try book.offer([feed], at: now) == ["given"])
        #expect(try book.offer([feed], at: now) == [])
        #expect(try book.remove("given"))
        #expect(try book.offer([feed], at: now) == [], "what was taken out stays out")
        try store.close()
    }
}
