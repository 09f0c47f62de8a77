import Addresses
import HuntArchive
import Observations
import Reports
import TestSupport
import Testing

@Suite struct `The coverage of an archive` {
    private let temporary: TemporaryArchive
    private let writer: ArchiveWriter
    private let start: Int64

    init() throws {
        temporary = try TemporaryArchive()
        writer = try temporary.writer()
        start = try #require(TemporaryArchive.firstDay).start.seconds
    }

    /// Hours since the start of the first day.
    private func interval(_ hours: Range<Int>) throws -> Interval {
        try #require(
            Interval(
                from: Timestamp(seconds: start + Int64(hours.lowerBound) * 3600),
                to: Timestamp(seconds: start + Int64(hours.upperBound) * 3600)
            )
        )
    }

    private func period(_ hours: Range<Int>) throws -> HuntPeriod {
        let interval = try interval(hours)
        return try #require(HuntPeriod(since: interval.start, until: interval.end))
    }

    private func note(_ sensor: SensorNumber, _ hours: Range<Int>, _ claim: CoverageNote.Claim = .covered)
        throws -> CoverageNote
    {
        CoverageNote(sensor: sensor, interval: try interval(hours), claim: claim)
    }

    private func take(_ notes: [CoverageNote], id: String) throws {
        for batch in Event.batches(of: [], id: id, notes: notes) {
            #expect(try writer.ingest(batch, at: TemporaryArchive.now) == .stored(rows: 0))
        }
    }

    private func gaps(_ hours: Range<Int>, of sensor: Int = 0) throws -> [(Interval, GapReason, UInt64)] {
        try writer.archive.coverage(of: period(hours)).sensors[sensor].gaps.map {
            ($0.interval, $0.reason, $0.lost)
        }
    }

    @Test func `of no sensor is not complete`() throws {
        #expect(try !writer.archive.coverage(of: period(0..<24)).isComplete)
    }

    @Test func `is complete when the batches' times leave nothing out`() throws {
        let sensor = try writer.register(sensor: "dns")
        try take([note(sensor, 0..<20)], id: "1")
        try take([note(sensor, 20..<49), note(sensor, 30..<40)], id: "2")
        let report = try writer.archive.coverage(of: period(0..<49))
        #expect(report.isComplete && report.sensors.map(\.name) == ["dns"])
        #expect(try report.sensors[0].coveredUntil == interval(0..<49).end)
        #expect(try !writer.archive.coverage(of: period(0..<50)).isComplete)
        for day in writer.archive.days { #expect(try writer.join(day)) }
        #expect(try writer.archive.coverage(of: period(0..<49)).sensors == report.sensors)
    }

    @Test(arguments: [false, true])
    func `names what nobody spoke of and what was said to be missing`(isJoined: Bool) throws {
        let sensor = try writer.register(sensor: "dns")
        try take([note(sensor, 2..<10), note(sensor, 4..<5, .gap(.overload, lost: 7))], id: "1")
        try take([note(sensor, 4..<5, .gap(.overload, lost: 3)), note(sensor, 12..<40)], id: "2")
        try take(
            [
                note(sensor, 10..<11, .gap(.stopped, lost: 0)),
                note(sensor, 20..<30, .gap(.inputLost, lost: 1)),
            ],
            id: "3"
        )
        if isJoined { for day in writer.archive.days { #expect(try writer.join(day)) } }
        let gaps = try gaps(0..<41)
        let expected: [(Range<Int>, GapReason, UInt64)] = [
            (0..<2, .unrecorded, 0), (4..<5, .overload, 10), (10..<11, .stopped, 0),
            (11..<12, .unrecorded, 0),
            (20..<30, .inputLost, 1), (40..<41, .unrecorded, 0),
        ]
        #expect(gaps.count == expected.count)
        for (gap, (hours, reason, lost)) in zip(gaps, expected) {
            #expect(try gap.0 == interval(hours) && gap.1 == reason && gap.2 == lost)
        }
    }

    @Test func `needs every sensor but those that were retired`() throws {
        let dns = try writer.register(sensor: "dns")
        _ = try writer.register(sensor: "old")
        try take([note(dns, 0..<24)], id: "1")
        #expect(try !writer.archive.coverage(of: period(0..<24)).isComplete)
        try writer.retire(sensor: "old")
        #expect(try writer.archive.coverage(of: period(0..<24)).isComplete)
        #expect(try temporary.reader().coverage(of: period(0..<24)).isComplete)
        #expect(try writer.register(sensor: "old") == SensorNumber(1))
        #expect(try !writer.archive.coverage(of: period(0..<24)).isComplete)
        #expect(throws: ArchiveError.self) { try writer.retire(sensor: "nobody") }
    }

    @Test func `tells what is no longer kept from what nobody recorded`() throws {
        let sensor = try writer.register(sensor: "dns")
        try take([note(sensor, 0..<96)], id: "1")
        let short = try #require(TemporaryArchive.firstDay).advanced(by: 92)
        _ = try writer.maintain(at: short.start)
        let gaps = try gaps(0..<100)
        #expect(try gaps.map(\.0) == [interval(0..<48), interval(96..<100)])
        #expect(gaps.map(\.1) == [.expired, .unrecorded])
    }

    @Test func `names a bounded number of gaps and counts the others`() throws {
        let sensor = try writer.register(sensor: "dns")
        let notes = try (0..<300).map { index in
            CoverageNote(
                sensor: sensor,
                interval: try #require(
                    Interval(
                        from: Timestamp(seconds: start + Int64(index) * 100),
                        to: Timestamp(seconds: start + Int64(index) * 100 + 50)
                    )
                ),
                claim: .covered
            )
        }
        try take(notes, id: "1")
        let report = try writer.archive.coverage(of: period(0..<9)).sensors[0]
        #expect(report.gaps.count == CoverageReport.maximumGaps && report.unnamedGaps == 200)
    }

    /// Every second of a day is looked at by itself.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `agrees with a count of seconds`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sensor = try writer.register(sensor: "dns")
        var isCovered = [Bool](repeating: false, count: 3600)
        var isGap = isCovered
        for index in 0..<40 {
            let begin = Int.random(in: 0..<3600, using: &random)
            let end = min(3600, begin + Int.random(in: 1...200, using: &random))
            let interval = try #require(
                Interval(
                    from: Timestamp(seconds: start + Int64(begin)),
                    to: Timestamp(seconds: start + Int64(end))
                )
            )
            let gap = Int.random(in: 0..<4, using: &random) == 0
            for second in begin..<end { if gap { isGap[second] = true } else { isCovered[second] = true } }
            let claim = gap ? CoverageNote.Claim.gap(.overload, lost: 1) : .covered
            try take([CoverageNote(sensor: sensor, interval: interval, claim: claim)], id: "\(index)")
            if index == 25 { #expect(try writer.join(#require(writer.archive.days.first))) }
        }
        let report = try writer.archive.coverage(of: period(0..<1)).sensors[0]
        var isMissing = [Bool](repeating: false, count: 3600)
        for gap in report.gaps {
            for second in gap.interval.start.seconds..<gap.interval.end.seconds {
                isMissing[Int(second - start)] = true
            }
        }
        #expect(isMissing == zip(isCovered, isGap).map { !$0 || $1 })
        let unrecorded = report.gaps.filter { $0.reason == .unrecorded }.map(\.interval.seconds).reduce(0, +)
        #expect(unrecorded == Int64(zip(isCovered, isGap).count { !$0 && !$1 }))
    }
}
