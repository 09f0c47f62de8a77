import Addresses
import HuntArchive
import Observations
import Reports
import TestSupport
import Testing

@Suite struct `Hunts beside the writer` {
    /// Each batch is met once by every one of ten hosts: a hunt must see all ten or none of them.
    @Test func `see batches whole, whatever is taken in and joined meanwhile`() async throws {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer()
        let sensor = try writer.register(sensor: "dns")
        let day = try #require(TemporaryArchive.firstDay)
        let target = try HuntTarget(Address("example.net"))
        let period = try #require(HuntPeriod.always)
        let batchCount = 60
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                for batch in 0..<batchCount {
                    let events = try (0..<10).map { host in
                        Event(
                            address: try Address("n\(batch).example.net"),
                            inside: IPAddress(v4: UInt32(host)),
                            sensor: sensor,
                            second: day.start.seconds + Int64(batch),
                            times: 1
                        )
                    }
                    for batch in Event.batches(of: events, id: "\(batch)") {
                        _ = try writer.ingest(batch, at: TemporaryArchive.now)
                    }
                    if batch % 7 == 6 { #expect(try writer.join(day)) }
                }
                return 0
            }
            for useReader in [false, true] {
                group.addTask {
                    var seen = 0
                    while seen < batchCount * 10 {
                        let archive = useReader ? try temporary.reader() : writer.archive
                        let answer = try archive.hunt(target, in: period)
                        #expect(answer.totals.count % 10 == 0 && answer.totals.count >= seen)
                        let names = Dictionary(grouping: answer.meetings, by: \.address)
                        #expect(names.values.allSatisfy { $0.count == 10 })
                        seen = Int(answer.totals.count)
                        if Task.isCancelled { break }
                    }
                    return seen
                }
            }
            for try await _ in group {}
        }
        #expect(try writer.archive.hunt(target, in: period).totals.count == UInt64(batchCount * 10))
    }

    @Test func `batches of one day taken in by several threads are all there`() async throws {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer()
        let sensor = try writer.register(sensor: "dns")
        let day = try #require(TemporaryArchive.firstDay)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<4 {
                group.addTask {
                    for index in 0..<20 {
                        let event = Event(
                            address: try Address("evil.example"),
                            inside: IPAddress(v4: UInt32(thread)),
                            sensor: sensor,
                            second: day.start.seconds,
                            times: 1
                        )
                        // Every batch is delivered twice.
                        for id in ["\(thread) \(index)", "\(thread) \(index)"] {
                            for batch in Event.batches(of: [event], id: id) {
                                _ = try writer.ingest(batch, at: TemporaryArchive.now)
                            }
                        }
                        if index % 8 == 7 { _ = try writer.join(day) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let answer = try writer.archive.hunt(
            HuntTarget(Address("evil.example")),
            in: #require(HuntPeriod.always)
        )
        #expect(answer.totals.count == 80 && answer.meetings.map(\.counted.count) == [20, 20, 20, 20])
    }
}
