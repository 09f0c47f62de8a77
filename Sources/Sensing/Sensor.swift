import Addresses
import AsyncHTTPClient
import Foundation
import HuntArchive
import LogFormats
import LogInputs
public import Logging
import NIOPosix
import Observations
public import Reports
import ServiceLifecycle
import UnixSignals

/// A sensor: reads logs, looks for what its hub lists, keeps what was met, and tells the hub what was seen.
///
/// Each line counts once at the hub and in the archive, whatever happens to the sensor, the hub or the logs, as far as the
/// inputs can say where they were; see docs/decisions/0008-sensor-exactly-once.md.
public struct Sensor: Sendable {
    /// Threads for what blocks: the spool, the archive.
    private static let threadCount = 4

    private let configuration: SensorConfiguration
    private let logger: Logger
    private let clock: @Sendable () -> Timestamp

    /// A sensor.
    /// - Parameters:
    ///   - configuration: what it reads, and whom it tells.
    ///   - logger: takes what happens.
    ///   - clock: tells the present moment.
    public init(
        _ configuration: SensorConfiguration,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp = Self.systemClock
    ) {
        self.configuration = configuration
        self.logger = logger
        self.clock = clock
    }

    /// Runs until the inputs end or the process is told to stop (SIGTERM, SIGINT); what is not at the hub by then stays in
    /// the spool.
    /// - Parameter onReport: is given what the sensor did, every minute and at the end.
    /// - Throws: an error of the folder, the archive or an input.
    public func run(onReport: @escaping @Sendable (SensorReport) -> Void) async throws {
        let threads = NIOThreadPool(numberOfThreads: Self.threadCount)
        threads.start()
        let client = HTTPClient(
            configuration: try HubClient.configuration(trusting: configuration.authorities)
        )
        do {
            try await run(
                HubClient(url: configuration.hub, token: configuration.token, client: client),
                threads,
                onReport
            )
        } catch {
            try? await client.shutdown()
            try? await threads.shutdownGracefully()
            throw error
        }
        try await client.shutdown()
        try await threads.shutdownGracefully()
    }

    private func run(
        _ hub: HubClient,
        _ threads: NIOThreadPool,
        _ onReport: @escaping @Sendable (SensorReport) -> Void
    ) async throws {
        let folder = configuration.folder
        let spool = try SensorSpool(folder: folder, detailLimit: configuration.detailLimit)
        let archive = try ArchiveWriter(
            directory: folder.path,
            options: ArchiveOptions(retentionDays: configuration.retentionDays)
        )
        let inputs = try LogInputs(
            configuration.inputs,
            folder: folder.appending(path: "inputs").path,
            resumingFrom: try spool.positions(),
            logger: logger
        )
        let archivist = Archivist(
            spool: spool,
            archive: archive,
            sensor: try archive.register(sensor: configuration.name),
            losesWhileStopped: configuration.inputs.contains { !$0.isResumed },
            threads: threads,
            logger: logger,
            clock: clock
        )
        let poster = SightingPoster(spool: spool, hub: hub, threads: threads, logger: logger, clock: clock)
        let intake = Intake(
            inputs: inputs,
            spool: spool,
            processor: LineProcessor(rule: await insideRule(hub), options: options),
            boundary: try spool.lastObserved(),
            threads: threads,
            logger: logger
        )
        let follower = WatchlistFollower(
            folder: folder,
            spool: spool,
            hub: hub,
            intake: intake,
            archivist: archivist,
            threads: threads,
            logger: logger,
            clock: clock
        )
        let reporter = SensorReporter(
            intake: intake,
            poster: poster,
            inputs: inputs,
            spool: spool,
            threads: threads,
            onReport: onReport
        )
        // Stopped in the opposite order: first the intake, which still takes what its inputs have read.
        let helpers: [any Service] = [poster, archivist, follower, reporter]
        var services = helpers.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
        services.append(
            .init(service: intake, successTerminationBehavior: .gracefullyShutdownGroup)
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services,
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        await reporter.report()
        try spool.close()
    }

    /// The present moment by the system's clock.
    @Sendable
    public static func systemClock() -> Timestamp {
        Timestamp(seconds: Int64(Date().timeIntervalSince1970))
    }

    private var options: @Sendable () -> LogOptions {
        let (clock, offset) = (clock, configuration.zoneOffset)
        return { LogOptions(now: clock().seconds, zoneOffset: offset) }
    }

    /// What is inside: as configured, else as the hub says.
    private func insideRule(_ hub: HubClient) async -> InsideRule {
        if let inside = configuration.inside { return InsideRule(networks: inside) }
        do {
            let networks = try await hub.constituency().compactMap { text -> IPNetwork? in
                switch try? Address(text) {
                case .network(let network): network
                case .ip(let address): IPNetwork(address)
                default: nil
                }
            }
            return InsideRule(networks: networks)
        } catch {
            logger.warning("private ranges are taken for the inside: \(error)")
            return InsideRule()
        }
    }
}

extension LogInputConfiguration {
    /// Whether reading goes on where it stopped.
    fileprivate var isResumed: Bool {
        if case .files = kind { true } else { false }
    }
}
