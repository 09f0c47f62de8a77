import Foundation
import LogInputs
import TestSupport
import Testing

@Suite(
    .disabled("fails: lines of copies and packed files come twice; see the note of issue 3"),
    .timeLimit(.minutes(1))
) struct `Rotation by chance` {
    /// The writer never waits for the reader: files come and go before anybody looked.
    @Test(arguments: [[.rename, .date], [.copyTruncate], RotatedLog.Rotation.allCases], 1...6)
    func `loses no line and gives none twice`(ways: [RotatedLog.Rotation], seed: UInt64) async throws {
        try await check(seed, pattern: "dns.log*") { log, _ in try log.live(60, ways) }
    }

    @Test(arguments: 1...6) func `needs no wildcard where names are kept open`(seed: UInt64) async throws {
        try await check(seed, pattern: "dns.log") { log, inputs in
            for _ in 0..<12 {
                try log.live(5, [.rename, .date])
                try log.write()
                // Of a generation that is copied and truncated before it was opened, nothing is left at the path.
                let written = log.expected.count
                try await until { inputs.statistics()[0].lines >= written }
                try log.write()
                try log.rotate([.copyTruncate])
            }
        }
    }

    /// The log lives on while nobody reads; each run takes some of the lines, the last one the rest.
    @Test(arguments: 1...6) func `goes on over restarts`(seed: UInt64) async throws {
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
                let there = log.value?.expected.count ?? 0
                let wanted = run == 5 ? there : there * 2 / 3
                while (lines.value?.count ?? 0) < wanted { lines.value? += try await intake.batch().texts }
            }
            lines.value? += left
        }
        #expect(RotatedLog.difference(lines.value ?? [], log.value?.expected ?? []) == "")
    }

    private func check(
        _ seed: UInt64,
        pattern: String,
        _ live: @escaping @Sendable (inout RotatedLog, LogInputs) async throws -> Void
    ) async throws {
        let logs = try TemporaryFolder()
        let state = try TemporaryFolder()
        let inputs = [try LogInputConfiguration.following(logs.path(pattern))]
        let left = try await Intake.run(inputs, folder: state.path("state")) { intake in
            let expected = Box<[String]>()
            try await withThrowingTaskGroup(of: Void.self) { [inputs = intake.inputs] group in
                group.addTask {
                    var log = RotatedLog(in: logs, seed: seed)
                    try log.write()
                    let written = log.expected.count
                    try await until { inputs.statistics()[0].lines >= written }
                    try await live(&log, inputs)
                    try log.end()
                    expected.value = log.expected
                }
                var lines: [String] = []
                while expected.value.map({ lines.count < $0.count }) ?? true {
                    lines += try await intake.batch().texts
                }
                #expect(RotatedLog.difference(lines, expected.value ?? []) == "")
                try await group.waitForAll()
            }
            #expect(try intake.statistics().drops.isEmpty)
        }
        #expect(left == [])
    }
}
