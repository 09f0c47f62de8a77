/// Which entries fill a list that cannot take all: the higher scores, and of equal ones those with lower keys.
public struct ListCap: Hashable, Sendable {
    /// The least score that is taken.
    let threshold: UInt8
    /// How many of that score are taken.
    var ties: Int

    /// Whether an entry of this score is taken; ask once for each entry, in their order.
    public mutating func takes(_ score: UInt8) -> Bool {
        guard score == threshold else { return score > threshold }
        guard ties > 0 else { return false }
        ties -= 1
        return true
    }
}

/// Counts the scores of entries, to tell where a cap lies before a list is written. Its memory does not grow.
public struct ListRanking: Sendable {
    private let admission: ListAdmission
    private let maximum: Int?
    private var counts = [Int](repeating: 0, count: 256)

    /// Counts for a list of this format and options.
    public init(_ format: ListFormat, _ options: ListOptions) {
        admission = ListAdmission(format, now: options.now)
        maximum = options.maximumEntries ?? format.maximumEntries
    }

    /// Whether the list has a cap at all; without one there is nothing to count.
    public var isNeeded: Bool { maximum != nil }

    /// Counts an entry.
    public mutating func count(_ entry: ListEntry) {
        var entry = entry
        if admission.admit(&entry) == nil { counts[Int(entry.score)] += 1 }
    }

    /// The cap; nil when all entries fit.
    public var cap: ListCap? {
        guard let maximum, counts.reduce(0, +) > maximum else { return nil }
        var room = maximum
        for score in counts.indices.reversed() {
            guard counts[score] < room else { return ListCap(threshold: UInt8(score), ties: room) }
            room -= counts[score]
        }
        return nil
    }
}
