import Logging
public import LogInputs
import NIOPosix
import ServiceLifecycle

/// What a sensor did so far.
public struct SensorReport: Sendable {
    /// Lines taken.
    public var lines: Int64
    /// Lines in which something listed was seen.
    public var hits: Int64
    /// Events that lines told of.
    public var events: Int64
    /// Lines that no format explains.
    public var unparsed: Int64
    /// Batches that the hub has.
    public var batches: Int
    /// Sightings of addresses that the hub does not register any more.
    public var unregistered: Int
    /// Batches that the hub would not take.
    public var refused: Int
    /// Sightings that wait for the hub.
    public var waiting: Int
    /// Why the hub does not take them; nil when it does.
    public var trouble: String?
    /// What each input did, with what it had to drop.
    public var inputs: [InputStatistics]
}

/// Tells what the sensor did, every minute.
actor SensorReporter: Service {
    private static let interval = Duration.seconds(60)

    private let intake: Intake
    private let poster: SightingPoster
    private let inputs: LogInputs
    private let spool: SensorSpool
    private let threads: NIOThreadPool
    private let onReport: @Sendable (SensorReport) -> Void

    init(
        intake: Intake,
        poster: SightingPoster,
        inputs: LogInputs,
        spool: SensorSpool,
        threads: NIOThreadPool,
        onReport: @escaping @Sendable (SensorReport) -> Void
    ) {
        self.intake = intake
        self.poster = poster
        self.inputs = inputs
        self.spool = spool
        self.threads = threads
        self.onReport = onReport
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: Self.interval)
                await self.report()
            }
        }
    }

    /// Tells what the sensor did until now.
    func report() async {
        let counts = await intake.counts
        let sent = poster.statistics
        let waiting = (try? await threads.runIfActive { [spool] in try spool.waiting() }) ?? 0
        onReport(
            SensorReport(
                lines: counts.lines,
                hits: counts.hits,
                events: counts.events,
                unparsed: counts.unparsed,
                batches: sent.batches,
                unregistered: sent.unregistered,
                refused: sent.refused,
                waiting: waiting,
                trouble: sent.trouble,
                inputs: inputs.statistics()
            )
        )
    }
}
