import Foundation
import TestSupport

/// A log that is written and rotated by chance, and what must come out of it.
struct RotatedLog {
    /// How the log is rotated.
    enum Rotation: CaseIterable {
        /// `dns.log` becomes `dns.log.1`, and that `dns.log.2`.
        case rename
        /// `dns.log` becomes `dns.log-N`.
        case date
        /// `dns.log` is copied to `dns.log.1` and truncated.
        case copyTruncate
    }

    private let log: TestLog
    private var generator: SeededGenerator
    private var nextNumber = 0
    private var partial = ""
    private var dates = 0
    /// Every line that was written, in the order of writing.
    private(set) var expected: [String] = []

    init(in folder: TemporaryFolder, seed: UInt64) {
        log = TestLog(in: folder)
        generator = SeededGenerator(seed: seed)
    }

    /// Adds some lines, and now and then the beginning of one.
    mutating func write(upTo count: Int = 200) throws {
        var text = ""
        for _ in 0..<Int.random(in: 1...count, using: &generator) {
            let line = TestLog.line(nextNumber)
            text += line.dropFirst(partial.count) + "\n"
            partial = ""
            expected.append(line)
            nextNumber += 1
        }
        if Int.random(in: 0..<3, using: &generator) == 0 {
            let line = TestLog.line(nextNumber)
            partial = String(line.prefix(Int.random(in: 1..<line.count, using: &generator)))
            text += partial
        }
        try log.append(text)
    }

    /// Rotates by one of the ways; a line that has begun stays unfinished.
    mutating func rotate(_ ways: [Rotation] = Rotation.allCases) throws {
        guard FileManager.default.fileExists(atPath: log.path) else { return }
        if !partial.isEmpty {
            expected.append(partial)
            partial = ""
            nextNumber += 1
        }
        let way = ways.randomElement(using: &generator) ?? .rename
        if way != .date {
            for age in (1..<40).reversed() {
                for suffix in ["", ".gz"] {
                    let older = TestLog("dns.log.\(age)\(suffix)", in: log.folder)
                    guard FileManager.default.fileExists(atPath: older.path) else { continue }
                    try older.rename(to: "dns.log.\(age + 1)\(suffix)")
                }
            }
        }
        switch way {
        case .rename: try log.rename(to: "dns.log.1")
        case .copyTruncate: try log.copyTruncate(to: "dns.log.1")
        case .date:
            dates += 1
            try log.rename(to: "dns.log-\(dates)")
        }
    }

    /// Compresses the file that was rotated before the last one, as `delaycompress` does.
    mutating func compress() throws {
        let path = log.folder.path("dns.log.2")
        if FileManager.default.fileExists(atPath: path) { try Compression.gzip.compress(path) }
    }

    /// Writes a last line.
    mutating func end() throws {
        try log.append(partial.isEmpty ? "end\n" : "\nend\n")
        if !partial.isEmpty { expected.append(partial) }
        partial = ""
        expected.append("end")
    }

    /// Writes, rotates and compresses `count` times.
    mutating func live(_ count: Int, _ ways: [Rotation] = Rotation.allCases) throws {
        for _ in 0..<count {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0..<6: try write()
            case 6..<9: try rotate(ways)
            default: try compress()
            }
        }
    }

    /// What is missing of the expected lines, and what came beside them.
    static func difference(_ lines: [String], _ expected: [String]) -> String {
        let counts = lines.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        let wanted = expected.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        let missing = wanted.filter { counts[$0.key, default: 0] < $0.value }.keys.sorted()
        let surplus = counts.filter { wanted[$0.key, default: 0] < $0.value }.keys.sorted()
        if missing.isEmpty, surplus.isEmpty { return "" }
        return
            "\(missing.count) missing \(missing.prefix(3))-\(missing.suffix(1)), "
            + "\(surplus.count) too often \(surplus.prefix(3))"
    }
}
