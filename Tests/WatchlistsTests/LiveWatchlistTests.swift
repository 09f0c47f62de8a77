import Addresses
import Dispatch
import Foundation
import Reports
import Synchronization
import TestSupport
import Testing
import WatchlistOracle
import Watchlists

@Suite struct `A live watchlist` {
    @Test func `keeps the one in force when a file or delta is refused`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let good = try serialized([try entry("evil.example")], revision: 4)
        let live = LiveWatchlist(try Watchlist(bytes: good))
        let reader = live.current
        var flipped = good
        flipped[good.count / 2] ^= 4
        var newer = good
        newer[8] = 99
        let files = [
            "short": Array(good.dropLast(70)), "flipped": flipped, "newer": newer,
            "foreign": Array("GIF89a".utf8),
        ]
        for (name, bytes) in files {
            let path = folder.appending(path: name).path
            try Data(bytes).write(to: URL(filePath: path))
            let error = #expect(throws: WatchlistError.self) { try live.replace(withFile: path) }
            #expect(error?.path == path)
            #expect(live.current === reader)
        }
        let delta = try WatchlistDelta(from: 4, to: 6, added: [try entry("other.example")])
        var forged = delta.bytes
        forged[50] ^= 1
        for bytes in [
            forged, Array(delta.bytes.dropLast()),
            try WatchlistDelta(from: 5, to: 6, added: [WatchlistEntry]()).bytes,
        ] {
            #expect(throws: WatchlistError.self) { try live.apply(bytes: bytes) }
            #expect(live.current === reader)
        }
        try live.apply(bytes: delta.bytes)
        #expect(live.current.revision == 6)
        #expect(throws: WatchlistError.self) { try live.apply(delta) }
        let line = Array("evil.example other.example".utf8)
        #expect(found(live.current, in: line).count == 2)
        #expect(found(reader, in: line).count == 1)
    }

    @Test func `lets go of an old one only with its last reader`() throws {
        let live = LiveWatchlist(try watchlist([try entry("evil.example")], revision: 1))
        weak let first = live.current
        var reader: Watchlist? = live.current
        live.replace(with: try watchlist([], revision: 2))
        #expect(first != nil && reader?.revision == 1)
        #expect(found(try #require(reader), in: Array("evil.example".utf8)).count == 1)
        reader = nil
        #expect(first == nil)
        weak let last = live.current
        #expect(last?.revision == 2)
    }

    @Test func `gives readers a whole one while it is replaced again and again`() throws {
        let rounds = 400
        let live = LiveWatchlist(try watchlist([try entry("n0.example", score: 0)], revision: 1))
        let isDone = Atomic(false)
        let wrong = Atomic(0)
        let looks = Atomic(0)
        let readers = DispatchGroup()
        for _ in 0..<3 {
            DispatchQueue.global().async(group: readers) {
                var last: UInt64 = 0
                while !isDone.load(ordering: .acquiring) || looks.load(ordering: .relaxed) == 0 {
                    let list = live.current
                    let revision = list.revision
                    // Each list holds exactly the name of its revision; revisions never go back.
                    let line = Array("n\(revision - 1).example n\(revision).example".utf8)
                    if found(list, in: line).count != 1 || revision < last {
                        wrong.wrappingAdd(1, ordering: .relaxed)
                    }
                    last = revision
                    looks.wrappingAdd(1, ordering: .relaxed)
                }
            }
        }
        for round in 1...rounds {
            if round % 50 == 0 {
                let next = try watchlist([try entry("n\(round).example")], revision: UInt64(round + 1))
                live.replace(with: next)
            } else {
                try live.apply(
                    try WatchlistDelta(
                        from: UInt64(round),
                        to: UInt64(round + 1),
                        added: [try entry("n\(round).example")],
                        removed: [(address: try Address("n\(round - 1).example"), scope: .exact)]
                    )
                )
            }
        }
        isDone.store(true, ordering: .releasing)
        readers.wait()
        #expect(wrong.load(ordering: .relaxed) == 0)
        #expect(looks.load(ordering: .relaxed) > 0)
        #expect(live.current.revision == UInt64(rounds + 1))
    }
}
