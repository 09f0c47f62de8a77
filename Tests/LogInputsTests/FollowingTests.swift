import Foundation
import LogInputs
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Followed files` {
    @Test func `give their lines as they grow`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        try log.append(lines: 0..<3)
        let left = try await Intake.run([.following(log.path)], folder: folder.path("state")) { intake in
            #expect(try await intake.lines(3) == TestLog.lines(0..<3))
            for number in 3..<20 {
                try log.append(lines: number..<number + 1)
                #expect(try await intake.lines(1) == [TestLog.line(number)])
            }
        }
        #expect(left == [])
    }

    @Test func `are found when they appear`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([.following(folder.path("*.log"))], folder: folder.path("state")) { intake in
            for name in ["a.log", "b.log", "c.log"] {
                try TestLog(name, in: folder).append("\(name)\n")
                let batch = try await intake.batch()
                #expect(batch.texts == [name])
                #expect(batch.origin.input == "files")
                #expect(batch.origin.place == .file(path: folder.path(name)))
            }
        }
    }

    @Test func `wait for the end of a line`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        let left = try await Intake.run([.following(log.path)], folder: folder.path("state")) { intake in
            try log.append("one\ntw")
            #expect(try await intake.lines(1) == ["one"])
            try log.append("o")
            try log.append("\nthree\nfo")
            var lines: [String] = []
            while lines.count < 2 { lines += try await intake.lines(1) }
            #expect(lines == ["two", "three"])
        }
        #expect(left == [])
    }

    @Test func `are read to their end when they are renamed`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        // Time for the writer, which writes on after the renaming, also on a machine that has much to do.
        let inputs = [try LogInputConfiguration.following(log.path, leaveAfter: .seconds(10))]
        let left = try await Intake.run(inputs, folder: folder.path("state")) { intake in
            try log.append(lines: 0..<10)
            #expect(try await intake.lines(10) == TestLog.lines(0..<10))
            let writer = try #require(FileHandle(forWritingAtPath: log.path))
            try writer.seekToEnd()
            try log.rename(to: "dns.log.1")
            try writer.write(contentsOf: Data((TestLog.text(10..<20) + "unfinished").utf8))
            try writer.close()
            try log.append(lines: 20..<30)
            let lines = try await intake.lines(21)
            #expect(Set(lines) == Set(TestLog.lines(10..<30) + ["unfinished"]))
        }
        #expect(left == [])
    }

    @Test func `are not missed when they are renamed before anybody looked`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        let left = try await Intake.run([.following(log.path)], folder: folder.path("state")) { intake in
            try log.append("here\n")
            #expect(try await intake.lines(1) == ["here"])
            for generation in 0..<8 {
                try log.append(lines: generation * 10..<generation * 10 + 10)
                for age in (1..<9).reversed() {
                    let older = TestLog("dns.log.\(age)", in: folder)
                    if FileManager.default.fileExists(atPath: older.path) {
                        try older.rename(to: "dns.log.\(age + 1)")
                    }
                }
                try log.rename(to: "dns.log.1")
            }
            try log.append(lines: 80..<90)
            #expect(Set(try await intake.lines(90)) == Set(TestLog.lines(0..<90)))
        }
        #expect(left == [])
    }

    @Test(arguments: ["dns.log", "*"]) func `begin anew when they are truncated`(pattern: String) async throws
    {
        let folder = try TemporaryFolder()
        let logs = try TemporaryFolder()
        let log = TestLog(in: logs)
        let inputs = [try LogInputConfiguration.following(logs.path(pattern))]
        let left = try await Intake.run(inputs, folder: folder.path("state")) { intake in
            for generation in 0..<6 {
                let lines = generation * 100..<generation * 100 + 10 + generation
                try log.append(lines: lines)
                #expect(try await intake.lines(lines.count) == TestLog.lines(lines))
                try log.copyTruncate(to: "dns.log.1")
            }
        }
        #expect(left == [])
    }

    @Test(arguments: ["dns.log", "*"])
    func `are read to their end from the copy when they are truncated first`(pattern: String) async throws {
        let folder = try TemporaryFolder()
        let logs = try TemporaryFolder()
        let log = TestLog(in: logs)
        let inputs = [try LogInputConfiguration.following(logs.path(pattern))]
        let left = try await Intake.run(inputs, folder: folder.path("state")) { intake in
            try log.append(lines: 0..<40)
            #expect(try await intake.lines(40) == TestLog.lines(0..<40))
            try log.append(lines: 40..<80)
            try log.append("unfinished")
            try log.copyTruncate(to: "dns.log.1")
            try log.append(lines: 100..<120)
            let lines = try await intake.lines(61)
            #expect(Set(lines) == Set(TestLog.lines(40..<80) + ["unfinished"] + TestLog.lines(100..<120)))
            #expect(try intake.statistics().dropped(.truncatedFile) == 0)
        }
        #expect(left == [])
    }

    @Test func `that are truncated without a copy lose what was not read, and say so`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        try await Intake.run([.following(log.path)], folder: folder.path("state")) { intake in
            try log.append("one\nunfinished")
            #expect(try await intake.lines(1) == ["one"])
            while try intake.statistics().lag.bytes != 10 { await Task.yield() }
            try log.truncate(to: 0)
            try log.append("two\n")
            #expect(try await intake.lines(1) == ["two"])
            try await until { try intake.statistics().dropped(.truncatedFile) > 0 }
            let drop = try #require(try intake.statistics().drops[.truncatedFile])
            #expect(drop.count == 1)
            #expect(drop.bytes == 10)
            #expect(drop.first <= drop.last)
        }
    }

    @Test func `leave out the hole that a writer leaves after a truncation`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        try await Intake.run([.following(log.path)], folder: folder.path("state")) { intake in
            try log.append(lines: 0..<100)
            let writer = try #require(FileHandle(forWritingAtPath: log.path))
            try writer.seekToEnd()
            _ = try await intake.lines(100)
            try log.truncate(to: 0)
            try writer.write(contentsOf: Data(TestLog.text(100..<110).utf8))
            try writer.close()
            #expect(try await intake.lines(10) == TestLog.lines(100..<110))
        }
    }

    @Test func `with dates in their names follow each other`() async throws {
        let folder = try TemporaryFolder()
        let pattern = folder.path("dns-*.log")
        let left = try await Intake.run([.following(pattern)], folder: folder.path("state")) { intake in
            for day in 1..<9 {
                let log = TestLog("dns-2026-11-0\(day).log", in: folder)
                try log.append("#fields ts query\n")
                try log.append(lines: day * 10..<day * 10 + 10)
                let lines = try await intake.lines(11)
                #expect(lines == ["#fields ts query"] + TestLog.lines(day * 10..<day * 10 + 10))
            }
        }
        #expect(left == [])
    }

    @Test func `are finished when they are renamed, deleted and compressed`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        let pattern = folder.path("dns.log*")
        let left = try await Intake.run([.following(pattern)], folder: folder.path("state")) { intake in
            for generation in 0..<5 {
                let lines = generation * 10..<generation * 10 + 10
                try log.append(lines: lines)
                try log.rename(to: "dns.log.\(generation)")
                try Compression.gzip.compress(folder.path("dns.log.\(generation)"))
                if generation > 0 { _ = try await intake.lines(10) }
            }
            try log.append("last\n")
            #expect(try await intake.lines(11).last == "last")
        }
        #expect(left == [])
    }

    @Test func `are told from others of the same inode`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        var sources: Set<SourceID> = []
        for generation in 0..<4 {
            // Rewritten in place, longer than before: only the content tells.
            try log.truncate(generation: generation)
            let batch = try await firstBatch(log, folder)
            #expect(batch.texts.count == 10 * (generation + 1))
            #expect(sources.insert(batch.id.source).inserted)
        }
    }

    private func firstBatch(_ log: TestLog, _ folder: TemporaryFolder) async throws -> LineBatch {
        let first = Box<LineBatch>()
        try await Intake.run([.following(log.path)], folder: folder.path("state")) { intake in
            first.value = try await intake.batch()
        }
        return try #require(first.value)
    }

    @Test func `begin behind their lines when that is asked for, later ones at their first`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog("a.log", in: folder)
        try log.append("old\nolder, and not finis")
        let inputs = [try LogInputConfiguration.following(folder.path("*.log"), start: .end)]
        try await Intake.run(inputs, folder: folder.path("state")) { intake in
            while try intake.statistics().openFiles == 0 { await Task.yield() }
            try log.append("hed\n")
            #expect(try await intake.lines(1) == ["older, and not finished"])
            try TestLog("b.log", in: folder).append("new\n")
            #expect(try await intake.lines(1) == ["new"])
        }
        try TestLog("c.log", in: folder).append("while nobody looked\n")
        try await Intake.run(inputs, folder: folder.path("state")) { intake in
            let lines = try await intake.lines(1)
            #expect(lines == ["while nobody looked"])
        }
    }

    @Test func `that cannot be read are reported and read as soon as they can be`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        try FileManager.default.createDirectory(atPath: log.path, withIntermediateDirectories: false)
        try await Intake.run([.following(log.path)], folder: folder.path("state")) { intake in
            while try intake.statistics().problems.first?.detail.contains("is a folder") != true {
                await Task.yield()
            }
            try FileManager.default.removeItem(atPath: log.path)
            while try intake.statistics().problems.first?.detail.contains("no such file") != true {
                await Task.yield()
            }
            try log.append("here\n")
            #expect(try await intake.lines(1) == ["here"])
            while try !intake.statistics().problems.isEmpty { await Task.yield() }
        }
    }

    @Test func `are read once when two inputs name them`() async throws {
        let folder = try TemporaryFolder()
        let log = TestLog(in: folder)
        try log.append(lines: 0..<10)
        let one = try LogInputConfiguration(name: "one", kind: LogInputConfiguration.following(log.path).kind)
        let two = try LogInputConfiguration(
            name: "two",
            kind: LogInputConfiguration.following(folder.path("*.log")).kind
        )
        let left = try await Intake.run([one, two], folder: folder.path("state")) { intake in
            let lines = try await intake.lines(10)
            #expect(lines == TestLog.lines(0..<10))
        }
        #expect(left == [])
    }
}

extension TestLog {
    /// Overwrites the file in place with lines of a generation.
    fileprivate func truncate(generation: Int) throws {
        if FileManager.default.fileExists(atPath: path) { try truncate(to: 0) }
        try append(lines: generation * 1000..<generation * 1000 + 10 * (generation + 1))
    }
}
