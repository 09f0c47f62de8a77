import Logging
import NIOCore
import NIOPosix
import NIOSSL
import SystemIO

/// Takes syslog over connections, plain or through TLS.
///
/// A connection is read only as fast as the consumer takes its lines. It is closed when nothing comes for too long, when a
/// message takes too long, and when it cannot be told where messages end.
final class StreamListener: Sendable {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// How often connections are looked at.
    private static let watchInterval = Duration.seconds(1)
    /// Bytes that are taken from a connection at once, at most.
    private static let maximumReadLength = 1 << 20

    private let configuration: StreamInputConfiguration
    private let port: InputPort
    private let stop: StopSignal
    private let logger: Logger
    private let table: ConnectionTable

    init(_ configuration: StreamInputConfiguration, port: InputPort, stop: StopSignal, logger: Logger) {
        self.configuration = configuration
        self.port = port
        self.stop = stop
        self.logger = logger
        table = ConnectionTable(maximumCount: configuration.maximumConnections)
    }

    /// Listens until it is told to stop.
    /// - Throws: ``LogInputError`` when the address or the certificate cannot be used.
    func run() async throws {
        let certificate = try certificate()
        let server = try await bind(certificate)
        let address = server.channel.localAddress?.port.flatMap { UInt16(exactly: $0) }
        port.listens(at: PeerAddress(host: configuration.address.host, port: address))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await self.stop.wait()
                server.channel.close(promise: nil)
                self.table.closeAll()
            }
            group.addTask { await self.watchConnections() }
            if let certificate { group.addTask { [port] in await certificate.watch(port.counters) } }
            try await self.accept(server)
            group.cancelAll()
        }
    }

    private func certificate() throws(LogInputError) -> ServerCertificate? {
        guard let files = configuration.tls else { return nil }
        do throws(SystemFailure) { return try ServerCertificate(files) } catch {
            throw .input(name: port.name, detail: error.detail)
        }
    }

    private func bind(
        _ certificate: ServerCertificate?
    ) async throws -> NIOAsyncChannel<Connection, Never> {
        do {
            let context = try certificate.map { try NIOSSLContext(configuration: $0.currentConfiguration) }
            let frameLimit = configuration.frameLimit
            return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(
                    .recvAllocator,
                    value: AdaptiveRecvByteBufferAllocator(
                        minimum: 2048,
                        initial: 64 << 10,
                        maximum: Self.maximumReadLength
                    )
                )
                .bind(host: configuration.address.host, port: Int(configuration.address.port)) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let context {
                            try channel.pipeline.syncOperations.addHandler(
                                NIOSSLServerHandler(context: context)
                            )
                            try channel.pipeline.syncOperations.addHandler(HandshakeLimit(frameLimit))
                        }
                        return try Connection(
                            wrappingChannelSynchronously: channel,
                            configuration: .init(
                                backPressureStrategy: .init(lowWatermark: 1, highWatermark: 2)
                            )
                        )
                    }
                }
        } catch {
            throw LogInputError.input(
                name: port.name,
                detail: "\(configuration.address) cannot be listened on (\(error)); choose another address, "
                    + "or a port that is free and allowed"
            )
        }
    }

    private func accept(_ server: NIOAsyncChannel<Connection, Never>) async throws {
        try await server.executeThenClose { connections in
            await withDiscardingTaskGroup { group in
                do {
                    for try await connection in connections {
                        group.addTask { await self.serve(connection) }
                    }
                } catch { port.counters.report("\(error)", about: "listener") }
            }
        }
    }

    private func watchConnections() async {
        while (try? await Task.sleep(for: Self.watchInterval)) != nil {
            port.counters.dropped(.idleConnection, table.closeIdle(configuration.idleLimit))
        }
    }

    private func serve(_ connection: Connection) async {
        let peer = PeerAddress(connection.channel.remoteAddress)
        guard let number = table.admit(connection.channel, from: peer) else {
            if !stop.isSet { port.counters.dropped(.tooManyConnections, 1) }
            try? await connection.executeThenClose { _, _ in }
            return
        }
        noteConnections(accepted: 1)
        var frames = SyslogFrames(maximumLength: configuration.maximumFrameLength)
        let source = SourceID.random()
        do {
            try await connection.executeThenClose { chunks, _ in
                try await receive(chunks, number, &frames, source, peer)
            }
        } catch let failure as SyslogFrames.Failure {
            port.counters.dropped(.badFrame, 1)
            logger.info("connection closed", metadata: ["peer": "\(peer)", "reason": "\(failure)"])
        } catch {
            if !stop.isSet { port.counters.dropped(.brokenConnection, 1) }
        }
        if frames.finish() { port.counters.dropped(.unfinishedFrame, 1) }
        _ = await deliver(&frames, source, peer)
        table.leave(number)
        noteConnections(accepted: 0)
    }

    private func receive(
        _ chunks: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ number: Int,
        _ frames: inout SyslogFrames,
        _ source: SourceID,
        _ peer: PeerAddress
    ) async throws {
        var frameSince: ContinuousClock.Instant?
        for try await chunk in chunks {
            table.received(number)
            let wasWithinFrame = frames.isWithinFrame
            do throws(SyslogFrames.Failure) {
                try chunk.appended(to: &frames)
            } catch {
                _ = await deliver(&frames, source, peer)
                throw error
            }
            let hasBlock = await deliver(&frames, source, peer)
            frameSince = frames.isWithinFrame ? (wasWithinFrame && !hasBlock ? frameSince : nil) ?? .now : nil
            if let frameSince, frameSince.duration(to: .now) > configuration.frameLimit { return }
            table.waits(number)
        }
    }

    /// Hands on the whole messages.
    /// - Returns: whether there were any.
    private func deliver(
        _ frames: inout SyslogFrames,
        _ source: SourceID,
        _ peer: PeerAddress
    ) async -> Bool {
        guard let block = frames.takeBlock() else { return false }
        port.counters.dropped(.longLine, block.cutLines)
        return await port.put(port.batch(block, of: source, from: .peer(peer)))
    }

    private func noteConnections(accepted: Int64) {
        let count = table.count
        port.counters.update {
            $0.openConnections = count
            $0.accepted += accepted
        }
    }
}

extension ByteBuffer {
    /// Gives the readable bytes to `frames`.
    fileprivate func appended(to frames: inout SyslogFrames) throws(SyslogFrames.Failure) {
        var failure: SyslogFrames.Failure?
        withUnsafeReadableBytes { bytes in
            do throws(SyslogFrames.Failure) { try frames.append(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

extension PeerAddress {
    /// The peer of a channel; an address that is not known is all zeros.
    init(_ address: SocketAddress?) {
        let host = address?.ipAddress ?? "0.0.0.0"
        let mapped = "::ffff:"
        let isMapped = host.hasPrefix(mapped) && host.contains(".")
        self.init(
            host: isMapped ? String(host.dropFirst(mapped.count)) : host,
            port: address?.port.flatMap { UInt16(exactly: $0) }
        )
    }
}
