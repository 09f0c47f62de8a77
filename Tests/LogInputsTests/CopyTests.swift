import Foundation
import LogInputs
import TestSupport
import Testing

/// What rotation makes of a log beside it, looked at in the moments that a test by chance seldom meets.
@Suite(.timeLimit(.minutes(15))) struct `Copies of followed files` {
    /// Makes the inputs look at the folder: the line of a new file comes when they have.
    private func look(_ intake: inout Intake, _ logs: TemporaryFolder) async throws {
        let marker = "seen \(UUID())"
        try TestLog("marker-\(UUID().uuidString.filter(\.isLetter))", in: logs).append(marker + "\n")
        #expect(try await intake.lines(1) == [marker])
    }

    private func followed(
        _ body: @Sendable (inout Intake, TestLog) async throws -> Void
    ) async throws {
        let state = try TemporaryFolder()
        let logs = try TemporaryFolder()
        let inputs = [try LogInputConfiguration.following(logs.path("*"))]
        let left = try await Intake.run(inputs, folder: state.path("state")) { intake in
            try await body(&intake, TestLog(in: logs))
        }
        #expect(left == [])
    }

    @Test(arguments: [10, 100]) func `are left alone while they are made`(count: Int) async throws {
        try await followed { intake, log in
            try log.append(lines: 0..<count)
            #expect(try await intake.lines(count) == TestLog.lines(0..<count))
            let copy = TestLog("dns.log.1", in: log.folder)
            for part in [0..<0, 0..<count / 2, count / 2..<count] {
                try copy.append(lines: part)
                try await look(&intake, log.folder)
            }
            try log.truncate(to: 0)
            try await look(&intake, log.folder)
            try log.append("new\n")
            #expect(try await intake.lines(1) == ["new"])
        }
    }

    @Test func `are left alone while nothing is read of their original`() async throws {
        try await followed { intake, log in
            try log.append("unfini")
            try await look(&intake, log.folder)
            try TestLog("dns.log.1", in: log.folder).append("unfini")
            try await look(&intake, log.folder)
            try log.truncate(to: 0)
            #expect(try await intake.lines(1) == ["unfini"])
            try log.append("new\n")
            #expect(try await intake.lines(1) == ["new"])
        }
    }

    @Test(arguments: Compression.allCases)
    func `are left alone while they are compressed`(compression: Compression) async throws {
        let elsewhere = try TemporaryFolder()
        let whole = TestLog(in: elsewhere)
        try whole.append(lines: 0..<5_000)
        let packed = try Data(contentsOf: URL(filePath: compression.compress(whole.path)))
        try await followed { intake, log in
            try log.append(lines: 0..<5_000)
            #expect(try await intake.lines(5_000) == TestLog.lines(0..<5_000))
            try log.rename(to: "dns.log.1")
            let path = log.folder.path("dns.log.1\(compression.suffix)")
            for length in [0, 1, packed.count / 2, packed.count - 1, packed.count] {
                try packed.prefix(length).write(to: URL(filePath: path))
                try await look(&intake, log.folder)
            }
            try FileManager.default.removeItem(atPath: log.folder.path("dns.log.1"))
            try await look(&intake, log.folder)
            try log.append("new\n")
            #expect(try await intake.lines(1) == ["new"])
        }
    }

    @Test(arguments: [(1, 2), (3, 10), (30, 100)])
    func `give nothing when they lack lines that were read`(copied: Int, read: Int) async throws {
        try await followed { intake, log in
            try log.append(lines: 0..<copied)
            #expect(try await intake.lines(copied) == TestLog.lines(0..<copied))
            try log.copy(to: "dns.log.1")
            try log.append(lines: copied..<read)
            #expect(try await intake.lines(read - copied) == TestLog.lines(copied..<read))
            try log.truncate(to: 0)
            try log.append("new\n")
            #expect(try await intake.lines(1) == ["new"])
            try await look(&intake, log.folder)
            try Compression.gzip.compress(log.folder.path("dns.log.1"))
            try await look(&intake, log.folder)
            #expect(try intake.statistics().drops.isEmpty)
        }
    }

    @Test(arguments: [(1, 2), (3, 10), (30, 100)])
    func `give nothing after a restart when they lack lines that were read`(
        copied: Int,
        read: Int
    ) async throws {
        let state = try TemporaryFolder()
        let logs = try TemporaryFolder()
        let log = TestLog(in: logs)
        let inputs = [try LogInputConfiguration.following(logs.path("*"))]
        try log.append(lines: 0..<copied)
        try await Intake.run(inputs, folder: state.path("state")) { intake in
            _ = try await intake.lines(copied)
            try log.copy(to: "dns.log.1")
            try log.append(lines: copied..<read)
            _ = try await intake.lines(read - copied)
        }
        try log.truncate(to: 0)
        try log.append("new\n")
        try Compression.zstd.compress(logs.path("dns.log.1"))
        let left = try await Intake.run(inputs, folder: state.path("state")) { intake in
            #expect(try await intake.lines(1) == ["new"])
            try await look(&intake, logs)
        }
        #expect(left == [])
    }

    private struct Stopped: Error {}

    /// The batch was handed out, maybe stored, and not acknowledged: what is left of it has its identity.
    @Test(arguments: [nil, .gzip, .xz] as [Compression?])
    func `give what is left of a batch under the same identity`(compression: Compression?) async throws {
        let state = try TemporaryFolder()
        let logs = try TemporaryFolder()
        let log = TestLog(in: logs)
        let inputs = [try LogInputConfiguration.following(logs.path("*"))]
        let unacknowledged = Box<LineBatch>()
        try log.append(lines: 0..<40)
        await #expect(throws: Stopped.self) {
            try await Intake.run(inputs, folder: state.path("state")) { intake in
                _ = try await intake.lines(40)
                try log.append(lines: 40..<60)
                unacknowledged.value = try await intake.unacknowledged()
                throw Stopped()
            }
        }
        try TestLog("dns.log.1", in: logs).append(lines: 0..<50)
        if let compression { try compression.compress(logs.path("dns.log.1")) }
        try log.truncate(to: 0)
        let before = try #require(unacknowledged.value)
        #expect(before.texts == TestLog.lines(40..<60))
        for _ in 0..<2 {
            let left = try await Intake.run(inputs, folder: state.path("state")) { intake in
                if let copied = unacknowledged.value {
                    let batch = try await intake.batch()
                    #expect(batch.texts == TestLog.lines(40..<50))
                    #expect(batch.id == copied.id)
                    #expect(batch.position?.offset == copied.id.end - Self.length(50..<60))
                    unacknowledged.value = nil
                }
                try await look(&intake, logs)
            }
            #expect(left == [])
        }
    }

    private static func length(_ lines: Range<Int>) -> Int64 { Int64(TestLog.text(lines).utf8.count) }

    @Test func `leave to be counted what was seen and is not in them`() async throws {
        try await followed { intake, log in
            try log.append(lines: 0..<10)
            #expect(try await intake.lines(10) == TestLog.lines(0..<10))
            try log.copy(to: "dns.log.1")
            try log.append("unfinished")
            while try intake.statistics().lag.bytes != 10 { await Task.yield() }
            try log.truncate(to: 0)
            try await until { try intake.statistics().dropped(.truncatedFile) > 0 }
            #expect(try intake.statistics().drops[.truncatedFile]?.bytes == 10)
        }
    }

    /// The same first lines are no proof: a new log with the header of an old one is read from there on.
    @Test func `are not seen in logs that begin alike`() async throws {
        let header = "#fields ts query\n"
        try await followed { intake, log in
            for number in 0..<5 {
                try log.append(header)
                #expect(try await intake.lines(1) == ["#fields ts query"])
                try log.append(lines: number * 10..<number * 10 + 10)
                #expect(try await intake.lines(10) == TestLog.lines(number * 10..<number * 10 + 10))
                try log.rename(to: "dns.log-\(number)")
            }
        }
    }
}
