import Addresses
import HuntArchive
import Observations
import Reports
import TestSupport
import Testing

/// Archives filled at random are asked everything and compared with a dictionary.
@Suite struct `Hunts` {
    private static let unlimited = HuntLimits(rows: .max, meetings: .max)

    struct Filled {
        let temporary: TemporaryArchive
        let writer: ArchiveWriter
        let naive: NaiveArchive
        let batches: [ObservationBatch]
    }

    /// An archive of five days, taken in by batches in random order, some of them twice.
    static func filled(seed: UInt64, events: Int = 6000, batchSize: Int = 500) throws -> Filled {
        var random = SeededGenerator(seed: seed)
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer()
        for name in ["dns", "proxy", "flow"] { _ = try writer.register(sensor: name) }
        var naive = NaiveArchive()
        var batches: [ObservationBatch] = []
        var rest = events
        while rest > 0 {
            let count = min(rest, Int.random(in: 1...batchSize, using: &random))
            rest -= count
            let drawn = (0..<count).map { _ in Event.draw(&random, days: 5) }
            drawn.forEach { naive.add($0) }
            batches += Event.batches(of: drawn, id: "batch \(rest)")
        }
        for batch in batches.shuffled(using: &random) {
            let outcome = try writer.ingest(batch, at: TemporaryArchive.now)
            #expect(outcome == .stored(rows: UInt64(batch.observations?.count ?? 0)))
            if let again = batches.randomElement(using: &random), again.id == batch.id, again.day == batch.day
            {
                #expect(try writer.ingest(again, at: TemporaryArchive.now) == .alreadyStored)
            }
        }
        return Filled(temporary: temporary, writer: writer, naive: naive, batches: batches)
    }

    private static func periods(_ random: inout SeededGenerator) throws -> [HuntPeriod] {
        let start = try #require(TemporaryArchive.firstDay).start.seconds
        var periods = [try #require(HuntPeriod.always)]
        for _ in 0..<2 {
            let since = start + Int64.random(in: -86_400..<(5 * 86_400), using: &random)
            let length = Int64.random(in: 1..<(3 * 86_400), using: &random)
            periods.append(
                try #require(
                    HuntPeriod(since: Timestamp(seconds: since), until: Timestamp(seconds: since + length))
                )
            )
        }
        return periods
    }

