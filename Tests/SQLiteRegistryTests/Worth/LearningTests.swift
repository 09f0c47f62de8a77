import Addresses
import Foundation
import GRDB
import Registry
import Reports
import Reputation
import SourceWorth
@testable import SQLiteRegistry
import Testing

/// What a store learns from its own runs, against the pure module fed by hand.
@Suite struct `What a store learns of sources` {
    private static let days = 71

    @Test(arguments: [1, 2] as [UInt64])
    func `is what the pure module learns of the same lives`(seed: UInt64) throws {
        let temporary = try TemporaryStore()
        var life = try LearningLife(temporary, seed: seed)
        try life.live(days: Self.days)
        try compare(life)
        try compareScores(life)
    }

    private func compare(_ life: LearningLife) throws {
        let (sources, state, histories) = try life.store.read { database in
            (
                try SourceTable(database: database).all(), try LearntTable(database).state(),
                try HistoryTable(database: database).all()
            )
        }
        let hand = life.hand
        let profiles = Measurement.profiles(of: sources, histories)
        #expect(profiles == hand.profiles.sorted { $0.source < $1.source })
        #expect(histories.compactMapValues(\.stay) == hand.learning.stays)
        #expect(state.lineages == hand.learning.lineages)
        #expect(state.reliabilities.countedThrough == hand.learning.reliabilities.countedThrough)
        #expect(state.reliabilities.counts.count == hand.learning.reliabilities.counts.count)
        for (key, counts) in hand.learning.reliabilities.counts {
            let kept = try #require(state.reliabilities.counts[key])
            // The addresses have other numbers, so that the sums are made in another order.
            #expect(abs(kept.listings - counts.listings) < 1e-6)
            #expect(abs(kept.confirmed - counts.confirmed) < 1e-6)
        }
        #expect(state.worth.stays == hand.worth.stays)
        #expect(state.worth.lineages == hand.worth.lineages)
        #expect(state.worth.reliabilities.keys == hand.worth.reliabilities.keys)
        for (key, used) in hand.worth.reliabilities {
            #expect(abs((state.worth.reliabilities[key] ?? 0) - used) < 1e-6)
        }
        // A life in which nothing was learnt would prove nothing.
        #expect(hand.worth.lineages.groups.contains([1, 2]))
        #expect(hand.worth.stays[3]?.isFlapping == true)
        #expect(hand.learning.stay(of: 5, on: life.today)?.isStopped == true)
        #expect(hand.worth.stays[4]?.usualStay == .endless)
        #expect(hand.worth.reliabilities.count > 5)
    }

    /// Every stored score is what its facts give with what is in use, whenever it was scored.
    private func compareScores(_ life: LearningLife) throws {
        let sources = try life.store.sources(for: .system)
        var assessor = Assessor(model: ReputationModel(), sources: sources, worth: life.hand.worth)
        var seen = 0
        for (number, address) in life.addresses.enumerated() {
            guard let record = try life.store.lookup(address, for: .system).record else { continue }
            seen += 1
            let reports = record.reports.map { report in
                ReportFacts(
                    source: report.source.number,
                    category: .scanning,
                    confidence: report.claim.confidence,
                    label: .amber,
                    named: [],
                    scope: .exact,
                    state: report.state,
                    listedAt: report.listedAt,
                    lastListedAt: report.state == .delisted ? report.lastListedAt : nil,
                    lastSeen: nil,
                    expiresAt: nil,
                    listedSince: chainStart(report, of: number, in: life, sources)
                )
            }
            let facts = AddressFacts(kind: address.kind, reports: reports.sorted { $0.source < $1.source })
            #expect(record.summary.score == assessor.assess(facts, at: record.scoredAt).score, "\(address)")
        }
        #expect(seen > 500)
    }

    /// The moment within its day at which a list is read is the same on all days.
    private func chainStart(
        _ report: ReportRecord,
        of address: Int,
        in life: LearningLife,
        _ sources: [Source]
    ) -> Timestamp? {
        let source = sources.first { $0.id == report.source }
        guard let listing = life.hand.listings[report.source.number]?[address] else { return nil }
        guard let since = listing.since else { return source?.firstSuccessAt }
        let days = (listing.listed.map { $0 - since }) ?? 0
        return days == 0 ? nil : report.listedAt.advanced(byDays: -Double(days))
    }

