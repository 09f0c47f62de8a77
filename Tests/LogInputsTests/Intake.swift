import Foundation
import LogInputs
import Logging
import ServiceLifecycle
import TestSupport
import Testing

/// Inputs that run while a test takes their batches.
struct Intake {
    /// What went wrong with a test's own means.
    struct Ended: Error {}

    let inputs: LogInputs
    private var iterator: LineBatches.AsyncIterator
    /// Identities of all batches that were taken, to find one that comes twice.
    private(set) var taken: [BatchID] = []

    init(_ inputs: LogInputs) {
        self.inputs = inputs
        iterator = inputs.batches.makeAsyncIterator()
    }

    /// The next batch, not acknowledged.
    mutating func unacknowledged() async throws -> LineBatch {
        guard let batch = await iterator.next() else { throw Ended() }
        taken.append(batch.id)
        return batch
    }

    /// The next batch.
    mutating func batch() async throws -> LineBatch {
        let batch = try await unacknowledged()
        inputs.acknowledge(batch.token)
        return batch
    }

    /// The lines of the next batches, until there are `count`.
    mutating func lines(_ count: Int) async throws -> [String] {
        var lines: [String] = []
        while lines.count < count { lines += try await batch().texts }
        return lines
    }

    /// What an input has done.
    func statistics(_ name: String? = nil) throws -> InputStatistics {
        try #require(inputs.statistics().first { name == nil || $0.name == name })
    }

    /// The port an input listens on, as soon as it does.
    func listeningPort(_ name: String? = nil) async throws -> Int {
        while true {
            if let port = try statistics(name).listening?.port { return Int(port) }
            await Task.yield()
        }
    }

    /// Runs inputs, gives them to `body`, stops them as a service group does, and takes what is left.
    /// - Returns: the lines that came after `body`.
    @discardableResult
    static func run(
        _ configurations: [LogInputConfiguration],
        folder: String,
        resumingFrom positions: [ResumePosition] = [],
        limits: LogInputs.Limits = .init(),
        _ body: @Sendable (inout Intake) async throws -> Void
    ) async throws -> [String] {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let inputs = try LogInputs(
            configurations,
            folder: folder,
            resumingFrom: positions,
            limits: limits,
            logger: logger
        )
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: inputs, successTerminationBehavior: .gracefullyShutdownGroup)],
                logger: logger
            )
        )
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var intake = Intake(inputs)
            do { try await body(&intake) } catch {
                tasks.cancelAll()
                throw error
            }
            await group.triggerGracefulShutdown()
            var left: [String] = []
            while let batch = await intake.iterator.next() {
                left += batch.texts
                intake.taken.append(batch.id)
                inputs.acknowledge(batch.token)
            }
            try await tasks.waitForAll()
            #expect(Set(intake.taken).count == intake.taken.count, "a batch came twice")
            return left
        }
    }
}

extension LineBatch {
    /// The lines without their ends.
    var texts: [String] { lines.texts }
}

extension [UInt8] {
    /// The lines of a text that ends in a line feed, without their ends.
    var texts: [String] {
        split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            .map { String(decoding: $0, as: UTF8.self) }
    }
}

extension LogInputConfiguration {
    /// Files under a running follower, looked at often and left as soon as they are gone from their path and read, unless
    /// said otherwise.
    static func following(
        _ path: String,
        start: FileInputConfiguration.Start = .beginning,
        leaveAfter: Duration = .zero
    ) throws -> Self {
        try LogInputConfiguration(
            name: "files",
            kind: .files(
                FileInputConfiguration(
                    path: path,
                    mode: .follow,
                    start: start,
                    pollInterval: .milliseconds(50),
                    gatherTime: .zero,
                    leaveAfter: leaveAfter
                )
            )
        )
    }

    static func once(_ path: String) throws -> Self {
        try LogInputConfiguration(
            name: "files",
            kind: .files(FileInputConfiguration(path: path, mode: .once, pollInterval: .milliseconds(50)))
        )
    }
}

/// A log that a test writes and rotates.
struct TestLog {
    let folder: TemporaryFolder
    let name: String
    var path: String { folder.path(name) }

    init(_ name: String = "dns.log", in folder: TemporaryFolder) {
        self.folder = folder
        self.name = name
    }

    /// Adds text at the end, making the file when it is missing.
    func append(_ text: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    func append(lines: Range<Int>) throws {
        try append(Self.text(lines))
    }

    func rename(to name: String) throws {
        let target = folder.path(name)
        try? FileManager.default.removeItem(atPath: target)
        try FileManager.default.moveItem(atPath: path, toPath: target)
    }

    /// Copies the file and truncates it, as `logrotate` does with `copytruncate`.
    func copyTruncate(to name: String) throws {
        try copy(to: name)
        try truncate(to: 0)
    }

    func copy(to name: String) throws {
        let target = folder.path(name)
        try? FileManager.default.removeItem(atPath: target)
        try FileManager.default.copyItem(atPath: path, toPath: target)
    }

    func truncate(to size: UInt64) throws {
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: size)
        try handle.close()
    }

    static func text(_ lines: Range<Int>) -> String {
        lines.map { "\(line($0))\n" }.joined()
    }

    static func line(_ number: Int) -> String {
        "2026-11-25T10:00:00Z 192.0.2.\(number % 256) query \(number).evil.example A"
    }

    static func lines(_ numbers: Range<Int>) -> [String] {
        numbers.map(line)
    }
}
