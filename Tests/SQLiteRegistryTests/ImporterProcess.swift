import Foundation
import SQLiteRegistry

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A process that imports a fixed list into a registry, and can be killed while it does.
struct ImporterProcess {
    enum End: Equatable {
        case exited
        case killed
    }

    /// About how many bytes the import writes to the log.
    static let logSizeOfImport = 3_000_000

    let folder: URL

    /// Runs the import, and kills it as soon as its log has `size` bytes; nil lets it end.
    func run(killingAt size: Int?) throws -> End {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = [folder.path(percentEncoded: false)]
        try process.run()
        if let size {
            let log = folder.appending(path: SQLiteStore.fileName + "-wal").path(percentEncoded: false)
            while process.isRunning, Self.byteCount(of: log) ?? 0 < size {}
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        guard process.terminationReason == .exit else { return .killed }
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return .exited
    }

    /// Built beside the tests, since they depend on it.
    private static var executable: URL {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let folders = [tests.deletingLastPathComponent(), Bundle.main.bundleURL]
        let candidates = folders.map { $0.appending(path: "registry-importer") }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[0]
    }

    private static func byteCount(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }
}
