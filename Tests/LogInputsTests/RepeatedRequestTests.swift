import Foundation
import LogInputs
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `Repeated requests` {
    private static let key = ["Idempotency-Key": "\"batch-7\""]

    @Test func `are taken once`() async throws {
        let folder = try TemporaryFolder()
        for run in 0..<2 {
            let left = try await Intake.run([`HTTP ingest`.input()], folder: folder.path("state")) { intake in
                let port = try await intake.listeningPort()
                let body = Array(TestLog.text(0..<1000).utf8)
                let exchange = `HTTP ingest`.exchange(port, body, headers: Self.key)
                if run == 0 {
                    let (answer, lines) = try await `HTTP ingest`.send(exchange, taking: 1000, from: &intake)
                    #expect(answer.status == 202)
                    #expect(try answer.member("repeated") == "0")
                    #expect(lines == TestLog.lines(0..<1000))
                }
                // Again, packed another way, and after a restart.
                for coding in ["identity", "gzip", "zstd"] {
                    let again = `HTTP ingest`.exchange(
                        port,
                        try Packing.pack(body, coding),
                        headers: Self.key.merging(["Content-Encoding": coding]) { $1 }
                    )
                    let answer = try await again.answered()
                    #expect(answer.status == 202)
                    #expect(try answer.member("repeated") == "1")
                    #expect(try answer.member("lines") == "0")
                }
                let other = `HTTP ingest`.exchange(port, Array("other\n".utf8), headers: Self.key)
                #expect(try await other.answered().status == 422)
                var elsewhere = `HTTP ingest`.exchange(port, Array("x\n".utf8), headers: Self.key)
                elsewhere.path = "/ingest/other-\(run)"
                let (answer, lines) = try await `HTTP ingest`.send(elsewhere, taking: 1, from: &intake)
                #expect(answer.status == 202)
                #expect(lines == ["x"])
            }
            #expect(left == [])
        }
    }

    /// The client breaks off in the middle; what was handed out before is not handed out again.
    @Test func `go on where they broke off`() async throws {
        let folder = try TemporaryFolder()
        let left = try await Intake.run([`HTTP ingest`.input()], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let body = Array(TestLog.text(0..<60_000).utf8)
            var lines: [String] = []
            do {
                let socket = try LoopbackSocket(.stream, port: port)
                try await socket.send(
                    "POST /ingest/zeek HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(`HTTP ingest`.token)\r\n"
                        + "Idempotency-Key: \"batch-7\"\r\nContent-Length: \(body.count)\r\n\r\n"
                )
                try await socket.send(Array(body.prefix(body.count / 2)))
                lines += try await intake.batch().texts
                socket.breakOff()
            }
            try await until { try intake.statistics().openConnections == 0 }
            let exchange = `HTTP ingest`.exchange(port, body, headers: Self.key)
            let (answer, more) = try await `HTTP ingest`.send(
                exchange,
                taking: 60_000 - lines.count,
                from: &intake
            )
            #expect(answer.status == 202)
            #expect(lines + more == TestLog.lines(0..<60_000))
        }
        #expect(left == [])
    }

    /// The process ends before anything is acknowledged; the client sends again, and the same batches come.
    @Test func `after a restart have the same identity as before`() async throws {
        let folder = try TemporaryFolder()
        let body = Array(TestLog.text(0..<60_000).utf8)
        var identities: [[BatchID]] = []
        for _ in 0..<2 {
            let taken = Box<[BatchID]>()
            await #expect(throws: Stopped.self) {
                try await Intake.run([`HTTP ingest`.input()], folder: folder.path("state")) { intake in
                    let socket = try LoopbackSocket(.stream, port: try await intake.listeningPort())
                    try await socket.send(
                        "POST /ingest/zeek HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(`HTTP ingest`.token)\r\n"
                            + "Idempotency-Key: batch-7\r\nContent-Length: \(body.count)\r\n\r\n"
                    )
                    try await socket.send(body)
                    var count = 0
                    while count < 60_000 { count += try await intake.unacknowledged().lineCount }
                    taken.value = intake.taken
                    // Never acknowledged: as if the process had died here.
                    throw Stopped()
                }
            }
            identities.append(try #require(taken.value))
        }
        #expect(identities[0].count > 1)
        #expect(identities[0] == identities[1])
    }

    struct Stopped: Error {}

    @Test func `are told to wait while one of the same key is read`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([`HTTP ingest`.input(requests: 2)], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let head =
                "POST /ingest/zeek HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(`HTTP ingest`.token)\r\n"
                + "Content-Length: 100\r\n"
            let first = try LoopbackSocket(.stream, port: port)
            try await first.send("\(head)Idempotency-Key: batch-7\r\n\r\nbegin")
            try await until { try intake.statistics().openConnections == 1 }
            let same = `HTTP ingest`.exchange(port, Array("x\n".utf8), headers: Self.key)
            let conflict = try await same.answered()
            #expect(conflict.status == 409)
            #expect(conflict.head.contains("retry-after"))
            let second = try LoopbackSocket(.stream, port: port)
            try await second.send("\(head)\r\nbegin")
            try await until { try intake.statistics().openConnections == 2 }
            let third = try await `HTTP ingest`.exchange(port, Array("x\n".utf8)).answered()
            #expect(third.status == 429)
            #expect(third.head.contains("retry-after"))
        }
    }

    @Test(arguments: [HTTPInputConfiguration.WhenFull.wait, .refuse])
    func `are asked for when the queue is full`(whenFull: HTTPInputConfiguration.WhenFull) async throws {
        let folder = try TemporaryFolder()
        var limits = LogInputs.Limits()
        limits.queuedBytes = 4 << 20
        let input = try `HTTP ingest`.input(whenFull: whenFull, answer: .queued, wait: .seconds(1))
        try await Intake.run([input], folder: folder.path("state"), limits: limits) { intake in
            let port = try await intake.listeningPort()
            let body = Array(TestLog.text(0..<100_000).utf8)
            let refused = try await `HTTP ingest`.exchange(port, body, headers: Self.key).answered()
            #expect(refused.status == 503)
            #expect(refused.head.contains("retry-after"))
            let accepted = try #require(Int(refused.member("acceptedLines") ?? ""))
            #expect(accepted > 10_000)
            #expect(accepted < 100_000)
            #expect(try intake.statistics().dropped(.queueFull) > 0)
            #expect(intake.inputs.queuedBytes <= 4 << 20)
            let first = try await intake.lines(accepted)
            var rest: [String] = []
            var answer = refused
            while answer.status == 503 {
                answer = try await `HTTP ingest`.exchange(port, body, headers: Self.key).answered()
                rest += try await intake.lines(
                    try #require(Int(answer.member("acceptedLines") ?? answer.member("lines") ?? ""))
                )
            }
            #expect(answer.status == 202)
            #expect(first + rest == TestLog.lines(0..<100_000))
        }
    }

    @Test func `without a key, a million lines`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([`HTTP ingest`.input()], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            try await Volume.check(&intake, senders: 4) { _, pieces in
                for start in stride(from: 0, to: pieces.count, by: 5) {
                    let body = Array(pieces[start..<min(start + 5, pieces.count)].joined())
                    let answer = try await `HTTP ingest`.exchange(port, body).answered()
                    #expect(answer.status == 202)
                }
            }
        }
    }
}
