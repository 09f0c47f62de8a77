import Foundation

/// The lines that must come of a log, each once: those that are kept somewhere, and what may be read of those that are not.
struct ExpectedLines: Sendable {
    private var kept: [String] = []
    private var alternatives: [(begun: String, whole: String)] = []
    private var fleeting: [String] = []

    /// How many lines come at least.
    var minimumCount: Int { kept.count + alternatives.count }

    /// The line must come.
    mutating func add(_ line: String) {
        kept.append(line)
    }

    /// One of the two must come: the line, or the beginning of it that is in a copy.
    mutating func add(_ begun: String, or whole: String) {
        alternatives.append((begun, whole))
    }

    /// The line may come.
    mutating func allow(_ line: String) {
        fleeting.append(line)
    }

    /// Whether every line has come that must.
    func areIn(_ lines: [String]) -> Bool {
        lines.count >= minimumCount && difference(from: lines).missing.isEmpty
    }

    /// What is wrong with `lines`; empty when nothing is.
    func faults(of lines: [String]) -> String {
        let (missing, surplus) = difference(from: lines)
        if missing.isEmpty, surplus.isEmpty { return "" }
        return "\(missing.count) missing \(missing.prefix(3))-\(missing.suffix(1)), "
            + "\(surplus.count) too often \(surplus.prefix(3))"
    }

    private func difference(from lines: [String]) -> (missing: [String], surplus: [String]) {
        let counts = lines.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        let wanted =
            kept + alternatives.map { counts[$0.whole] == nil ? $0.begun : $0.whole }
            + fleeting.filter { counts[$0] != nil }
        let wantedCounts = wanted.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        return (
            wantedCounts.filter { counts[$0.key, default: 0] < $0.value }.keys.sorted(),
            counts.filter { wantedCounts[$0.key, default: 0] < $0.value }.keys.sorted()
        )
    }
}
