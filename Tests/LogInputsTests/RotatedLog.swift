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
        /// The same, and lines are written between the two: they exist nowhere afterwards.
        case copyWriteTruncate
    }

    private let log: TestLog
    private var generator: SeededGenerator
    private var nextNumber = 0
    private var partial = ""
    private var dates = 0
    /// What must come out.
    private(set) var expected = ExpectedLines()

    init(in folder: TemporaryFolder, seed: UInt64) {
        log = TestLog(in: folder)
        generator = SeededGenerator(seed: seed)
    }

    /// Adds some lines, and now and then the beginning of one.
    mutating func write(upTo count: Int = 200) throws {
        var text = ""
        for _ in 0..<Int.random(in: 1...count, using: &generator) {
            let line = nextLine()
            text += line.dropFirst(partial.count) + "\n"
            partial = ""
            expected.add(line)
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
        let way = ways.randomElement(using: &generator) ?? .rename
        if way != .copyWriteTruncate { endPartial() }
        if way != .date { try shift() }
        switch way {
        case .rename: try log.rename(to: "dns.log.1")
        case .copyTruncate: try log.copyTruncate(to: "dns.log.1")
        case .copyWriteTruncate:
            try log.copy(to: "dns.log.1")
            try writeInVain()
            try log.truncate(to: 0)
        case .date:
            dates += 1
            try log.rename(to: "dns.log-\(dates)")
        }
    }

    /// Makes room for `dns.log.1`.
    private func shift() throws {
        for age in (1..<40).reversed() {
            for suffix in [""] + Compression.allCases.map(\.suffix) {
                let older = TestLog("dns.log.\(age)\(suffix)", in: log.folder)
                guard FileManager.default.fileExists(atPath: older.path) else { continue }
                try older.rename(to: "dns.log.\(age + 1)\(suffix)")
            }
        }
    }

    /// Adds lines that are truncated at once. The one that was begun before is in the copy as far as it went.
    private mutating func writeInVain() throws {
        if !partial.isEmpty {
            let line = nextLine()
            try log.append(line.dropFirst(partial.count) + "\n")
            expected.add(partial, or: line)
            partial = ""
        }
        for _ in 0..<Int.random(in: 0...20, using: &generator) {
            let line = nextLine()
            expected.allow(line)
            try log.append(line + "\n")
        }
    }

    private mutating func endPartial() {
        guard !partial.isEmpty else { return }
        expected.add(partial)
        partial = ""
        nextNumber += 1
    }

    private mutating func nextLine() -> String {
        defer { nextNumber += 1 }
        return TestLog.line(nextNumber)
    }

    /// Compresses one of the rotated files in its place.
    mutating func compress() throws {
        let plain = try FileManager.default.contentsOfDirectory(atPath: log.folder.url.path).filter {
            $0.hasPrefix("dns.log") && $0 != "dns.log" && $0.last?.isNumber ?? false && !$0.hasSuffix(".bz2")
        }
        guard let name = plain.sorted().randomElement(using: &generator),
            let program = Compression.allCases.randomElement(using: &generator)
        else { return }
        try program.compress(log.folder.path(name))
    }

    /// Writes a last line; says before what all lines are, so that nobody who has them waits for more.
    mutating func end(_ announce: (ExpectedLines) -> Void = { _ in }) throws {
        let text = partial.isEmpty ? "end\n" : "\nend\n"
        if !partial.isEmpty { expected.add(partial) }
        partial = ""
        expected.add("end")
        announce(expected)
        try log.append(text)
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
}
