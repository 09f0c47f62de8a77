import Logging
import NIOPosix
import ServiceLifecycle
import SystemIO

/// Runs one input: reads until its end or until it is told to stop, then waits for what is out to be acknowledged.
final class LogInputService: Service {
    /// For how long batches are waited for while nobody tells the input to stop.
    private static let patience = Duration.seconds(10 * 365 * 86_400)

    private let configuration: LogInputConfiguration
    private let port: InputPort
    private let journal: ResumeJournal
    private let stop: StopSignal
    private let reading: ReadingInputs
    private let drainLimit: Duration
    private let logger: Logger

    init(
        configuration: LogInputConfiguration,
        port: InputPort,
        journal: ResumeJournal,
        stop: StopSignal,
        reading: ReadingInputs,
        drainLimit: Duration,
        logger: Logger
    ) {
        self.configuration = configuration
        self.port = port
        self.journal = journal
        self.stop = stop
        self.reading = reading
        self.drainLimit = drainLimit
        self.logger = logger
    }

    var statistics: InputStatistics { port.statistics }

    func run() async throws {
        port.counters.enter(.running)
        do {
            defer { reading.leave() }
            try await read()
        }
        port.counters.enter(.draining)
        await drain()
        port.counters.enter(.ended)
    }

    private func read() async throws {
        switch configuration.kind {
        case .files(let files):
            try await onThread { [port, journal, stop] in
                FileFollower(files, port: port, journal: journal, stop: stop).run()
            }
        case .standardInput:
            try await onThread { [port, stop] in StandardInputReader(port: port, stop: stop).run() }
        case .datagrams(let datagrams):
            let socket = try socket(datagrams)
            port.listens(at: PeerAddress(host: datagrams.address.host, port: socket.port))
            try await onThread { [port, stop] in
                DatagramReader(socket, datagrams, port: port, stop: stop).run()
            }
        case .streams(let streams):
            try await StreamListener(streams, port: port, stop: stop, logger: logger).run()
        case .http(let http):
            try await IngestServer(http, port: port, journal: journal, stop: stop, logger: logger).run()
        }
    }

    private func socket(_ datagrams: DatagramInputConfiguration) throws(LogInputError) -> DatagramSocket {
        do throws(SystemFailure) {
            return try DatagramSocket(
                host: datagrams.address.host,
                port: datagrams.address.port,
                receiveBuffer: datagrams.receiveBuffer
            )
        } catch { throw .input(name: port.name, detail: "\(datagrams.address) \(error.detail)") }
    }

    /// Works on a thread of its own: a slow disk stops no one else.
    private func onThread(_ work: @escaping @Sendable () -> Void) async throws {
        let pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
        try await pool.runIfActive(work)
        try await pool.shutdownGracefully()
    }

    /// Waits until the consumer has acknowledged everything; not for ever, once it is told to stop.
    private func drain() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [port] in _ = await port.acknowledged(within: Self.patience) }
            group.addTask { [stop, drainLimit] in
                await stop.wait()
                try? await Task.sleep(for: drainLimit)
            }
            await group.next()
            group.cancelAll()
        }
    }
}
