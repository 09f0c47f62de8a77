import Addresses
import HuntArchive
import Observations
import Reports
import TestSupport
import Testing

@Suite struct `Keeping a hunt archive` {
    private static func moment(_ day: Int, hour: Int64 = 12) throws -> Timestamp {
        let first = try #require(TemporaryArchive.firstDay)
        return Timestamp(seconds: first.advanced(by: day).start.seconds + hour * 3600)
    }

    private static func batches(_ days: Range<Int>, id: String, sensor: SensorNumber) throws
        -> [ObservationBatch]
    {
        let events = try days.map { day in
            Event(
                address: try Address("evil.example"),
                inside: IPAddress(v4: 0x0A00_0001),
                sensor: sensor,
                second: try moment(day).seconds,
                times: 1
            )
        }
        return Event.batches(of: events, id: id)
    }

    private static func count(_ archive: HuntArchive) throws -> UInt64 {
        try archive.hunt(HuntTarget(Address("evil.example")), in: #require(HuntPeriod.always)).totals.count
    }

    @Test func `removes days that are older than it keeps, for good`() throws {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer(retentionDays: 7)
        let sensor = try writer.register(sensor: "dns")
        for day in 0..<10 {
            for batch in try Self.batches(day..<day + 1, id: "\(day)", sensor: sensor) {
                #expect(try writer.ingest(batch, at: Self.moment(day)) == .stored(rows: 1))
            }
        }
        #expect(try Self.count(writer.archive) == 10)
        let done = try writer.maintain(at: Self.moment(10))
        #expect(
            done.expired
                == writer.archive.days.first.map { last in (1...3).map { last.advanced(by: -$0) }.reversed() }
        )
        #expect(writer.archive.days.count == 7)
        #expect(try Self.count(writer.archive) == 7)
        #expect(try Self.count(temporary.reader()) == 7)
        for batch in try Self.batches(2..<3, id: "late", sensor: sensor) {
            #expect(try writer.ingest(batch, at: Self.moment(10)) == .expired)
            // Not even when the clock goes back.
            #expect(try writer.ingest(batch, at: Self.moment(3)) == .expired)
        }
        let again = try writer.maintain(at: Self.moment(3))
        #expect(again.expired.isEmpty && writer.archive.days.count == 7)
    }

    @Test func `lets a reader finish what it began`() throws {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer(retentionDays: 2)
        let sensor = try writer.register(sensor: "dns")
        for batch in try Self.batches(0..<3, id: "1", sensor: sensor) {
            _ = try writer.ingest(batch, at: Self.moment(2))
        }
        let reader = try temporary.reader()
        for day in writer.archive.days { #expect(try writer.join(day)) }
        #expect(try writer.maintain(at: Self.moment(40)).expired.count == 3)
        #expect(try Self.count(writer.archive) == 0)
        #expect(try Self.count(reader) == 3)
        #expect(try Self.count(temporary.reader()) == 0)
    }

    @Test func `takes in nothing from a day that has not come`() throws {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer()
        let sensor = try writer.register(sensor: "dns")
        for batch in try Self.batches(1..<2, id: "1", sensor: sensor) {
            #expect(try writer.ingest(batch, at: Self.moment(0)) == .stored(rows: 1))
        }
        for batch in try Self.batches(2..<3, id: "2", sensor: sensor) {
            #expect(try writer.ingest(batch, at: Self.moment(0)) == .ahead)
        }
    }

    @Test func `joins a day once when it is over, and again when enough came late`() throws {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer()
        let sensor = try writer.register(sensor: "dns")
        let first = try #require(TemporaryArchive.firstDay)
        func take(_ id: String) throws {
            for batch in try Self.batches(0..<1, id: id, sensor: sensor) {
                #expect(try writer.ingest(batch, at: Self.moment(1)) == .stored(rows: 1))
            }
        }
        try take("1")
        #expect(try writer.maintain(at: Self.moment(0)).joined.isEmpty)
        #expect(try writer.maintain(at: Self.moment(1, hour: 1)).joined.isEmpty)
        #expect(try writer.maintain(at: Self.moment(1, hour: 2)).joined == [first])
        #expect(try writer.maintain(at: Self.moment(1)).joined.isEmpty)
        for late in 1..<ArchiveWriter.looseBatchesOfJoinedDay { try take("late \(late)") }
        #expect(try writer.maintain(at: Self.moment(1)).joined.isEmpty)
        try take("late")
        #expect(try writer.maintain(at: Self.moment(1)).joined == [first])
        #expect(try Self.count(writer.archive) == 9)
    }

    @Test func `joins a day that still goes on when it has many batches`() throws {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer()
        let sensor = try writer.register(sensor: "dns")
        for index in 1...ArchiveWriter.looseBatchesOfOpenDay {
            #expect(try writer.maintain(at: Self.moment(0)).joined.isEmpty)
            for batch in try Self.batches(0..<1, id: "\(index)", sensor: sensor) {
                _ = try writer.ingest(batch, at: Self.moment(0))
            }
        }
        #expect(try writer.maintain(at: Self.moment(0)).joined.count == 1)
        #expect(try Self.count(writer.archive) == UInt64(ArchiveWriter.looseBatchesOfOpenDay))
    }

    @Test func `keeps many days and opens them again`() throws {
        let temporary = try TemporaryArchive()
        do {
            let writer = try temporary.writer(retentionDays: 400)
            let sensor = try writer.register(sensor: "dns")
            for batch in try Self.batches(0..<80, id: "1", sensor: sensor) {
                #expect(try writer.ingest(batch, at: Self.moment(79)) == .stored(rows: 1))
            }
            #expect(try writer.maintain(at: Self.moment(80)).joined.count == 80)
        }
        #expect(try Self.count(temporary.reader()) == 80)
        #expect(try Self.count(temporary.writer().archive) == 80)
    }

    @Test func `knows its sensors by name, again after opening`() throws {
        let temporary = try TemporaryArchive()
        do {
            let writer = try temporary.writer()
            #expect(try writer.register(sensor: "dns") == SensorNumber(0))
            #expect(try writer.register(sensor: "محس") == SensorNumber(1))
            #expect(try writer.register(sensor: "dns") == SensorNumber(0))
            for name in ["", String(repeating: "x", count: 129)] {
                #expect(throws: ArchiveError.self) { try writer.register(sensor: name) }
            }
        }
        let reader = try temporary.reader()
        #expect(reader.sensors.map(\.name) == ["dns", "محس"])
        #expect(reader.sensorNumber(of: "محس") == SensorNumber(1) && reader.sensorNumber(of: "x") == nil)
        #expect(
            reader.sensorName(of: SensorNumber(1)) == "محس" && reader.sensorName(of: SensorNumber(7)) == "7"
        )
    }

    @Test func `refuses batches of sensors that nobody registered`() throws {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer()
        _ = try writer.register(sensor: "dns")
        for batch in try Self.batches(0..<1, id: "1", sensor: SensorNumber(1)) {
            #expect(throws: ArchiveError.self) { try writer.ingest(batch, at: Self.moment(0)) }
        }
        #expect(try Self.count(writer.archive) == 0)
        for batch in try Self.batches(0..<1, id: "1", sensor: SensorNumber(0)) {
            #expect(try writer.ingest(batch, at: Self.moment(0)) == .stored(rows: 1))
        }
    }
}
