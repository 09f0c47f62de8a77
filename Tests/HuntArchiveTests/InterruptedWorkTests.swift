import Addresses
import HuntArchive
import Observations
import Reports
import TestSupport
import Testing

/// A child process takes batches in and joins days; it is killed at every stage of that.
/// It is also read beside, from this process, while it has the archive open.
@Suite struct `Another process at work` {
    /// How often each name was met in an archive, by day, as text.
    private static func content(_ archive: HuntArchive) throws -> [String] {
        let limits = HuntLimits(rows: .max, meetings: .max)
        let answer = try archive.hunt(
            HuntTarget(Address("example.net")),
            in: #require(HuntPeriod.always),
            limits: limits
        )
        #expect(answer.more == nil)
        return answer.meetings.map { meeting in
            let inside = meeting.inside.map(\.description) ?? "-"
            let days = meeting.counted.days.map { "\($0.day) \($0.count)" }.joined(separator: ", ")
            return "\(meeting.address) \(inside) \(days) \(meeting.counted.first) \(meeting.counted.last)"
        }.sorted()
    }

    /// The contents that the child's archive goes through: nothing, then each batch of each day more.
    private static func stages() throws -> [[String]] {
        let temporary = try TemporaryArchive()
        let writer = try temporary.writer()
        let sensor = try writer.register(sensor: "child")
        let start = try #require(TemporaryArchive.firstDay).start
        var random = SeededGenerator(seed: 11)
        var stages = [try content(writer.archive)]
        for index in 0..<12 {
            let events = try (0..<300).map { _ in
                let name = "n\(Int.random(in: 0..<40, using: &random)).example.net"
                return Event(
                    address: try Address(name),
                    inside: IPAddress(v4: UInt32.random(in: 0..<10, using: &random)),
                    sensor: sensor,
                    second: start.seconds + Int64.random(in: 0..<(2 * 86_400), using: &random),
                    times: 1
                )
            }
            for batch in Event.batches(of: events, id: "batch \(index)") {
                _ = try writer.ingest(batch, at: start)
                stages.append(try content(writer.archive))
            }
        }
        return stages
    }

    @Test func `leaves every batch in or out, and can be done again`() throws {
        let stages = try Self.stages()
        #expect(Set(stages).count == stages.count && stages.count == 25)
        let whole = try TemporaryArchive()
        #expect(try IngesterProcess(temporary: whole).run(killingAtFile: nil) == .exited)
        #expect(try Self.content(whole.reader()) == stages.last)
        let files = IngesterProcess(temporary: whole).lastFile

        var reached: Set<Int> = []
        var random = SeededGenerator(seed: 12)
        for number in stride(from: 0, through: files, by: max(1, files / 20)) {
            let temporary = try TemporaryArchive()
            let child = IngesterProcess(temporary: temporary)
            let end = try child.run(killingAtFile: number, looksLater: Int.random(in: 0..<60, using: &random))
            var beside: [String]?
            do { beside = try Self.content(temporary.reader()) } catch let error as ArchiveError {
                #expect(error.code == .missing, "killed before there was an archive: \(error)")
            }
            let content: [String]
            do { content = try Self.content(temporary.writer().archive) }
            let stage = try #require(stages.firstIndex(of: content), "a content that no stage has")
            #expect(beside == nil || beside == content)
            if end == .exited { #expect(stage == stages.count - 1) }
            reached.insert(stage)
            #expect(try child.run(killingAtFile: nil) == .exited)
            #expect(try Self.content(temporary.writer().archive) == stages.last)
        }
        #expect(reached.count > 5, "the child was killed at \(reached.sorted()) only")
    }

    @Test func `a reader sees what the writer has taken in, and keeps what it saw`() throws {
        let stages = try Self.stages()
        let temporary = try TemporaryArchive()
        var readers: [(batches: Int, archive: HuntArchive)] = []
        try IngesterProcess(temporary: temporary).step { count in
            #expect(throws: ArchiveError.self) { try temporary.writer() }
            readers.append((count, try temporary.reader()))
            // Each of the twelve batches is two, one for each day. Earlier readers outlive the joining of days.
            for reader in readers {
                #expect(try Self.content(reader.archive) == stages[reader.batches * 2])
            }
        }
        #expect(readers.count == 12)
    }
}
