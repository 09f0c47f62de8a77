import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Testing

@testable import Web

extension HubFixture {
    /// Runs `body` while the hub listens at a port of its own, with all that runs beside it.
    func serve(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        var quiet = Logger(label: "hub")
        quiet.logLevel = .critical
        let logger = quiet
        let application = try hub.application(logger: logger) { port in
            listening.yield(port)
            listening.finish()
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: hub.services + [application], logger: logger)
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            do { try await body(port) } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// What the hub answers to bytes sent as they are, until it closes the connection.
    static func exchange(_ bytes: String, port: Int) async throws -> String {
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await client.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: bytes))
            var answer = ""
            for try await part in inbound { answer += String(buffer: part) }
            return answer
        }
    }

    /// Sends a request's head, then body bytes one at a time for as long as the connection is open.
    /// - Returns: how many bytes of the body were sent before it was closed.
    static func trickle(_ head: String, most: Int, port: Int) async throws -> Int {
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let sent = Sent()
        // A connection that was closed fails here or there; how much was sent is all that is asked.
        try? await client.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { for try await _ in inbound {} }
                tasks.addTask {
                    try await outbound.write(ByteBuffer(string: head))
                    for _ in 0..<most {
                        try await outbound.write(ByteBuffer(string: "x"))
                        sent.count.withLock { $0 += 1 }
                    }
                }
                try await tasks.next()
                tasks.cancelAll()
            }
        }
        return sent.count.withLock { $0 }
    }
}

/// How much was sent.
private final class Sent: Sendable {
    let count = Mutex(0)
}
