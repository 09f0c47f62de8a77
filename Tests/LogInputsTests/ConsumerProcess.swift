import Foundation
import LogInputs

/// A process that stores the lines of followed files, and can be killed while it does.
struct ConsumerProcess {
    /// What makes it store every line exactly once.
    enum Rule: String, CaseIterable {
        /// It leaves out batches whose identity is stored.
        case identities = "store"
        /// It goes on from the positions that are stored with the lines.
        case positions = "resume"
    }

    let folder: String
    private let process: Child

    /// Starts it on the files of `pattern`.
    init(_ rule: Rule, folder: String, pattern: String) throws {
        self.folder = folder
        let input = "follow:\(pattern)?name=files&poll=50ms&gather=0ms&leave=0ms"
        process = try Child(Self.executable.path, [rule.rawValue, folder, input])
    }

    var isRunning: Bool { process.isRunning }

    /// Ends it at once, as a crash does.
    func kill() {
        process.send(SIGKILL)
        process.wait()
    }

    /// Tells it to stop, and waits until it has.
    /// - Returns: whether it says that all went well.
    func stop() -> Bool {
        process.send(SIGTERM)
        return process.wait() == 0
    }

    /// Bytes in the store.
    var storedLength: Int {
        (try? URL(filePath: "\(folder)/store").resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
    }

    /// The records of the store, as far as they are whole.
    static func records(_ folder: String) -> [(head: [Substring], lines: [String])] {
        var rest = content(folder, "store")[...]
        var records: [(head: [Substring], lines: [String])] = []
        while let end = rest.firstIndex(of: 0x0A) {
            let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
            guard head.count == 3, let length = Int(head[1]), rest[end...].count > length else { break }
            let lines = rest[(end + 1)...].prefix(length)
            records.append((head, [UInt8](lines).texts))
            rest = rest[lines.endIndex...]
        }
        return records
    }

    /// What was handed out, stored or not: identity, count and checksum of each batch.
    static func seen(_ folder: String) -> [[Substring]] {
        String(decoding: content(folder, "seen"), as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: " ") }.filter { $0.count == 3 }
    }

    private static func content(_ folder: String, _ name: String) -> Data {
        (try? Data(contentsOf: URL(filePath: "\(folder)/\(name)"))) ?? Data()
    }

    /// Built beside the tests, since they depend on it.
    private static var executable: URL {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let folders = [tests.deletingLastPathComponent(), Bundle.main.bundleURL]
        let candidates = folders.map { $0.appending(path: "log-inputs-consumer") }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[0]
    }
}
