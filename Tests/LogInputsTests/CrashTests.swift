import Foundation
import TestSupport
import Testing

/// The consumer is killed again and again while the log is written and rotated; its store must hold every line once.
@Suite(
    .serialized,
    .timeLimit(.minutes(15))
) struct `A killed consumer` {
    struct Died: Error {}

    @Test(arguments: ConsumerProcess.Rule.allCases, RotationSeeds.few(2))
    func `stores every line exactly once`(rule: ConsumerProcess.Rule, seed: UInt64) async throws {
        let store = try TemporaryFolder()
        try await check(rule, seed, RotatedLog.Rotation.allCases, in: store)
        // What is handed out again has the same lines, or what is left of them when some were cut off: identities are worth
        // something.
        var first: [Substring: [Substring]] = [:]
        for batch in ConsumerProcess.seen(store.url.path) where rule == .identities {
            let count = try #require(Int(batch[1]))
            guard let before = first[batch[0]] else {
                first[batch[0]] = batch
                continue
            }
            #expect(before == batch || Int(before[1]).map { $0 > count } ?? false)
        }
    }

    /// The positions in the consumer's store are enough, whatever became of the inputs' own folder.
    @Test(arguments: RotationSeeds.few(2))
    func `needs nothing but its own positions`(seed: UInt64) async throws {
        let store = try TemporaryFolder()
        try await check(.positions, seed, RotatedLog.Rotation.allCases, in: store) {
            try FileManager.default.removeItem(atPath: store.path("state"))
        }
    }

    private func check(
        _ rule: ConsumerProcess.Rule,
        _ seed: UInt64,
        _ ways: [RotatedLog.Rotation],
        in store: TemporaryFolder,
        afterKill: () throws -> Void = {}
    ) async throws {
        let logs = try TemporaryFolder()
        var log = RotatedLog(in: logs, seed: seed)
        let pattern = logs.path("dns.log*")
        for _ in 0..<5 {
            try log.live(4, ways)
            let consumer = try ConsumerProcess(rule, folder: store.url.path, pattern: pattern)
            defer { consumer.kill() }
            let goal = consumer.storedLength + 20_000
            while consumer.storedLength < goal {
                guard consumer.isRunning else { throw Died() }
                try log.write(upTo: 20)
                try Task.checkCancellation()
                await Task.yield()
            }
            try log.live(2, ways)
            consumer.kill()
            try afterKill()
        }
        try log.end()
        let consumer = try ConsumerProcess(rule, folder: store.url.path, pattern: pattern)
        defer { consumer.kill() }
        var length = 0
        do {
            try await until {
                guard consumer.isRunning else { throw Died() }
                // What is stored is counted again only when there is more of it.
                guard consumer.storedLength != length else { return false }
                length = consumer.storedLength
                return log.expected.areIn(storedLines(store))
            }
        } catch {
            Issue.record("\(log.expected.faults(of: storedLines(store)))")
            throw error
        }
        #expect(consumer.stop())
        #expect(log.expected.faults(of: storedLines(store)) == "")
    }

    private func storedLines(_ store: TemporaryFolder) -> [String] {
        ConsumerProcess.records(store.url.path).flatMap(\.lines)
    }
}
