import Foundation

/// Seconds that things took: by the clock on the wall, and by the processor's time of this thread, which others on the
/// machine do not lengthen.
struct Stopwatch {
    private let clock = ContinuousClock()
    private(set) var seconds = 0.0
    private(set) var processorSeconds = 0.0

    @discardableResult
    mutating func measure<Value>(_ body: () throws -> Value) rethrows -> Value {
        let start = clock.now
        let processorStart = Self.processorTime
        defer {
            seconds += Self.seconds(start.duration(to: clock.now))
            processorSeconds += Self.processorTime - processorStart
        }
        return try body()
    }

    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}

/// How long one kind of question took, many times.
struct Latencies {
    let name: String
    /// Seconds that the slowest may take; nil when nothing was promised.
    let budget: Double?
    private var values: [Double] = []
    private var processorValues: [Double] = []
    private var observations: [UInt64] = []

    init(_ name: String, budget: Double? = nil) {
        self.name = name
        self.budget = budget
    }

    mutating func measure(_ body: () throws -> UInt64) rethrows {
        var watch = Stopwatch()
        observations.append(try watch.measure(body))
        values.append(watch.seconds)
        processorValues.append(watch.processorSeconds)
    }

    var isWithinBudget: Bool { budget.map { (values.max() ?? 0) <= $0 } ?? true }

    /// One line of the table.
    var line: String {
        func at(_ share: Double, of values: [Double]) -> String {
            let sorted = values.sorted()
            let index = min(sorted.count - 1, Int(Double(sorted.count) * share))
            return String(format: "%10.3f", sorted[index] * 1000)
        }
        let times =
            at(0.5, of: values) + at(0.99, of: values) + at(1, of: values) + at(1, of: processorValues)
        let mean = observations.reduce(0, +) / UInt64(max(1, observations.count))
        let verdict =
            budget.map { String(format: "%7.0f %@", $0 * 1000, isWithinBudget ? "ok" : "OVER") } ?? ""
        return name.padding(toLength: 46, withPad: " ", startingAt: 0)
            + "\(times) \(String(mean).leftPadded(to: 10)) \(verdict)"
    }

    static let header =
        "hunts (ms)".padding(toLength: 46, withPad: " ", startingAt: 0)
        + "       p50       p99       max   max cpu   met mean  budget"
}

extension String {
    func leftPadded(to length: Int) -> String {
        String(repeating: " ", count: max(0, length - count)) + self
    }
}

/// Memory of this process, in MB, as the system counts it.
enum Memory {
    /// What it holds now, pages of files left out.
    static var resident: Int { field("RssAnon:") }

    /// The most it ever held, pages of files included.
    static var peak: Int { field("VmHWM:") }

    private static func field(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first).flatMap { Int($0) }.map {
            $0 / 1024
        } ?? 0
    }
}
