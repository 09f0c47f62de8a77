import Foundation
import LogInputs
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `HTTP ingest` {
    static let token = "zD1-tOkEn"

    static func input(
        whenFull: HTTPInputConfiguration.WhenFull = .wait,
        answer: HTTPInputConfiguration.Answer = .stored,
        body: Int64 = 64 << 20,
        unpacked: Int64 = 64 << 20,
        requests: Int = 8,
        wait: Duration = .seconds(60)
    ) throws -> LogInputConfiguration {
        try LogInputConfiguration(
            name: "http",
            kind: .http(
                HTTPInputConfiguration(
                    address: ListenAddress(host: "127.0.0.1", port: 0),
                    tokens: BearerTokens(hashes: [
                        BearerTokens.hash(of: "other"), BearerTokens.hash(of: token),
                    ]),
                    whenFull: whenFull,
                    answer: answer,
                    maximumBodyLength: body,
                    maximumUnpackedLength: unpacked,
                    maximumRequests: requests,
                    waitLimit: wait
                )
            )
        )
    }

    static func exchange(
        _ port: Int,
        _ body: [UInt8],
        headers: [String: String] = [:],
        isChunked: Bool = false
    ) -> HTTPExchange {
        HTTPExchange(
            port: port,
            headers: ["Authorization": "Bearer \(token)"].merging(headers) { $1 },
            body: body,
            isChunked: isChunked
        )
    }

    /// Sends a body while the test takes its lines.
    static func send(
        _ exchange: HTTPExchange,
        taking count: Int,
        from intake: inout Intake
    ) async throws -> (HTTPExchange.Answer, [String]) {
        async let answer = exchange.answered()
        let lines = try await intake.lines(count)
        return (try await answer, lines)
    }

    @Test(arguments: [false, true]) func `takes lines and answers when they are stored`(isChunked: Bool)
        async throws
    {
        let folder = try TemporaryFolder()
        let left = try await Intake.run([Self.input()], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let body = Array("{\"a\":1}\n{\"b\":2}\r\nraw and without an end".utf8)
            let exchange = Self.exchange(port, body, isChunked: isChunked)
            async let answer = exchange.answered()
            let batch = try await intake.unacknowledged()
            #expect(batch.texts == ["{\"a\":1}", "{\"b\":2}\r", "raw and without an end"])
            guard case .stream("zeek", let peer) = batch.origin.place else { throw Intake.Ended() }
            #expect(peer.host == "127.0.0.1")
            #expect(try intake.statistics().unacknowledged == 1)
            intake.inputs.acknowledge(batch.token)
            let answered = try await answer
            #expect(answered.status == 202)
            #expect(try answered.member("lines") == "3")
            #expect(answered.head.contains("content-type: application/json"))
            try await until { try intake.statistics().openConnections == 0 }
        }
        #expect(left == [])
    }

    @Test(arguments: ["gzip", "x-gzip", "deflate", "zstd", "identity"])
    func `unpacks bodies`(coding: String) async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Self.input()], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let text = Array(TestLog.text(0..<20_000).utf8)
            let exchange = Self.exchange(
                port,
                try Packing.pack(text, coding),
                headers: ["Content-Encoding": coding, "Content-Type": "application/x-ndjson"],
                isChunked: true
            )
            let (answer, lines) = try await Self.send(exchange, taking: 20_000, from: &intake)
            #expect(answer.status == 202)
            #expect(lines == TestLog.lines(0..<20_000))
        }
    }

    struct Refusal: CustomTestStringConvertible {
        let status: Int
        var method = "POST"
        var path = "/ingest/zeek"
        var headers: [String: String] = [:]
        var body = "line\n"
        var reason = DropReason.refusedRequest
        var field = ""
        var testDescription: String { "\(status) \(method) \(path) \(headers)" }
    }

    @Test(arguments: [
        Refusal(status: 404, path: "/"), Refusal(status: 404, path: "/ingest/"),
        Refusal(status: 404, path: "/ingest/a/b"), Refusal(status: 404, path: "/ingest/%2e"),
        Refusal(status: 404, path: "/ingest/\(String(repeating: "a", count: 65))"),
        Refusal(status: 405, method: "GET", field: "allow: post"),
        Refusal(
            status: 401,
            headers: ["Authorization": "Bearer wrong"],
            reason: .unauthorized,
            field: "www-authenticate: bearer"
        ),
        Refusal(status: 401, headers: ["Authorization": "Basic eA=="], reason: .unauthorized),
        Refusal(status: 401, headers: ["Authorization": ""], reason: .unauthorized),
        Refusal(status: 415, headers: ["Content-Type": "application/json"], field: "accept: "),
        Refusal(status: 415, headers: ["Content-Encoding": "br"], field: "accept-encoding: gzip"),
        Refusal(status: 415, headers: ["Content-Encoding": "gzip, zstd"]),
        Refusal(status: 400, headers: ["Idempotency-Key": ""]),
        Refusal(status: 400, headers: ["Idempotency-Key": String(repeating: "k", count: 256)]),
        Refusal(status: 400, headers: ["Content-Encoding": "gzip"], body: "no gzip", reason: .damaged),
        Refusal(status: 400, headers: ["Content-Encoding": "zstd"], body: "no zstd", reason: .damaged),
        Refusal(status: 400, headers: ["Content-Encoding": "deflate"], body: "no deflate", reason: .damaged),
        Refusal(status: 413, body: String(repeating: "x", count: 2000), reason: .tooLarge),
    ])
    func `refuses what it does not take`(refusal: Refusal) async throws {
        let folder = try TemporaryFolder()
        let left = try await Intake.run([Self.input(body: 1024)], folder: folder.path("state")) { intake in
            var exchange = Self.exchange(
                try await intake.listeningPort(),
                Array(refusal.body.utf8),
                headers: refusal.headers
            )
            exchange.method = refusal.method
            exchange.path = refusal.path
            let answer = try await exchange.answered()
            #expect(answer.status == refusal.status)
            #expect(answer.head.contains("content-type: application/problem+json"))
            #expect(refusal.field.isEmpty || answer.head.contains(refusal.field))
            #expect(try answer.member("status") == "\(refusal.status)")
            #expect(try answer.member("detail")?.isEmpty == false)
            #expect(try answer.member("acceptedLines") == "0")
            #expect(try intake.statistics().dropped(refusal.reason) == 1)
        }
        #expect(left == [])
    }

    @Test(arguments: ["gzip", "deflate", "zstd"])
    func `stops a body that unpacks to too much`(coding: String) async throws {
        let folder = try TemporaryFolder()
        let inputs = [try Self.input(unpacked: 16 << 30)]
        try await Intake.run(inputs, folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let bomb = try Packing.pack([UInt8](repeating: 0x78, count: 40 << 20), coding)
            #expect(bomb.count < 1 << 20)
            let answer = try await Self.exchange(port, bomb, headers: ["Content-Encoding": coding]).answered()
            #expect(answer.status == 413)
            #expect(try intake.statistics().dropped(.tooLarge) == 1)
            #expect(intake.inputs.queuedBytes < 32 << 20)
        }
    }

    @Test func `stops a body that has more bytes than are allowed, announced or not`() async throws {
        let folder = try TemporaryFolder()
        let left = try await Intake.run([Self.input(body: 5000)], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let body = [UInt8](repeating: 0x0A, count: 4 << 20)
            for isChunked in [true, false] {
                let answer = try await Self.exchange(port, body, isChunked: isChunked).answered()
                #expect(answer.status == 413)
            }
        }
        #expect(left == [])
    }

    @Test func `closes on a client that goes on after a refusal, and on oversized fields`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Self.input()], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let endless = try LoopbackSocket(.stream, port: port)
            try await endless.send(
                "POST /ingest/zeek HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x78, count: 65_536) + Array("\r\n".utf8)
            await #expect(throws: LoopbackSocket.Failure.self) {
                while true { try await endless.send(chunk) }
            }
            let large = try LoopbackSocket(.stream, port: port)
            try await large.send("POST /ingest/zeek HTTP/1.1\r\nHost: x\r\n")
            await #expect(throws: LoopbackSocket.Failure.self) {
                while true { try await large.send("X-Filler: \(String(repeating: "x", count: 1000))\r\n") }
            }
            let answer = HTTPExchange.parse(try await large.receiveAll())
            #expect(answer.map { $0.status >= 400 } ?? true)
            // And it still serves.
            let (good, lines) = try await Self.send(
                Self.exchange(port, Array("fine\n".utf8)),
                taking: 1,
                from: &intake
            )
            #expect(good.status == 202)
            #expect(lines == ["fine"])
        }
    }

    @Test(arguments: [true, false])
    func `takes no half line of a client that breaks off`(isChunked: Bool) async throws {
        let folder = try TemporaryFolder()
        let left = try await Intake.run([Self.input()], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            do {
                let socket = try LoopbackSocket(.stream, port: port)
                let length = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 1000"
                let body = isChunked ? "8\r\none\ntwo \r\n3\r\nth" : "one\ntwo th"
                try await socket.send(
                    "POST /ingest/zeek HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(Self.token)\r\n"
                        + "Idempotency-Key: k\r\n\(length)\r\n\r\n\(body)"
                )
                try await until { try intake.statistics().openConnections == 1 }
                socket.breakOff()
            }
            try await until { try intake.statistics().openConnections == 0 }
            #expect(try intake.statistics().lines == 0)
            let whole = Self.exchange(port, Array("one\ntwo three\n".utf8), headers: ["Idempotency-Key": "k"])
            let (answer, lines) = try await Self.send(whole, taking: 2, from: &intake)
            #expect(answer.status == 202)
            #expect(lines == ["one", "two three"])
        }
        #expect(left == [])
    }
}
