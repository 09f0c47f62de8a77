import Fetching
import Foundation
import TestSupport
import Testing

@Suite struct FileFetchTests {
    @Test func `a file is read where it lies, once for each change`() async throws {
        let bench = try FetchBench()
        let path = try bench.folder.write("files/list.txt", "192.0.2.1\n")
        let feed = try await bench.feed(.file(path: path))
        #expect(feed.path.hasSuffix("/files/list.txt") && !feed.isPassing)
        feed.discard()
        #expect(try FetchBench.text(path) == "192.0.2.1\n")
        #expect(
            await bench.fetcher.fetch(.file(path: path), as: "f", knowing: feed.validators) == .notModified
        )
        _ = try bench.folder.write("files/list.txt", "192.0.2.1\n192.0.2.2\n")
        #expect(try await bench.feed(.file(path: path), knowing: feed.validators).byteCount == 20)
    }

    @Test func `a folder changes with its files`() async throws {
        let bench = try FetchBench()
        _ = try bench.folder.write("files/a.txt", "192.0.2.1\n")
        let origin = FeedOrigin.file(path: bench.folder.path("files"))
        let feed = try await bench.feed(origin)
        #expect(await bench.fetcher.fetch(origin, as: "f", knowing: feed.validators) == .notModified)
        _ = try bench.folder.write("files/b.txt", "192.0.2.2\n")
        #expect(try await bench.feed(origin, knowing: feed.validators).byteCount == 20)
    }

    @Test func `files elsewhere are refused, however they are named`() async throws {
        let bench = try FetchBench()
        let outside = try bench.folder.write("outside.txt", "192.0.2.1\n")
        let link = bench.folder.path("files/link.txt")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: outside)
        try FileManager.default.createDirectory(
            atPath: bench.folder.path("files-beside"),
            withIntermediateDirectories: true
        )
        for path in [
            outside, link, bench.folder.path("files/../outside.txt"), "/etc/passwd",
            bench.folder.path("files-beside"),
        ] {
            #expect(await bench.failure(.file(path: path))?.kind == .refused)
        }
        #expect(await bench.failure(.file(path: bench.folder.path("files/none")))?.kind == .missing)
        #expect(await bench.failure(.file(path: try bench.folder.write("files/empty", "")))?.kind == .empty)
        #expect(mkfifo(bench.folder.path("files/pipe"), 0o600) == 0)
        #expect(await bench.failure(.file(path: bench.folder.path("files/pipe")))?.kind == .refused)
    }
}
