import Foundation
import LogInputs
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(15))) struct `Rotation by chance` {
    private static let waysOfRotation: [[RotatedLog.Rotation]] = [
        [.rename, .date], [.copyTruncate], RotatedLog.Rotation.allCases,
    ]

    /// The writer never waits for the reader: files come and go before anybody looked.
    @Test(arguments: Self.waysOfRotation, RotationSeeds.few(3))
    func `loses no line and gives none twice`(ways: [RotatedLog.Rotation], seed: UInt64) async throws {
        try await check(seed, pattern: "dns.log*") { log, _ in try log.live(60, ways) }
    }

    @Test(arguments: RotationSeeds.few(3))
    func `needs no wildcard where names are kept open`(seed: UInt64) async throws {
        try await check(seed, pattern: "dns.log") { log, inputs in
            for _ in 0..<12 {
                try log.live(5, [.rename, .date])
                try log.write()
                // Of a generation that is copied and truncated before it was opened, nothing is left at the path.
                let written = log.expected.minimumCount
                try await until { inputs.statistics()[0].lines >= written }
                try log.write()
                try log.rotate([.copyTruncate])
            }
        }
    }

    /// The log lives on while nobody reads; each run takes some of the lines, the last one the rest.
    @Test(arguments: RotationSeeds.few(3)) func `goes on over restarts`(seed: UInt64) async throws {
        let logs = try TemporaryFolder()
        let state = try TemporaryFolder()
        let log = Box<RotatedLog>()
        log.value = RotatedLog(in: logs, seed: seed)
        let inputs = [try LogInputConfiguration.following(logs.path("dns.log*"))]
        let lines = Box<[String]>()
        lines.value = []
        for run in 0..<6 {
            try log.value?.live(10)
            let left = try await Intake.run(inputs, folder: state.path("state")) { intake in
                try log.value?.live(10)
                if run == 5 { try log.value?.end() }
                let expected = try #require(log.value?.expected)
                do {
                    while run < 5
                        ? (lines.value?.count ?? 0) < expected.minimumCount * 2 / 3
                        : !expected.areIn(lines.value ?? [])
                    {
                        lines.value? += try await intake.batch().texts
                    }
                } catch {
                    Issue.record("run \(run): \(expected.faults(of: lines.value ?? []))")
                    throw error
                }
            }
            lines.value? += left
        }
        #expect(log.value?.expected.faults(of: lines.value ?? []) == "")
    }

    private func check(
        _ seed: UInt64,
        pattern: String,
        _ live: @escaping @Sendable (inout RotatedLog, LogInputs) async throws -> Void
    ) async throws {
        let logs = try TemporaryFolder()
        let state = try TemporaryFolder()
        let inputs = [try LogInputConfiguration.following(logs.path(pattern))]
        let all = Box<([String], ExpectedLines)>()
        let left = try await Intake.run(inputs, folder: state.path("state")) { intake in
            let expected = Box<ExpectedLines>()
            try await withThrowingTaskGroup(of: Void.self) { [inputs = intake.inputs] group in
                group.addTask {
                    var log = RotatedLog(in: logs, seed: seed)
                    try log.write()
                    let written = log.expected.minimumCount
                    try await until { inputs.statistics()[0].lines >= written }
                    try await live(&log, inputs)
                    try log.end { expected.value = $0 }
                }
                var lines: [String] = []
                do {
                    while !(expected.value?.areIn(lines) ?? false) {
                        lines += try await intake.batch().texts
                    }
                } catch {
                    Issue.record("\(expected.value?.faults(of: lines) ?? "nothing was expected yet")")
                    throw error
                }
                try await group.waitForAll()
                all.value = try (lines, #require(expected.value))
            }
            // What is cut off unread is counted; nothing else is dropped.
            #expect(try intake.statistics().drops.keys.allSatisfy { $0 == .truncatedFile })
        }
        let (lines, expected) = try #require(all.value)
        #expect(expected.faults(of: lines + left) == "")
    }
}
