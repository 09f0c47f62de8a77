import Foundation
import TestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A process that works on an archive, and can be killed while it does.
struct IngesterProcess {
    enum End: Equatable {
        case exited
        case killed
    }

    let temporary: TemporaryArchive

    /// Runs the work, and kills it some looks after the store has come to the file with this number; nil lets it end.
    func run(killingAtFile number: Int?, looksLater: Int = 0) throws -> End {
        let process = Process()
        process.executableURL = Program.product("archive-ingester").executable
        process.arguments = [temporary.directory]
        try process.run()
        if let number {
            var looks = 0
            while process.isRunning, looks <= looksLater {
                if lastFile >= number { looks += 1 }
            }
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        guard process.terminationReason == .exit else { return .killed }
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return .exited
    }

    /// Runs the work batch by batch, with the writer open and waiting while `body` is called with the number of batches
    /// that are in.
    func step(_ body: (Int) throws -> Void) throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = Program.product("archive-ingester").executable
        process.arguments = [temporary.directory, "step"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        var count = 0
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
            guard byte == Data("\n".utf8) else { continue }
            count += 1
            try body(count)
            try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }

    /// The highest number of a table in the store: RocksDB counts all files it ever makes.
    var lastFile: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary.store.path)) ?? []
        return names.filter { $0.hasSuffix(".sst") }.compactMap { Int($0.dropLast(4)) }.max() ?? 0
    }
}
