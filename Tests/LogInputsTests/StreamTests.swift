import Foundation
import LogInputs
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `Syslog connections` {
    @Test(arguments: ["127.0.0.1", "::1"]) func `bring messages in both framings`(host: String) async throws {
        let folder = try TemporaryFolder()
        let left = try await Intake.run([Inputs.tcp(host: host)], folder: folder.path("state")) { intake in
            let socket = try LoopbackSocket(.stream, port: try await intake.listeningPort(), host: host)
            try await socket.send("<13>one\n7 <13>two<13>thr")
            let batch = try await intake.batch()
            var lines = batch.texts
            guard case .peer(let peer) = batch.origin.place else { throw Intake.Ended() }
            #expect(peer.host == host)
            #expect(peer.port != nil)
            if lines.count < 2 { lines += try await intake.lines(1) }
            try await socket.send("ee\n10 <13>un")
            socket.finishSending()
            lines += try await intake.lines(2)
            #expect(lines == ["<13>one", "<13>two", "<13>three", "<13>un"])
            try await until { try intake.statistics().dropped(.unfinishedFrame) == 1 }
            try await until { try intake.statistics().openConnections == 0 }
            #expect(try intake.statistics().accepted == 1)
        }
        #expect(left == [])
    }

    @Test func `are closed when it cannot be told where messages end`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Inputs.tcp()], folder: folder.path("state")) { intake in
            let socket = try LoopbackSocket(.stream, port: try await intake.listeningPort())
            try await socket.send("<13>one\n99999 <13>two\n")
            let lines = try await intake.lines(1)
            #expect(lines == ["<13>one"])
            #expect(try await socket.receiveAll() == [])
            try await until { try intake.statistics().dropped(.badFrame) == 1 }
        }
    }

    @Test func `are closed when a line never ends, and hold no memory for it`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Inputs.tcp()], folder: folder.path("state")) { intake in
            let socket = try LoopbackSocket(.stream, port: try await intake.listeningPort())
            let piece = [UInt8](repeating: 0x78, count: 65_536)
            await #expect(throws: LoopbackSocket.Failure.self) {
                while true { try await socket.send(piece) }
            }
            let lines = try await intake.lines(1)
            #expect(lines == [String(repeating: "x", count: 4096)])
            try await until { try intake.statistics().dropped(.badFrame) == 1 }
            #expect(try intake.statistics().dropped(.longLine) == 1)
        }
    }

    @Test func `are closed when they bring nothing, or not the end of a message`() async throws {
        let folder = try TemporaryFolder()
        let inputs = [try Inputs.tcp(idle: .seconds(1)), try Inputs.slowFrames()]
        try await Intake.run(inputs, folder: folder.path("state")) { intake in
            let silent = try LoopbackSocket(.stream, port: try await intake.listeningPort("tcp"))
            try await silent.send("<13>one\n")
            #expect(try await silent.receiveAll() == [])
            try await until { try intake.statistics("tcp").dropped(.idleConnection) == 1 }

            let slow = try LoopbackSocket(.stream, port: try await intake.listeningPort("slow"))
            await #expect(throws: LoopbackSocket.Failure.self) {
                while true { try await slow.send("x") }
            }
            try await until { try intake.statistics("slow").dropped(.unfinishedFrame) == 1 }
        }
    }

    @Test func `beyond the limit are closed at once`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Inputs.tcp(connections: 4)], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            var open: [LoopbackSocket] = []
            for number in 1...2 {
                open.append(try LoopbackSocket(.stream, port: port))
                try await until { try intake.statistics().openConnections == number }
            }
            // One address may hold half of them.
            let surplus = try LoopbackSocket(.stream, port: port)
            #expect(try await surplus.receiveAll() == [])
            try await until { try intake.statistics().dropped(.tooManyConnections) == 1 }
            let other = try LoopbackSocket(.stream, port: port, from: "127.0.0.2")
            try await other.send("<13>other\n")
            var lines = try await intake.lines(1)
            #expect(lines == ["<13>other"])
            open.removeLast()
            try await until { try intake.statistics().openConnections == 2 }
            let next = try LoopbackSocket(.stream, port: port)
            try await next.send("<13>next\n")
            lines = try await intake.lines(1)
            #expect(lines == ["<13>next"])
        }
    }

    @Test func `that break off are counted, and what they brought is kept`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Inputs.tcp()], folder: folder.path("state")) { intake in
            do {
                let socket = try LoopbackSocket(.stream, port: try await intake.listeningPort())
                try await socket.send("<13>one\n")
                let lines = try await intake.lines(1)
                #expect(lines == ["<13>one"])
                socket.breakOff()
            }
            try await until { try intake.statistics().dropped(.brokenConnection) == 1 }
        }
    }

    /// The consumer takes nothing for a while: senders wait, nothing is lost, and memory stays bounded.
    @Test func `wait for the consumer`() async throws {
        let folder = try TemporaryFolder()
        var limits = LogInputs.Limits()
        limits.queuedBytes = 4 << 20
        try await Intake.run([Inputs.tcp()], folder: folder.path("state"), limits: limits) { intake in
            let port = try await intake.listeningPort()
            let block = Array(
                String(repeating: "<13>" + String(repeating: "y", count: 995) + "\n", count: 1000).utf8
            )
            let senders = 3
            let blocks = 20
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<senders {
                    group.addTask {
                        let socket = try LoopbackSocket(.stream, port: port)
                        for _ in 0..<blocks { try await socket.send(block) }
                    }
                }
                try await until { [inputs = intake.inputs] in inputs.queuedBytes >= 2 << 20 }
                #expect(intake.inputs.queuedBytes <= 4 << 20)
                let lines = try await intake.lines(senders * blocks * 1000)
                #expect(lines.count == senders * blocks * 1000)
                #expect(lines.allSatisfy { $0.utf8.count == 999 })
                try await group.waitForAll()
            }
            #expect(try intake.statistics().drops.isEmpty)
        }
    }

    @Test func `bring a million lines`() async throws {
        let folder = try TemporaryFolder()
        try await Intake.run([Inputs.tcp()], folder: folder.path("state")) { intake in
            let port = try await intake.listeningPort()
            try await Volume.check(&intake, senders: 4) { sender, pieces in
                let socket = try LoopbackSocket(.stream, port: port)
                for piece in pieces { try await socket.send(piece) }
            }
        }
    }
}

extension Inputs {
    static func slowFrames() throws -> LogInputConfiguration {
        let address = try ListenAddress(host: "127.0.0.1", port: 0)
        return try LogInputConfiguration(
            name: "slow",
            kind: .streams(
                StreamInputConfiguration(
                    address: address,
                    maximumFrameLength: 16 << 20,
                    frameLimit: .seconds(1)
                )
            )
        )
    }
}
