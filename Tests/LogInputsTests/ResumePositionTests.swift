import Foundation
import SystemIO
import TestSupport
import Testing

@testable import LogInputs

@Suite(.timeLimit(.minutes(15))) struct `Resume positions` {
    /// The batches of a file of some 5 MB, nothing acknowledged: the folder knows of no progress.
    private func batches(_ log: TestLog, _ state: String) async throws -> [LineBatch] {
        let taken = Box<[LineBatch]>()
        await #expect(throws: Stopped.self) {
            try await Intake.run([.following(log.path)], folder: state) { intake in
                var batches: [LineBatch] = []
                while batches.reduce(0, { $0 + $1.lineCount }) < 70_000 {
                    batches.append(try await intake.unacknowledged())
                }
                taken.value = batches
                throw Stopped()
            }
        }
        return try #require(taken.value)
    }

    struct Stopped: Error {}

    /// Wherever the consumer got to, with the folder of before, and with none at all.
    @Test(arguments: ["state", "another"]) func `are where reading goes on`(state: String) async throws {
        let folder = try TemporaryFolder()
        let logs = try TemporaryFolder()
        let log = TestLog(in: logs)
        try log.append(lines: 0..<70_000)
        let batches = try await batches(log, folder.path("state"))
        #expect(batches.count > 3)
        var taken = 0
        for (number, batch) in batches.enumerated() {
            taken += batch.lineCount
            let position = try #require(batch.position)
            #expect(position.source == batch.id.source)
            #expect(position.offset == batch.id.end)
            let stored = try #require(ResumePosition("\(position)"))
            #expect("\(stored)" == "\(position)")
            let expected = TestLog.lines(taken..<70_000) + ["more \(number)"]
            let copy = folder.path("\(state)-\(number)")
            if state == "state" { try FileManager.default.copyItem(atPath: folder.path(state), toPath: copy) }
            try log.append("more \(number)\n")
            let added = (0..<number).map { "more \($0)" }
            let left = try await Intake.run(
                [.following(log.path)],
                folder: copy,
                resumingFrom: [stored]
            ) { intake in
                let lines = try await intake.lines(expected.count + number)
                #expect(lines == expected.dropLast() + added + ["more \(number)"])
            }
            #expect(left == [])
        }
    }

    /// The consumer's store is older than the folder: what it does not hold comes again.
    @Test func `go before what was acknowledged`() async throws {
        let folder = try TemporaryFolder()
        let logs = try TemporaryFolder()
        let log = TestLog(in: logs)
        try log.append(lines: 0..<10)
        let early = Box<ResumePosition>()
        try await Intake.run([.following(log.path)], folder: folder.path("state")) { intake in
            early.value = try await intake.batch().position
            try log.append(lines: 10..<30)
            _ = try await intake.lines(20)
        }
        let position = try #require(early.value)
        for _ in 0..<2 {
            try await Intake.run(
                [.following(log.path)],
                folder: folder.path("state"),
                resumingFrom: [position]
            ) { intake in
                let lines = try await intake.lines(20)
                #expect(lines == TestLog.lines(10..<30))
                #expect(intake.inputs.remembers(position.source))
            }
        }
        try await Intake.run([.following(log.path)], folder: folder.path("state")) { intake in
            try log.append("last\n")
            #expect(try await intake.lines(1) == ["last"])
        }
    }

    /// A new folder must not take files for old ones that came while nobody looked.
    @Test func `tell that an input has begun`() async throws {
        let folder = try TemporaryFolder()
        let logs = try TemporaryFolder()
        let log = TestLog("a.log", in: logs)
        try log.append("old\n")
        let inputs = [try LogInputConfiguration.following(logs.path("*.log"), start: .end)]
        let position = Box<ResumePosition>()
        try await Intake.run(inputs, folder: folder.path("state")) { intake in
            try await until { try intake.statistics().openFiles == 1 }
            try log.append("new\n")
            position.value = try await intake.batch().position
        }
        try TestLog("b.log", in: logs).append("while nobody looked\n")
        try await Intake.run(
            inputs,
            folder: folder.path("another"),
            resumingFrom: [try #require(position.value)]
        ) { intake in
            let lines = try await intake.lines(1)
            #expect(lines == ["while nobody looked"])
        }
    }

    @Test func `of requests keep them from being taken twice`() async throws {
        let folder = try TemporaryFolder()
        let body = Array(TestLog.text(0..<60_000).utf8)
        let headers = ["Idempotency-Key": "batch-7"]
        let position = Box<ResumePosition>()
        let count = Box<Int>()
        await #expect(throws: Stopped.self) {
            let input = try `HTTP ingest`.input(answer: .queued)
            try await Intake.run([input], folder: folder.path("state")) { intake in
                let port = try await intake.listeningPort()
                let exchange = `HTTP ingest`.exchange(port, body, headers: headers)
                async let answer = exchange.answered()
                let batch = try await intake.unacknowledged()
                position.value = batch.position
                count.value = batch.lineCount
                withExtendedLifetime(try? await answer) {}
                throw Stopped()
            }
        }
        let stored = try #require(position.value)
        #expect(ResumePosition("\(stored)") == stored)
        let taken = try #require(count.value)
        try await Intake.run(
            [`HTTP ingest`.input()],
            folder: folder.path("another"),
            resumingFrom: [stored]
        ) { intake in
            let port = try await intake.listeningPort()
            let exchange = `HTTP ingest`.exchange(port, body, headers: headers)
            let rest = 60_000 - taken
            let (answer, lines) = try await `HTTP ingest`.send(exchange, taking: rest, from: &intake)
            #expect(answer.status == 202)
            #expect(lines == TestLog.lines(taken..<60_000))
        }
    }

    @Test func `are missing where nothing can be resumed`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Inputs.udp(), `HTTP ingest`.input()], folder: folder.path("state")) { intake in
            let socket = try LoopbackSocket(.datagrams, port: try await intake.listeningPort("udp"))
            try await socket.send(Array("hello".utf8))
            #expect(try await intake.batch().position == nil)
            let port = try await intake.listeningPort("http")
            async let answer = `HTTP ingest`.exchange(port, Array("x\n".utf8)).answered()
            #expect(try await intake.batch().position == nil)
            #expect(try await answer.status == 202)
        }
    }

    @Test func `are nothing else than their text`() throws {
        var record = FileRecord(
            source: .random(),
            number: 3,
            input: "in put",
            path: "/var/log/ﺔ %\n\t.log",
            key: .init(device: 1, inode: 2),
            generation: 0,
            stored: .start,
            lastSeen: .now
        )
        record.head = FileHead(of: [1, 2, 3])
        let block = FileBlock(
            lines: LineBlock(bytes: [0x0A], lineCount: 1, range: 7..<8, cutLines: 0),
            tail: ContentMark(of: [4]),
            head: record.head,
            cutEnd: 8,
            endIsKnown: true
        )
        let position = ResumePosition(journal: .random(), file: record, behind: block)
        let text = "\(position)"
        #expect(ResumePosition(text) == position)
        #expect(!text.contains(" ") && !text.contains("\n"))
        for index in text.indices {
            var damaged = text
            damaged.replaceSubrange(index...index, with: damaged[index] == "0" ? "1" : "0")
            // The journal's name is no more than a name; the rest has a checksum.
            if text.distance(from: text.startIndex, to: index) >= 32 {
                #expect(ResumePosition(damaged) == nil)
            }
            #expect(ResumePosition(String(text[..<index])) == nil)
        }
    }
}
