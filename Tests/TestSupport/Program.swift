public import Foundation

/// A program under test: what it is given and what it leaves.
public struct Program: Sendable {
    /// What a finished run left behind.
    public struct Outcome: Sendable {
        /// Exit status; negative when a signal ended it.
        public let status: Int32
        /// Everything written to standard output.
        public let output: String
        /// Everything written to standard error.
        public let errors: String

        /// The lines of standard output.
        public var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
    }

    /// The executable.
    public let executable: URL

    /// The program at `executable`.
    public init(executable: URL) {
        self.executable = executable
    }

    /// The product called `name` of the build that the tests themselves come from.
    public static func product(_ name: String) -> Program {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return Program(executable: bundle.appending(path: name))
    }

    /// Runs to the end.
    /// - Parameters:
    ///   - arguments: the command line after the program's name.
    ///   - input: standard input.
    ///   - environment: variables set beside the present ones.
    /// - Returns: status and both outputs.
    /// - Throws: when the program cannot be started.
    public func run(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let folder = try TemporaryFolder()
        let files = ["in", "out", "err"].map { folder.url.appending(path: $0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        let status = process.terminationStatus
        return Outcome(
            status: process.terminationReason == .exit ? status : -status,
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
        )
    }
}

/// A folder of its own that goes away with the value.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let url: URL

    /// Makes an empty folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "marsad-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of a file in the folder.
    public func path(_ name: String) -> String {
        url.appending(path: name).path
    }

    /// Writes a file into the folder.
    /// - Returns: its path.
    public func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: url.appending(path: name))
        return path(name)
    }
}
