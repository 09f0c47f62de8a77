import Foundation
import Synchronization

/// A program that runs beside the test: a server, a sensor. Ended with the value.
public final class RunningProgram: Sendable {
    private struct State {
        var errors = ""
        var continuations: [UUID: AsyncStream<String>.Continuation] = [:]
    }

    private let process: Process
    private let errorPipe = Pipe()
    private let state = Mutex(State())

    /// Starts a program.
    /// - Throws: when it cannot be started.
    public init(_ program: Program, _ arguments: [String]) throws {
        process = Process()
        process.executableURL = program.executable
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errorPipe
        errorPipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            guard !data.isEmpty else { return }
            self?.take(String(decoding: data, as: UTF8.self))
        }
        try process.run()
    }

    deinit {
        errorPipe.fileHandleForReading.readabilityHandler = nil
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    private func take(_ text: String) {
        let (whole, continuations) = state.withLock { state in
            state.errors += text
            return (state.errors, Array(state.continuations.values))
        }
        for continuation in continuations { continuation.yield(whole) }
    }

    /// What it has written to standard error so far.
    public var errors: String { state.withLock { $0.errors } }

    /// Most memory it has had resident so far, in bytes; nil when the system does not tell.
    public var peakMemory: Int? {
        let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
    }

    /// Whether it still runs.
    public var isRunning: Bool { process.isRunning }

    /// Waits until what it writes to standard error has a line with `mark`.
    /// - Returns: what stands behind the mark in that line; nil when nothing came for as long as the test may take.
    public func line(after mark: String) async -> String? {
        let id = UUID()
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        let sofar = state.withLock { state in
            state.continuations[id] = continuation
            return state.errors
        }
        continuation.yield(sofar)
        defer { state.withLock { state in _ = state.continuations.removeValue(forKey: id) } }
        for await text in stream {
            for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
                guard let range = line.range(of: mark), text.contains("\(line)\n") else { continue }
                return String(line[range.upperBound...])
            }
        }
        return nil
    }

    /// Ends it at once, as a power failure would.
    public func kill() {
        send(SIGKILL)
    }

    /// Asks it to stop and waits.
    /// - Returns: its exit status; negative when a signal ended it.
    @discardableResult
    public func stop() -> Int32 {
        send(SIGTERM)
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    private func send(_ signal: Int32) {
        if process.isRunning { Foundation.kill(process.processIdentifier, signal) }
        process.waitUntilExit()
    }
}
