import Addresses
import Allowlists
import ByteStreams
import Foundation
import Lists
import NIOPosix
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry
import TestSupport
import Testing

@Suite struct `The shelf of lists` {
    private func text(_ rendition: Rendition) throws -> String {
        try String(contentsOfFile: rendition.path, encoding: .utf8)
    }

    @Test func `holds each serial whole, packed and not, and makes it once`() async throws {
        let fixture = try PublicationFixture()
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        let folder = fixture.folder.appending(path: "shelf").path
        let shelf = ListShelf(folder: folder, store: fixture.store, threads: threads)
        try fixture.add(try fixture.blocking())
        try fixture.list((0..<3000).map { "n\($0).example.net" }, of: "feed")
        try fixture.publish()
        let list = try fixture.stand()
        let plain = try await shelf.rendition(of: list, as: .format(.plain), isPacked: false, at: fixture.now)
        let lines = try text(plain).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(Set(lines.map(String.init)) == Set(try fixture.served()))
        #expect(plain.entryCount == 3000 && plain.serial == 1)
        let again = try await shelf.rendition(of: list, as: .format(.plain), isPacked: false, at: fixture.now)
        #expect(again.path == plain.path)
        let packed = try await shelf.rendition(of: list, as: .format(.plain), isPacked: true, at: fixture.now)
        let unpacked = try Program(executable: URL(filePath: "/bin/gzip")).run(["-dc", packed.path])
        #expect(unpacked.output == (try text(plain)) && packed.byteCount < plain.byteCount / 3)
        let sum = try Program(executable: URL(filePath: "/usr/bin/sha256sum")).run([plain.path])
        #expect(sum.output.hasPrefix(plain.sha256) && packed.sha256 == plain.sha256)
        try await threads.shutdownGracefully()
    }

    @Test func `tells the time that is left anew every minute`() async throws {
        let fixture = try PublicationFixture()
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        let folder = fixture.folder.appending(path: "shelf").path
        let shelf = ListShelf(folder: folder, store: fixture.store, threads: threads)
        try fixture.add(try fixture.blocking())
        let end = Timestamp(seconds: fixture.now.seconds + 3600)
        try fixture.list([("192.0.2.7", Claim(expiry: end))], of: "feed")
        try fixture.publish()
        let list = try fixture.stand()
        func decisions(_ seconds: Int64) async throws -> String {
            let at = Timestamp(seconds: fixture.now.seconds + seconds)
            return try text(
                try await shelf.rendition(
                    of: list,
                    as: .decisions(withRanges: false),
                    isPacked: false,
                    at: at
                )
            )
        }
        let first = try await decisions(0)
        #expect(first.contains(#""duration":"1h0m0s""#) && first.contains(#""value":"192.0.2.7""#))
        #expect(try await decisions(59) == first)
        #expect(try await decisions(61).contains(#""duration":"0h58m59s""#))
        try await threads.shutdownGracefully()
    }
}
