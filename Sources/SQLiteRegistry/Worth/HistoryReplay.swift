import GRDB
import Registry
import Reports
import SourceWorth

/// Tells the histories of all sources anew from the timeline: for a registry of an earlier version, or one whose learnt
/// state cannot be read.
///
/// Labels are taken as they are now. Memory grows with the days, the revisions and the sources, not with the addresses.
struct HistoryReplay {
    /// What is known of the report of one source while the timeline of its address is read.
    private struct Life {
        var listedAt: Timestamp
        var chainStart: Timestamp
        var leftAt: Timestamp?
        var hasRunOut = false
    }

    /// A report as it stands.
    private struct Standing {
        let source: Int64
        let isOpen: Bool
        let listedAt: Timestamp
        let listedSince: Timestamp?
    }

    private let database: Database
    private let sources: [Int64: Source]
    private let times: [Timestamp]
    private let reports: RawStatement
    private let chain: RawStatement
    private let past: PastListings
    private var events: [Int64: StayEvents] = [:]
    private var firstDays: [Int64: Day] = [:]

    /// Replaces what is kept of how sources list.
    static func run(_ database: Database) throws {
        var replay = try HistoryReplay(database)
        try replay.read()
        try replay.store()
        try LearntTable(database).markWhole()
    }

    private init(_ database: Database) throws {
        self.database = database
        sources = Dictionary(
            try SourceTable(database: database).all().map { ($0.id.number, $0) },
            uniquingKeysWith: { $1 }
        )
        let last = try Int.fetchOne(database, sql: "SELECT max(number) FROM revision") ?? 0
        var times = Array(repeating: Timestamp(seconds: 0), count: last + 1)
        let revisions = try RawStatement(database, "SELECT number, at FROM revision")
        while try revisions.step() { times[revisions.int(0)] = Timestamp(seconds: revisions.int64(1)) }
        revisions.reset()
        self.times = times
        reports = try RawStatement(
            database,
            """
            SELECT r.source_id, c.label, r.listed_at, r.listed_since FROM report r
            CROSS JOIN claim c ON c.id = r.claim_id WHERE r.address_id = ?
            """
        )
        chain = try RawStatement(
            database,
            "UPDATE report SET listed_since = ? WHERE address_id = ? AND source_id = ?"
        )
        try database.execute(sql: "DELETE FROM past_listing")
        past = try PastListings(database)
    }

    private mutating func read() throws {
        let timeline = try RawStatement(
            database,
            """
            SELECT address_id, revision, event, source_id FROM timeline WHERE event BETWEEN 1 AND 6
            ORDER BY address_id, revision, event
            """
        )
        var address: Int64 = 0
        var standings: [Standing] = []
        var lives: [Int64: Life] = [:]
        while try timeline.step() {
            if timeline.int64(0) != address {
                try close(address, standings, lives)
                address = timeline.int64(0)
                standings = try self.standings(of: address)
                lives.removeAll(keepingCapacity: true)
            }
            let source = timeline.int64(3)
            let revision = timeline.int(1)
            guard standings.contains(where: { $0.source == source && $0.isOpen }),
                times.indices.contains(revision),
                let event = TimelineEntry.Event(rawValue: UInt8(truncatingIfNeeded: timeline.int64(2)))
            else { continue }
            try take(event, address, source, at: times[revision], &lives[source])
        }
        timeline.reset()
        try close(address, standings, lives)
    }

    private func standings(of address: Int64) throws -> [Standing] {
        var standings: [Standing] = []
        reports.bind(address, at: 1)
        while try reports.step() {
            let label = reports.optionalInt64(1).flatMap {
                SharingLabel(rawValue: UInt8(truncatingIfNeeded: $0))
            }
            standings.append(
                Standing(
                    source: reports.int64(0),
                    isOpen: (label ?? sources[reports.int64(0)]?.settings.label ?? .red) != .red,
                    listedAt: Timestamp(seconds: reports.int64(2)),
                    listedSince: reports.optionalInt64(3).map(Timestamp.init(seconds:))
                )
            )
        }
        reports.reset()
        return standings
    }

    private mutating func take(
        _ event: TimelineEntry.Event,
        _ address: Int64,
        _ number: Int64,
        at: Timestamp,
        _ life: inout Life?
    ) throws {
        guard let source = sources[number] else { return }
        func known(_ listed: Timestamp) -> Day? { listed == source.firstSuccessAt ? nil : Day(listed) }
        let (day, keepsList) = (Day(at), source.settings.nature == .list)
        switch event {
        case .reported, .confirmed, .reappeared, .updated:
            let isFirst = firstDays[number] ?? day
            firstDays[number] = min(isFirst, source.firstSuccessAt.map(Day.init) ?? day)
            guard let before = life else {
                life = Life(listedAt: at, chainStart: at)
                if known(at) != nil { events[number, default: StayEvents()].listed(on: day) }
                return
            }
            if keepsList, event == .updated {
                guard before.hasRunOut else { return }
                events[number, default: StayEvents()].renewed(on: day, listed: known(before.listedAt))
                life = Life(listedAt: at, chainStart: before.chainStart)
                return
            }
            let left = keepsList ? before.leftAt : before.listedAt
            guard let left, !FreshListing.isFresh(on: day, after: Day(left)) else {
                if known(before.chainStart) != nil {
                    try past.append(address, source: number, listedAt: before.chainStart, leftAt: left)
                }
                events[number, default: StayEvents()].listed(on: day)
                life = Life(listedAt: at, chainStart: at)
                return
            }
            events[number, default: StayEvents()].returned(
                on: day,
                left: Day(left),
                since: known(before.chainStart)
            )
            life = Life(listedAt: at, chainStart: before.chainStart)
        case .delisted:
            guard let before = life else { return }
            events[number, default: StayEvents()].left(
                on: day,
                listed: known(before.listedAt),
                since: known(before.chainStart)
            )
            life?.leftAt = at
        case .expired: life?.hasRunOut = true
        default: break
        }
    }

    /// Gives the reports of an address the starts of their chains.
    private func close(_ address: Int64, _ standings: [Standing], _ lives: [Int64: Life]) throws {
        for standing in standings {
            guard let life = lives[standing.source] else { continue }
            let since = life.chainStart == life.listedAt ? nil : life.chainStart
            guard since != standing.listedSince else { continue }
            chain.bind(since?.seconds, at: 1)
            chain.bind(address, at: 2)
            chain.bind(standing.source, at: 3)
            try chain.run()
        }
    }

    private func store() throws {
        let table = HistoryTable(database: database)
        try table.removeAll()
        for (number, day) in firstDays.sorted(by: { $0.key < $1.key }) {
            let keepsList = sources[number]?.settings.nature == .list
            let stay = keepsList ? (events[number] ?? StayEvents()).history(firstRead: day) : nil
            try table.store(HistoryTable.Row(firstDay: day, stay: stay), of: number)
        }
    }
}
