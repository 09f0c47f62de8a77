/// Address numbers as runs of neighbours: a bulk import gives neighbours, so a million changes are one run.
public struct IDRuns: Sendable, Hashable {
    /// The runs, in the order their first numbers were added.
    public private(set) var runs: [ClosedRange<Int64>] = []

    /// No runs.
    public init() {}

    /// Adds `number`; numbers come in ascending order, and one that came just before is ignored.
    public mutating func append(_ number: Int64) {
        guard let last = runs.last, number == last.upperBound || number == last.upperBound + 1 else {
            runs.append(number...number)
            return
        }
        runs[runs.count - 1] = last.lowerBound...number
    }

    /// Adds a run of numbers, all higher than those added before.
    public mutating func append(_ run: ClosedRange<Int64>) {
        guard let last = runs.last, run.lowerBound == last.upperBound + 1 else {
            runs.append(run)
            return
        }
        runs[runs.count - 1] = last.lowerBound...run.upperBound
    }
}
