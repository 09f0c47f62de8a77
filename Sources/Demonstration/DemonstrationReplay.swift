import Foundation
import Logging
import NIOPosix
import Registry
import Reports
public import ServiceLifecycle

/// Goes on seeing what the scenario's sensors see, so that pages live: one sensor after another, now and then.
public struct DemonstrationReplay: Service {
    /// How often a sensor sends.
    static let interval = Duration.seconds(20)

    let threats: [Threat]
    let lastDay: Int
    let seed: UInt64
    let store: any Store
    let logger: Logger

    /// Sends until the service group shuts down.
    public func run() async throws {
        let spool = UUID().uuid
        try? await cancelWhenGracefulShutdown {
            var round = 0
            while true {
                // A timer: nobody calls for what a sensor sees.
                try await Task.sleep(for: Self.interval)
                let number = round
                round += 1
                do {
                    try await NIOThreadPool.singleton.runIfActive {
                        try send(number, spool: withUnsafeBytes(of: spool) { Array($0) }, at: Self.now)
                    }
                } catch is CancellationError { return } catch {
                    logger.warning("the demonstration's telemetry stops for a moment: \(error)")
                }
            }
        }
    }

    private static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    /// Sends what one sensor sees in a round.
    func send(_ round: Int, spool: [UInt8], at now: Timestamp) throws {
        let profiles = MemberProfile.all
        let profile = profiles[round % profiles.count]
        let turn = round / profiles.count
        let name = profile.sensors[turn % profile.sensors.count]
        guard let sensor = try store.tokens(of: nil).first(where: { $0.settings.name == name }) else {
            return
        }
        var random = SeededRandom(seed: SeededRandom.number(seed, "replay", "\(round)"))
        let sightings = SightedThreats(threats, on: lastDay, seed).pick(2, &random).map {
            SightedThreats.sighting(of: $0, in: profile, at: now, &random)
        }
        let sequence = Int64(turn / profile.sensors.count + 1)
        _ = try store.record(
            SightingBatch(spool: spool, sequence: sequence, sightings: sightings),
            from: sensor,
            at: now
        )
        // All sensors are awake, those too that saw nothing.
        let sensors = try store.tokens(of: nil).filter { $0.settings.scopes == .sense }
        try store.recordUse(of: Dictionary(sensors.map { ($0.id, now) }) { first, _ in first })
    }
}
