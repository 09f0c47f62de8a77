import Addresses
import Foundation
import Registry
import RegistryWatchlists
import Reports
import SQLiteRegistry
import TestSupport
import Testing
import Watchlists

/// A watchlist that follows a registry by deltas is the one that the registry would give anew.
@Suite struct `Following a registry` {
    private static let universe =
        (0..<6).map { "192.0.2.\($0)" } + ["192.0.2.0/30", "2001:db8::/48", "AS64496"]
        + (0..<4).map { "a\($0).example" } + ["http://a1.example/x", "http://192.0.2.1/y?z"]

    private let folder = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)")
    private let start = Timestamp(seconds: 1_800_000_000)
    private let viewers: [Viewer] = [.system, .staff(of: Member.ID(1)), .staff(of: Member.ID(2))]

    @Test(arguments: 0..<4)
    func `step by step gives what the registry gives`(seed: UInt64) throws {
        let store = try SQLiteStore(folder: folder)
        defer {
            try? store.close()
            try? FileManager.default.removeItem(at: folder)
        }
        var generator = SeededGenerator(seed: seed)
        for code in ["sa", "ae"] {
            let settings = MemberSettings(code: code, name: code, arabicName: code)
            _ = try store.addMember(settings, by: .system, at: start)
        }
        var followed: [Watchlist] = []
        for viewer in viewers { followed.append(try whole(store, viewer)) }
        for step in 1...30 {
            let moment = start.advanced(byDays: Double(step) * 2)
            try change(store, at: moment, &generator)
            _ = try store.rescoreDue(at: moment)
            for (index, viewer) in viewers.enumerated() where Bool.random(using: &generator) {
                guard
                    let delta = try WatchlistDelta.reading(
                        store,
                        since: followed[index].revision,
                        for: viewer
                    )
                else {
                    #expect(followed[index].revision == UInt64(try store.revision()))
                    continue
                }
                followed[index] = try followed[index].applying(try WatchlistDelta(bytes: delta.bytes))
                #expect(entries(followed[index]) == entries(try whole(store, viewer)), "step \(step)")
            }
        }
        #expect(followed.allSatisfy { $0.counts.total > 0 }, "nothing was ever listed")
    }

    private func whole(_ store: SQLiteStore, _ viewer: Viewer) throws -> Watchlist {
        let (builder, revision) = try WatchlistBuilder.reading(store, for: viewer)
        return try Watchlist(bytes: try builder.serialized(revision: revision))
    }

    private func entries(_ watchlist: Watchlist) -> Set<WatchlistEntry> {
        var entries: Set<WatchlistEntry> = []
        watchlist.forEachEntry { entries.insert($0) }
        return entries
    }

    /// One of two sources lists another part of the universe.
    private func change(_ store: SQLiteStore, at moment: Timestamp, _ generator: inout SeededGenerator) throws
    {
        let number = Int64.random(in: 1...2, using: &generator)
        let source = try store.configure(
            SourceSettings(name: "source \(number)", member: Member.ID(number), expiryDays: 30),
            at: moment
        )
        var builder = SnapshotBuilder()
        for text in Self.universe where Int.random(in: 0..<3, using: &generator) > 0 {
            let claim = Claim(
                label: Int.random(in: 0..<3, using: &generator) == 0 ? .red : nil,
                scope: MatchScope.allCases.randomElement(using: &generator) ?? .exact
            )
            try builder.add(try Address(text), claim)
        }
        _ = try store.apply(builder.finish(), to: source.id, at: moment, digest: nil)
    }

    @Test func `has no delta to a revision that is not there, or to one that is`() throws {
        let store = try SQLiteStore(folder: folder)
        defer {
            try? store.close()
            try? FileManager.default.removeItem(at: folder)
        }
        var generator = SeededGenerator(seed: 1)
        let member = MemberSettings(code: "sa", name: "sa", arabicName: "sa")
        _ = try store.addMember(member, by: .system, at: start)
        let second = MemberSettings(code: "ae", name: "ae", arabicName: "ae")
        _ = try store.addMember(second, by: .system, at: start)
        try change(store, at: start, &generator)
        let revision = UInt64(try store.revision())
        for since in [revision, revision + 1, .max] {
            #expect(try WatchlistDelta.reading(store, since: since, for: .system) == nil)
        }
        #expect(try WatchlistDelta.reading(store, since: revision - 1, for: .system) != nil)
    }
}