    @Test func `is told anew from the timeline, as it was`() throws {
        let temporary = try TemporaryStore()
        var life = try LearningLife(temporary, seed: 3)
        try life.live(days: 40)
        let before = try kept(life.store)
        #expect(before.past.count > 10)
        try life.store.write { database in
            try database.execute(sql: "UPDATE report SET listed_since = NULL; DELETE FROM source_history")
            try database.execute(sql: "DELETE FROM past_listing")
            try HistoryReplay.run(database)
        }
        #expect(try kept(life.store) == before)
    }

    private struct Kept: Equatable {
        let histories: [Int64: StayHistory?]
        let firstDays: [Int64: Day]
        let chains: [String]
        let past: [String]
    }

    private func kept(_ store: SQLiteStore) throws -> Kept {
        try store.read { database in
            let histories = try HistoryTable(database: database).all()
            func rows(_ sql: String) throws -> [String] {
                try Row.fetchAll(database, sql: sql).map(\.description)
            }
            return Kept(
                histories: histories.mapValues(\.stay),
                firstDays: histories.mapValues(\.firstDay),
                chains: try rows("SELECT address_id, source_id, listed_since FROM report"),
                past: try rows("SELECT * FROM past_listing")
            )
        }
    }

    @Test func `says nothing of RED reports`() throws {
        let (open, secret) = (try TemporaryStore(), try TemporaryStore())
        var lives = [
            try LearningLife(open, seed: 4), try LearningLife(secret, seed: 4, hasSecrets: true),
        ]
        for index in lives.indices { try lives[index].live(days: 70) }
        let viewers: [Viewer] = [.everyone, .staff(of: nil), .staff(of: Member.ID(99))]
        for habit in LearningLife.habits {
            for viewer in viewers + [.system] {
                let reviews = try lives.map { life in
                    try life.store.worth(ofSourceNamed: habit.name, for: viewer, at: life.moment())
                }
                expectAlike(try #require(reviews[0]), try #require(reviews[1]), "\(habit) for \(viewer)")
            }
        }
        for viewer in viewers {
            let counts = try lives[1].store.worth(ofSourceNamed: "secret", for: viewer, at: lives[1].moment())
            #expect(counts == nil)
        }
        // That a score was reckoned again at some time is another matter: all of them are, at one moment.
        for life in lives {
            try life.store.write { try LearntTable($0).reweigh(Set(1...LearningLife.reporter)) }
            while try life.store.learnWorth(at: life.moment()).isUnfinished {}
        }
        for address in lives[0].addresses {
            let scores = try lives.map { try $0.store.lookup(address, for: viewers[2]).record?.summary.score }
            #expect(scores[0] == scores[1], "\(address)")
        }
    }

    /// What was read and listed counts RED reports, too, and is not of this.
    private func expectAlike(_ first: SourceReview, _ second: SourceReview, _ what: Comment) {
        #expect(first.stay?.listings ?? 0 > 50, what)
        #expect(first.stay == second.stay, what)
        #expect(first.usualStay == second.usualStay && first.isFlapping == second.isFlapping, what)
        #expect(first.relatives == second.relatives, what)
        #expect(first.comparison == second.comparison, what)
        #expect(first.reliabilities.map(\.group) == second.reliabilities.map(\.group), what)
        // Addresses have other numbers, so that the sums are made in another order.
        func values(_ review: SourceReview) -> [Double] {
            review.reliabilities.flatMap { found in
                let counts = found.measured.counts
                return [
                    counts.listings, counts.confirmed, found.measured.chance, found.measured.score ?? -1,
                    found.used ?? -1,
                ]
            }
        }
        #expect(zip(values(first), values(second)).allSatisfy { abs($0 - $1) < 1e-9 }, what)
    }

    @Test func `compares sources as a naive count does`() throws {
        let temporary = try TemporaryStore()
        var life = try LearningLife(temporary, seed: 5)
        try life.live(days: 29)
        let names = try life.store.sources(for: .system).map { ($0.settings.name, $0.id.number) }
        for (name, number) in names {
            let review = try life.store.worth(ofSourceNamed: name, for: .system, at: life.moment())
            let comparison = try #require(review?.comparison)
            let numbers = Dictionary(uniqueKeysWithValues: names)
            let found = Overlap(
                listed: comparison.listed,
                alone: comparison.alone,
                shared: Dictionary(
                    uniqueKeysWithValues: comparison.sharers.map { (numbers[$0.name] ?? 0, $0.shared) }
                ),
                timed: comparison.timed,
                medianDays: comparison.medianDays
            )
            #expect(found == life.hand.overlap(of: number), "\(name)")
        }
        let copy = try life.store.worth(ofSourceNamed: "copy", for: .system, at: life.moment())
        #expect(copy?.comparison?.medianDays ?? 0 > 0)
    }
}