    private static func compare(_ archive: HuntArchive, with naive: NaiveArchive, _ periods: [HuntPeriod])
        throws
    {
        for target in Event.targets {
            for period in periods {
                let answer = try archive.hunt(target, in: period, limits: unlimited)
                let expected = naive.meetings(of: target, in: period)
                #expect(answer.more == nil)
                #expect(answer.meetings.count == expected.count, "\(target)")
                for meeting in answer.meetings {
                    let met = NaiveArchive.Met(
                        address: meeting.address,
                        inside: meeting.inside,
                        sensor: meeting.sensor
                    )
                    #expect(NaiveArchive.Count(meeting.counted) == expected[met], "\(target): \(met)")
                }
                let totals = NaiveArchive.totals(expected)
                #expect(NaiveArchive.Count(answer.totals) == totals, "\(target)")
                #expect(answer.isMet == !expected.isEmpty)
                let lasts = answer.meetings.map(\.counted.last)
                #expect(lasts == lasts.sorted(by: >))
            }
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `answer what a dictionary answers, before and after tables are joined`(seed: UInt64) throws {
        let filled = try Self.filled(seed: seed)
        var random = SeededGenerator(seed: seed + 100)
        let periods = try Self.periods(&random)
        try Self.compare(filled.writer.archive, with: filled.naive, periods)
        for day in filled.writer.archive.days where Bool.random(using: &random) {
            #expect(try filled.writer.join(day))
        }
        try Self.compare(filled.writer.archive, with: filled.naive, periods)
        // What comes late for a joined day is loose beside its table.
        var naive = filled.naive
        let late = (0..<1500).map { _ in Event.draw(&random, days: 5) }
        late.forEach { naive.add($0) }
        for batch in Event.batches(of: late, id: "late") {
            _ = try filled.writer.ingest(batch, at: TemporaryArchive.now)
        }
        try Self.compare(filled.writer.archive, with: naive, periods)
        for day in filled.writer.archive.days { #expect(try filled.writer.join(day)) }
        for day in filled.writer.archive.days { #expect(try !filled.writer.join(day)) }
        try Self.compare(filled.writer.archive, with: naive, periods)
        try Self.compare(filled.temporary.reader(), with: naive, periods)
        for batch in filled.batches {
            #expect(try filled.writer.ingest(batch, at: TemporaryArchive.now) == .alreadyStored)
        }
    }

    @Test func `answer the same whatever the order of the batches`() throws {
        let filled = try Self.filled(seed: 4, events: 4000, batchSize: 300)
        let other = try TemporaryArchive()
        let writer = try other.writer()
        for name in ["dns", "proxy", "flow"] { _ = try writer.register(sensor: name) }
        for batch in filled.batches.reversed() {
            _ = try writer.ingest(batch, at: TemporaryArchive.now)
            if batch.id.bytes.last == UInt8(ascii: "7") { _ = try writer.join(batch.day) }
        }
        let period = try #require(HuntPeriod.always)
        for target in Event.targets {
            let one = try filled.writer.archive.hunt(target, in: period, limits: Self.unlimited)
            let two = try writer.archive.hunt(target, in: period, limits: Self.unlimited)
            #expect(Set(one.meetings) == Set(two.meetings) && one.totals == two.totals, "\(target)")
        }
    }

    @Test(arguments: [false, true])
    func `in bulk find exactly the targets that were met`(isJoined: Bool) throws {
        let filled = try Self.filled(seed: 5)
        if isJoined { for day in filled.writer.archive.days { _ = try filled.writer.join(day) } }
        var random = SeededGenerator(seed: 6)
        for period in try Self.periods(&random) {
            let targets = Event.targets.shuffled(using: &random)
            let found = try filled.writer.archive.met(targets, in: period)
            let counts = Dictionary(found.map { ($0.target, $0) }) { first, _ in first }
            #expect(counts.count == found.count)
            for target in Event.targets {
                let totals = NaiveArchive.totals(filled.naive.meetings(of: target, in: period))
                #expect(
                    (counts[target]?.totals).map { NaiveArchive.Count($0) } ?? NaiveArchive.Count() == totals,
                    "\(target)"
                )
                #expect(counts[target]?.isAtLeast != true)
            }
            #expect(found.map(\.target) == targets.filter { counts[$0] != nil })
        }
    }

    @Test(arguments: [false, true])
    func `that reach their limits say what is missing, and their totals are right`(isJoined: Bool) throws {
        let filled = try Self.filled(seed: 7)
        if isJoined { for day in filled.writer.archive.days { _ = try filled.writer.join(day) } }
        let period = try #require(HuntPeriod.always)
        for target in Event.targets {
            let expected = filled.naive.meetings(of: target, in: period)
            for rows in [0, 1, 50, 1000] {
                for meetings in [0, 3, 10_000] {
                    let limits = HuntLimits(rows: rows, meetings: meetings)
                    let answer = try filled.writer.archive.hunt(target, in: period, limits: limits)
                    #expect(answer.meetings.count <= meetings)
                    try Self.check(answer, within: expected)
                }
            }
        }
    }

    /// What a limited answer holds is right, and it says so exactly when something is missing.
    private static func check(_ answer: HuntAnswer, within expected: [NaiveArchive.Met: NaiveArchive.Count])
        throws
    {
        let totals = NaiveArchive.totals(expected)
        if answer.more?.stop == nil {
            #expect(NaiveArchive.Count(answer.totals) == totals, "\(answer.target)")
        } else {
            #expect(answer.totals.count < totals.count)
        }
        for meeting in answer.meetings {
            let met = NaiveArchive.Met(
                address: meeting.address,
                inside: meeting.inside,
                sensor: meeting.sensor
            )
            let whole = try #require(expected[met])
            #expect(meeting.counted.count <= whole.count)
            #expect(
                meeting.counted.first.seconds >= whole.first && meeting.counted.last.seconds <= whole.last
            )
        }
        let listed = answer.meetings.reduce(0) { $0 + $1.counted.count }
        #expect((answer.more == nil) == (listed == totals.count && answer.totals.count == totals.count))
    }

    @Test func `of a crowd read its latest hours first`() throws {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer()
        let sensor = try writer.register(sensor: "dns")
        let day = try #require(TemporaryArchive.firstDay)
        let address = try Address("hot.example")
        let events = (0..<10).flatMap { hour in
            (0..<100).map { host in
                Event(
                    address: address,
                    inside: IPAddress(v4: 0x0A00_0000 + UInt32(host)),
                    sensor: sensor,
                    second: day.start.seconds + Int64(hour * 3600 + host),
                    times: 1
                )
            }
        }
        for batch in Event.batches(of: events, id: "1") {
            _ = try writer.ingest(batch, at: TemporaryArchive.now)
        }
        let answer = try writer.archive.hunt(
            HuntTarget(address),
            in: try #require(HuntPeriod.always),
            limits: HuntLimits(rows: 250)
        )
        #expect(answer.totals.count == 1000 && answer.meetings.count == 100)
        let more = try #require(answer.more)
        #expect(more.unreadRows == 750 && more.unkeptRows == 0 && more.stop == nil)
        #expect(
            answer.meetings.allSatisfy { $0.counted.last >= Timestamp(seconds: day.start.seconds + 9 * 3600) }
        )
        #expect(answer.meetings.map(\.counted.count).reduce(0, +) == 250)
        #expect(
            answer.totals.first == day.start
                && answer.totals.last.seconds == day.start.seconds + 9 * 3600 + 99
        )
    }
}

extension NaiveArchive.Count {
    init(_ counted: MeetingCount) {
        count = counted.count
        days = Dictionary(counted.days.map { ($0.day, $0.count) }, uniquingKeysWith: +)
        if count > 0 {
            first = counted.first.seconds
            last = counted.last.seconds
        }
    }
}
