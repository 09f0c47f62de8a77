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

    /// About by how many bytes the file and its log grow.
    static let growth = 1_600_000

    let folder: URL

    /// Runs the import, and kills it as soon as its files have grown by `growth` bytes; nil lets it end.
    func run(killingAt growth: Int?) throws -> End {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = [folder.path(percentEncoded: false)]
        let start = byteCount
        try process.run()
        if let growth {
            while process.isRunning, byteCount - start < growth {}
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

    /// Bytes of the file and its log.
    private var byteCount: Int {
        ["", "-wal"].reduce(0) { sum, suffix in
            var status = stat()
            let path = folder.appending(path: SQLiteStore.fileName + suffix).path(percentEncoded: false)
            return stat(path, &status) == 0 ? sum + Int(status.st_size) : sum
        }
    }
}
