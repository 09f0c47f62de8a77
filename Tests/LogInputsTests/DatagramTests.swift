import LogInputs
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `Syslog datagrams` {
    @Test(arguments: [
        ("<13>one", ["<13>one"]), ("<13>one\n", ["<13>one"]), ("<13>one\n<13>two", ["<13>one", "<13>two"]),
        ("a\r\n\nb\n", ["a\r", "", "b"]),
    ])
    func `hold one line or several`(datagram: String, expected: [String]) async throws {
        let folder = try TemporaryFolder()
        let left = try await Intake.run([Inputs.udp()], folder: folder.path("state")) { intake in
            let socket = try LoopbackSocket(.datagrams, port: try await intake.listeningPort())
            try await socket.send([])
            try await socket.send(datagram)
            let batch = try await intake.batch()
            #expect(batch.texts == expected)
            #expect(batch.lineCount == expected.count)
            #expect(batch.origin.place == .peer(PeerAddress(host: "127.0.0.1", port: nil)))
        }
        #expect(left == [])
    }

    @Test func `come from IPv4 and IPv6 senders, each with its address`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Inputs.udp(host: "*")], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let senders = [("127.0.0.1", "127.0.0.1"), ("127.0.0.1", "127.0.0.2"), ("::1", "::1")]
            let sockets = try senders.map {
                try LoopbackSocket(.datagrams, port: port, host: $0.0, from: $0.1)
            }
            for round in 0..<50 {
                for (socket, sender) in zip(sockets, senders) {
                    try await socket.send("\(round) \(sender.1)")
                }
            }
            var seen: [String: Int] = [:]
            while seen.values.reduce(0, +) < 150 {
                let batch = try await intake.batch()
                guard case .peer(let peer) = batch.origin.place else { throw Intake.Ended() }
                for line in batch.texts {
                    #expect(line.hasSuffix(" \(peer.host)"))
                    seen[peer.host, default: 0] += 1
                }
            }
            #expect(seen == ["127.0.0.1": 50, "127.0.0.2": 50, "::1": 50])
        }
    }

    @Test func `of the largest size are whole`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Inputs.udp()], folder: folder.path("state")) { intake in
            let socket = try LoopbackSocket(.datagrams, port: try await intake.listeningPort())
            let text = String(repeating: "x", count: 65_507)
            try await socket.send(text)
            let lines = try await intake.lines(1)
            #expect(lines == [text])
        }
    }

    @Test func `that find the queue full are dropped and counted`() async throws {
        let folder = try TemporaryFolder()
        var limits = LogInputs.Limits()
        limits.queuedBytes = 4 << 20
        try await Intake.run([Inputs.udp()], folder: folder.path("state"), limits: limits) { intake in
            let socket = try LoopbackSocket(.datagrams, port: try await intake.listeningPort())
            let datagram = [UInt8](repeating: 0x78, count: 1000)
            // Nobody takes a batch meanwhile.
            try await socket.send(datagram, times: 6000)
            try await until { [inputs = intake.inputs] in inputs.statistics()[0].accounted == 6000 }
            let now = try intake.statistics()
            #expect(now.dropped(.queueFull) >= 1500)
            #expect(intake.inputs.queuedBytes <= 4 << 20)
            let drop = try #require(now.drops[.queueFull])
            #expect(drop.bytes == drop.count * 1001)
            #expect(drop.first <= drop.last)
            let lines = try await intake.lines(Int(now.lines))
            #expect(lines.count == Int(now.lines))
        }
    }

    /// A small buffer in the kernel and a million datagrams: what is not received was dropped, and every drop is counted.
    @Test func `are received or counted as dropped, a million of them`() async throws {
        let folder = try TemporaryFolder()
        let inputs = [try Inputs.udp(receiveBuffer: 64 << 10)]
        try await Intake.run(inputs, folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            let total = 1_000_000
            try await withThrowingTaskGroup(of: Void.self) { [inputs = intake.inputs] group in
                group.addTask {
                    let socket = try LoopbackSocket(.datagrams, port: port)
                    try await socket.send(Array("<13>evil.example".utf8), times: total)
                    try await until { inputs.statistics()[0].accounted == total }
                    try await socket.send("end")
                }
                var received = 0
                while true {
                    let batch = try await intake.batch()
                    received += batch.lineCount
                    if batch.texts.last == "end" { break }
                }
                try await group.waitForAll()
                let statistics = try intake.statistics()
                #expect(Int64(received) == statistics.lines)
                #expect(statistics.accounted == total + 1)
            }
        }
    }
}

extension InputStatistics {
    /// Lines that were handed out or dropped.
    fileprivate var accounted: Int {
        Int(lines + dropped(.queueFull) + dropped(.kernelBuffer))
    }
}
