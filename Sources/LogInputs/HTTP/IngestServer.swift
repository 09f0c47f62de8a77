import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SystemIO

/// Takes lines in the bodies of HTTP requests: `POST /ingest/{stream}`.
///
/// Bodies are read as fast as the consumer takes their lines, and never held as a whole. A request is answered 202 when its
/// lines are stored (or, by configuration, queued); anything else is a problem document (RFC 9457).
struct IngestServer {
    /// Bytes of all header fields of a request, at most.
    private static let maximumHeaderLength = 16 << 10
    private static let maximumHeaderFields = 100
    /// How long a connection may bring nothing while something is expected of it.
    private static let idleLimit = TimeAmount.seconds(60)

    private let configuration: HTTPInputConfiguration
    private let port: InputPort
    private let stop: StopSignal
    private let logger: Logger
    private let requests: IngestRequests

    init(
        _ configuration: HTTPInputConfiguration,
        port: InputPort,
        journal: ResumeJournal,
        stop: StopSignal,
        logger: Logger
    ) {
        self.configuration = configuration
        self.port = port
        self.stop = stop
        self.logger = logger
        requests = IngestRequests(maximumCount: configuration.maximumRequests, journal: journal)
    }

    /// Listens until it is told to stop; requests that are being read are answered first.
    /// - Throws: ``LogInputError`` when the address or the certificate cannot be used.
    func run() async throws {
        let certificate = try certificate()
        let application = Application(
            responder: IngestResponder(
                configuration: configuration,
                port: port,
                stop: stop,
                requests: requests
            ),
            server: try server(certificate),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.address.host, port: Int(configuration.address.port)),
                serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    configuration.maximumRequests * 4,
                    logger: quiet
                )
            ),
            onServerRunning: { [port, configuration] channel in
                let bound = channel.localAddress?.port.flatMap { UInt16(exactly: $0) }
                port.listens(at: PeerAddress(host: configuration.address.host, port: bound))
            },
            logger: quiet
        )
        let group = ServiceGroup(configuration: .init(services: [application], logger: quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                await stop.wait()
                await group.triggerGracefulShutdown()
            }
            if let certificate { tasks.addTask { [port] in await certificate.watch(port.counters) } }
            do { try await group.run() } catch {
                tasks.cancelAll()
                throw LogInputError.input(
                    name: port.name,
                    detail:
                        "\(configuration.address) cannot be listened on (\(error)); choose another address, "
                        + "or a port that is free and allowed"
                )
            }
            tasks.cancelAll()
        }
    }

    /// The framework's own messages are of no use to an operator below warnings.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(.warning, logger.logLevel)
        return logger
    }

    private func certificate() throws(LogInputError) -> ServerCertificate? {
        guard let files = configuration.tls else { return nil }
        do throws(SystemFailure) { return try ServerCertificate(files) } catch {
            throw .input(name: port.name, detail: error.detail)
        }
    }

    private func server(_ certificate: ServerCertificate?) throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [ParserErrorHandler()],
                idleTimeout: Self.idleLimit + TimeAmount(configuration.waitLimit),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: Self.maximumHeaderLength,
                    maxHeaderListSize: Self.maximumHeaderLength,
                    maxHeaderFieldCount: Self.maximumHeaderFields
                )
            )
        )
        guard let certificate else { return plain }
        return try .tls(plain, tlsConfiguration: certificate.currentConfiguration)
    }
}

/// Closes a connection on which something came that is no HTTP: its sender may go on for ever.
final class ParserErrorHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.fireErrorCaught(error)
        context.channel.closeSoon()
    }
}

/// What a request brings beside itself: the peer and its channel.
struct IngestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// Answers requests.
struct IngestResponder: HTTPResponder {
    let configuration: HTTPInputConfiguration
    let port: InputPort
    let stop: StopSignal
    let requests: IngestRequests

    func respond(to request: Request, context: IngestContext) async throws -> Response {
        var problem: IngestProblem
        var isBodyRead = false
        do {
            let head = try IngestHead(request.head, configuration)
            guard !stop.isSet else {
                throw IngestProblem.unavailable("the sensor is stopping; try again later")
            }
            let claim = try requests.claim(stream: head.stream, key: head.key)
            defer { release(claim) }
            noteRequests(accepted: 1)
            var reading = IngestRequest(
                head: head,
                peer: PeerAddress(context.channel.remoteAddress),
                configuration: configuration,
                port: port,
                requests: requests,
                claim: claim
            )
            do {
                let isRepeated = try await reading.take(request.body)
                return Self.accepted(lines: reading.acceptedLines, isRepeated: isRepeated)
            } catch var failure as IngestProblem {
                failure.acceptedLines = reading.acceptedLines
                isBodyRead = reading.isBodyRead
                throw failure
            }
        } catch let failure as IngestProblem {
            problem = failure
        } catch {
            port.counters.dropped(.brokenConnection, 1)
            throw error
        }
        if let reason = problem.reason { port.counters.dropped(reason, 1) }
        return problem.response(channel: context.channel, isBodyRead: isBodyRead)
    }

    private func release(_ claim: IngestRequests.Claim) {
        requests.release(claim)
        noteRequests(accepted: 0)
    }

    private func noteRequests(accepted: Int64) {
        let count = requests.count
        port.counters.update {
            $0.openConnections = count
            $0.accepted += accepted
        }
    }

    private static func accepted(lines: Int, isRepeated: Bool) -> Response {
        Response(
            status: .accepted,
            headers: [.contentType: "application/json"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: #"{"lines":\#(lines),"repeated":\#(isRepeated)}"#)
            )
        )
    }
}
