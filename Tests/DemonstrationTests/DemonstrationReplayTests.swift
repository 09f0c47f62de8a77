import Foundation
import Logging
import Registry
import Reports
import SQLiteRegistry
import Testing

@testable import Demonstration

@Suite struct `A demonstration's telemetry` {
    @Test func `goes on for every sensor, of registered addresses`() async throws {
        let registry = try await FilledRegistry()
        let replay = Demonstration(at: FilledRegistry.now)
            .replay(into: registry.store, logger: Logger(label: "demo"))
        let spool = [UInt8](repeating: 7, count: SightingBatch.spoolLength)
        let members = try registry.store.members()
        let later = FilledRegistry.now.advanced(byDays: 0.1)
        func count() throws -> Int {
            try members.map { try registry.store.latestSightings(by: $0.id, since: later, limit: 1000).count }
                .reduce(0, +)
        }
        for round in 0..<24 {
            try replay.send(round, spool: spool, at: later.advanced(byDays: Double(round) / 1440))
        }
        #expect(try count() >= 40, "two of each round, but for those that fall together")
        let sensors = try registry.store.tokens(of: nil).filter { $0.settings.scopes == .sense }
        #expect(sensors.allSatisfy { $0.lastUsedAt ?? FilledRegistry.now > later })
    }
}
