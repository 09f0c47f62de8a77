import Addresses
import Foundation
import GRDB
import Registry
import Reports
import Reputation
import SourceWorth
@testable import SQLiteRegistry
import Testing

/// How what is learnt is kept, decided on and carried over.
@Suite struct `What a store keeps of sources` {
    private let now = TemporaryStore.now
    private let actor = Actor(.operatingSystem, name: "shell", member: nil)

    private func day(_ number: Int, _ second: Int = 0) -> Timestamp {
        Timestamp(seconds: now.seconds + Int64(number) * Timestamp.secondsPerDay + Int64(second))
    }

    private func score(in store: SQLiteStore) throws -> Double? {
        let address = try Address("192.0.2.1")
        return try store.lookup(address, for: .system).record?.summary.score
    }

    @Test func `learns once a week, and scores again in steps`() throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        #expect(try store.learnWorth(at: now) == LearningOutcome())
        let source = try store.configure(SourceSettings(name: "reporter", nature: .reports), at: now).id
        let count = LearningRules.addressesPerStep + 100
        let claims = try (0..<count).map { (try Address("n\($0).example"), Claim()) }
        _ = try store.apply(try TemporaryStore.snapshot(claims), to: source, at: now, digest: nil)
        // A source that keeps no list has an endless stay: all its addresses are looked at again.
        let first = try store.learnWorth(at: day(0, 1))
        #expect(first.hasLearnt && first.reweighed == 1 && first.isUnfinished)
        let second = try store.learnWorth(at: day(0, 2))
        #expect(!second.hasLearnt && !second.isUnfinished)
        #expect(try store.learnWorth(at: day(6)) == LearningOutcome())
        let next = try store.learnWorth(at: day(7))
        #expect(next.hasLearnt && next.reweighed == 0 && !next.isUnfinished)
    }

    @Test func `starts over when what is kept cannot be read`() throws {
        let temporary = try TemporaryStore()
        var life = try LearningLife(temporary, seed: 6)
        try life.live(days: 20)
        let (store, folder) = (temporary.store, temporary.folder)
        func kept() throws -> [Int64: StayHistory?] {
            try store.read { try HistoryTable(database: $0).all().mapValues(\.stay) }
        }
        let before = try kept()
        let queue = try TemporaryStore.database(in: folder)
        try queue.write { database in
            try database.execute(sql: "UPDATE learnt SET lineages = x'63', at = 0")
            try database.execute(sql: "UPDATE source_history SET stay = x'6364' WHERE source_id = 2")
        }
        try queue.close()
        let source = try #require(try store.source(named: "copy"))
        let list = [(life.addresses[7], Claim()), (life.addresses[11], Claim())]
        _ = try store.apply(
            try TemporaryStore.snapshot(list),
            to: source.id,
            at: life.moment(),
            digest: nil
        )
        #expect(try store.learnWorth(at: life.moment(5)).hasLearnt)
        let after = try kept()
        #expect(after.filter { $0.key != 2 } == before.filter { $0.key != 2 })
        let review = try store.worth(ofSourceNamed: "copy", for: .system, at: life.moment(5))
        #expect(review?.stay?.ended ?? 0 > 0)
    }

    @Test func `learns from a file of an earlier version what it would have learnt`() throws {
        let temporary = try TemporaryStore()
        var life = try LearningLife(temporary, seed: 7)
        try life.live(days: 40)
        let old = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: old) }
        try FileManager.default.createDirectory(at: old, withIntermediateDirectories: true)
        let queue = try TemporaryStore.database(in: old)
        try Schema.migrator.migrate(queue, upTo: "8 allowlists")
        try queue.inDatabase { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            let path = temporary.folder.appending(path: SQLiteStore.fileName).path
            try database.execute(sql: "ATTACH ? AS new", arguments: [path])
            let tables = try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM main.sqlite_schema
                    WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%'
                    """
            )
            for table in tables {
                let names = try database.columns(in: table).map(\.name).joined(separator: ", ")
                try database.execute(sql: "DELETE FROM main.\(table)")
                try database.execute(
                    sql: "INSERT INTO main.\(table) (\(names)) SELECT \(names) FROM new.\(table)"
                )
            }
        }
        try queue.close()
        let store = try SQLiteStore(folder: old)
        // A run before anything is learnt changes nothing of the history that is not told yet.
        try store.recordUnchangedFetch(of: Source.ID(1), at: life.moment(3))
        #expect(try store.learnWorth(at: life.moment(5)).hasLearnt)
        var outcome = LearningOutcome(isUnfinished: true)
        while outcome.isUnfinished { outcome = try store.learnWorth(at: life.moment(5)) }
        func histories(_ store: SQLiteStore) throws -> [Int64: StayHistory?] {
            try store.read { try HistoryTable(database: $0).all().mapValues(\.stay) }
        }
        #expect(try histories(store) == histories(temporary.store))
        let names = LearningLife.habits.map(\.name)
        for name in names {
            let reviews = try [store, temporary.store].map {
                try $0.worth(ofSourceNamed: name, for: .system, at: life.moment(5))
            }
            #expect(reviews[0]?.stay == reviews[1]?.stay)
            #expect(reviews[0]?.isFlapping == reviews[1]?.isFlapping)
        }
        try store.close()
    }

    @Test func `takes an analyst's word over what is learnt, and keeps a record`() throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let settings = SourceSettings(name: "list", category: .scanning)
        _ = try store.apply(
            try TemporaryStore.snapshot([(try Address("192.0.2.1"), Claim())]),
            settings: settings,
            at: now,
            digest: nil,
            read: nil
        )
        let before = try #require(try score(in: store))
        try store.overrule(
            sourceNamed: "list",
            SourceOverruling(reliability: 0.9, usualStayDays: 2, why: "ours"),
            by: actor,
            for: .system,
            at: now
        )
        let review = try store.worth(ofSourceNamed: "list", for: .system, at: now)
        #expect(review?.usualStay?.days == 2 && review?.source.settings.reliability == 0.9)
        #expect(try score(in: store) ?? 0 > before)
        let record = try store.auditEntries(before: nil, limit: 1, member: nil).first?.record
        #expect(record?.action == AuditAction.sourceOverruled.rawValue && record?.object == "list")
        #expect(record?.detail.contains("ours") == true)
        try store.overrule(
            sourceNamed: "list",
            SourceOverruling(reliability: nil, usualStayDays: nil, why: "back"),
            by: actor,
            for: .system,
            at: now
        )
        #expect(try score(in: store) == before)
        let refused: [(String, Double, String, StoreError.Code)] = [
            ("list", 2, "x", .invalidValue), ("list", 1, "", .invalidValue),
            ("none", 1, "x", .unknownSource),
        ]
        for (name, reliability, why, code) in refused {
            let overruling = SourceOverruling(reliability: reliability, usualStayDays: nil, why: why)
            #expect(throws: StoreError.self) {
                try store.overrule(sourceNamed: name, overruling, by: actor, for: .system, at: now)
            }
            do { try store.overrule(sourceNamed: name, overruling, by: actor, for: .system, at: now) } catch {
                #expect(error.code == code)
            }
        }
        #expect(try score(in: store) == before)
    }

    @Test func `joins and parts sources by a ruling, and scores by it`() throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        for (index, name) in ["a", "b"].enumerated() {
            _ = try store.apply(
                try TemporaryStore.snapshot([(try Address("192.0.2.1"), Claim())]),
                settings: SourceSettings(name: name, lineage: index == 0 ? nil : "family"),
                at: now,
                digest: nil,
                read: nil
            )
        }
        try store.configure(SourceSettings(name: "secret", member: nil, label: .red), at: now)
        func rule(_ areOne: Bool?, _ other: String = "b") throws {
            try store.rule(
                "a",
                and: other,
                areOneLineage: areOne,
                why: "w",
                by: actor,
                for: .staff(of: nil),
                at: now
            )
            _ = try store.learnWorth(at: now)
        }
        let apart = try #require(try score(in: store))
        try rule(true)
        #expect(try score(in: store) ?? 100 < apart)
        let relative = try store.worth(ofSourceNamed: "b", for: .everyone, at: now)?.relatives.first
        #expect(relative?.name == "a" && relative?.isOneLineage == true && relative?.ruling?.why == "w")
        try rule(nil)
        #expect(try score(in: store) == apart)
        try store.configure(SourceSettings(name: "a", lineage: "family"), at: now)
        #expect(try score(in: store) ?? 100 < apart)
        try rule(false)
        #expect(try score(in: store) == apart)
        let actions = try store.auditEntries(before: nil, limit: 3, member: nil).map(\.record.action)
        #expect(actions == ["lineage-ruled", "lineage-ruling-withdrawn", "lineage-ruled"])
        for (other, areOne) in [("a", true), ("secret", true), ("none", true)] {
            #expect(throws: StoreError.self) { try rule(areOne, other) }
        }
        try rule(nil)
        #expect(throws: StoreError.self) { try rule(nil) }
    }
}
