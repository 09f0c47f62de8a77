import Addresses
import Foundation
import GRDB
import Registry
import Reports
import SQLiteRegistry
import TestSupport
import Testing

@Suite struct `Interrupted imports` {
    private static func list(_ count: Int, seed: UInt64) -> [(Address, Claim)] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let number = UInt32.random(in: 0..<8000, using: &generator)
            let comment = "family \(Int.random(in: 0..<5, using: &generator))"
            return (.ip(IPAddress(v4: 0xC000_0000 + number)), Claim(comment: comment))
        }
    }

    @Test(arguments: ["report", "timeline", "address", "verdict", "change", "snapshot", "revision"])
    func `that fail leave all as it was`(table: String) throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let source = try store.configure(SourceSettings(name: "a"), at: TemporaryStore.now).id
        let before = try TemporaryStore.snapshot(Self.list(300, seed: 1))
        _ = try store.apply(before, to: source, at: TemporaryStore.now, digest: nil)
        let content = try TemporaryStore.content(of: temporary.folder)
        let last = try temporary.database().read {
            try Int.fetchOne($0, sql: "SELECT max(rowid) FROM address") ?? 0
        }
        let place = ["report", "timeline"].contains(table) ? "WHEN new.address_id > \(last + 50)" : ""
        try temporary.database().write {
            try $0.execute(
                sql:
                    "CREATE TRIGGER stop BEFORE INSERT ON \(table) \(place) BEGIN SELECT RAISE(ABORT, 'stop'); END"
            )
        }
        let after = try TemporaryStore.snapshot(Self.list(300, seed: 2))
        let later = TemporaryStore.now.advanced(byDays: 1)
        let error = #expect(throws: StoreError.self) {
            try store.apply(after, to: source, at: later, digest: nil)
        }
        #expect(error?.code == .failed)
        try temporary.database().write { try $0.execute(sql: "DROP TRIGGER stop") }
        #expect(try TemporaryStore.content(of: temporary.folder) == content)
        #expect(try store.apply(after, to: source, at: later, digest: nil).revision == 2)
    }

    @Test func `leave nothing of a source that is unknown`() throws {
        let temporary = try TemporaryStore()
        let error = #expect(throws: StoreError.self) {
            try temporary.store.apply(
                try TemporaryStore.snapshot(Self.list(3, seed: 1)),
                to: Source.ID(7),
                at: TemporaryStore.now,
                digest: nil
            )
        }
        #expect(error?.code == .unknownSource)
        #expect(try temporary.store.counts(for: .system).revision == 0)
    }

    @Test func `are not seen by readers before their commit`() throws {
        let temporary = try TemporaryStore()
        let source = try temporary.store.configure(SourceSettings(name: "a"), at: TemporaryStore.now).id
        _ = try temporary.store.apply(
            try TemporaryStore.snapshot(Self.list(300, seed: 1)),
            to: source,
            at: TemporaryStore.now,
            digest: nil
        )
        let expected = try temporary.store.counts(for: .system).addresses
        let writer = try SQLiteStore(folder: temporary.folder)
        var seen = 0
        try temporary.store.forEachScoredAddress(for: .system) { _ in
            if seen == 0 {
                let later = TemporaryStore.now.advanced(byDays: 1)
                _ = try writer.apply(
                    try TemporaryStore.snapshot(Self.list(3000, seed: 2)),
                    to: source,
                    at: later,
                    digest: nil
                )
            }
            seen += 1
        }
        #expect(seen == expected)
        #expect(try temporary.store.counts(for: .system).addresses > expected)
    }

    /// A child process imports; it is killed once its files have grown by so much: from nothing, through the writing of
    /// the log, to its copying into the file.
    @Test func `that are killed leave the registry as before or as after`() throws {
        let temporary = try TemporaryStore()
        let source = try temporary.store.configure(SourceSettings(name: "a"), at: TemporaryStore.now).id
        let first = try TemporaryStore.snapshot(Self.list(6000, seed: 1))
        _ = try temporary.store.apply(first, to: source, at: TemporaryStore.now, digest: nil)
        try temporary.store.close()
        let before = try TemporaryStore.content(of: temporary.folder)
        let work = temporary.folder.appendingPathExtension("work")
        defer { try? FileManager.default.removeItem(at: work) }

        func content(killingAt growth: Int?) throws -> (content: [String], end: ImporterProcess.End) {
            try? FileManager.default.removeItem(at: work)
            try FileManager.default.copyItem(at: temporary.folder, to: work)
            let end = try ImporterProcess(folder: work).run(killingAt: growth)
            let reopened = try SQLiteStore(folder: work)
            try reopened.verify()
            try reopened.close()
            return (try TemporaryStore.content(of: work), end)
        }
        let after = try content(killingAt: nil).content
        #expect(after != before)
        var isDone: [Bool] = []
        for moment in 0..<20 {
            let (content, end) = try content(killingAt: moment * ImporterProcess.growth / 16)
            #expect(content == before || content == after)
            if end == .exited { #expect(content == after) }
            if end == .killed { isDone.append(content == after) }
        }
        #expect(isDone.first == false)
    }
}
