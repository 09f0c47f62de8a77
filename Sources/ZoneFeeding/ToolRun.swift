internal import Dispatch
internal import Foundation
internal import Synchronization

/// A run of one of the primary's tools, to its end or for as long as it may take.
struct ToolRun {
    /// What it left behind.
    struct Outcome {
        /// Its exit status; nil when it was ended.
        var status: Int32?
        /// What it wrote, errors after the rest.
        var text: String
    }

    /// Most bytes of what it writes that are read.
    private static let maximumOutput = 64 * 1024
    /// Where tools are looked for besides `PATH`.
    private static let folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"]

    private let executable: String
    private let folder: String

    /// The tool called `name`.
    /// - Parameters:
    ///   - name: what it is called.
    ///   - package: the package that has it.
    ///   - folder: where its input and output lie meanwhile.
    /// - Throws: ``ZoneFault/Code/noTool``.
    init(_ name: String, of package: String, in folder: String) throws(ZoneFault) {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + Self.folders
        let candidates: [String] = folders.map { folder in folder + "/" + name }
        let found = candidates.first { access($0, X_OK) == 0 }
        guard let found else {
            throw ZoneFault(.noTool, "\(name) is not installed: apt-get install \(package)")
        }
        executable = found
        self.folder = folder
    }

    /// Runs it.
    /// - Parameters:
    ///   - arguments: the command line after its name.
    ///   - input: its standard input.
    ///   - patience: how long it may take.
    /// - Returns: what it left behind.
    /// - Throws: ``ZoneFault/Code/failed`` when it cannot be started.
    func run(_ arguments: [String], input: String = "", patience: Duration) throws(ZoneFault) -> Outcome {
        let stem = "\(folder)/.run-\(UUID().uuidString)"
        let paths = ["in", "out", "err"].map { "\(stem).\($0)" }
        defer { for path in paths { unlink(path) } }
        do {
            for path in paths {
                let isMade = FileManager.default.createFile(
                    atPath: path,
                    contents: path == paths[0] ? Data(input.utf8) : nil,
                    attributes: [.posixPermissions: 0o600]
                )
                guard isMade else { throw CocoaError(.fileWriteUnknown) }
            }
            let process = Process()
            process.executableURL = URL(filePath: executable)
            process.arguments = arguments
            process.standardInput = try FileHandle(forReadingFrom: URL(filePath: paths[0]))
            process.standardOutput = try FileHandle(forWritingTo: URL(filePath: paths[1]))
            process.standardError = try FileHandle(forWritingTo: URL(filePath: paths[2]))
            let isEnded = try Self.finish(process, within: patience)
            let text = try paths[1...].map { path in
                let handle = try FileHandle(forReadingFrom: URL(filePath: path))
                return String(
                    decoding: try handle.read(upToCount: Self.maximumOutput) ?? Data(),
                    as: UTF8.self
                )
            }
            return Outcome(status: isEnded ? process.terminationStatus : nil, text: text.joined())
        } catch {
            throw ZoneFault(.failed, "\(executable) cannot be run in \(folder): \(error)")
        }
    }

    /// Whether the process ended by itself; one that takes too long is ended.
    private static func finish(_ process: Process, within patience: Duration) throws -> Bool {
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        let seconds = Double(patience.components.seconds)
        if ended.wait(timeout: .now() + seconds) == .success { return process.terminationReason == .exit }
        kill(process.processIdentifier, SIGKILL)
        ended.wait()
        return false
    }
}
