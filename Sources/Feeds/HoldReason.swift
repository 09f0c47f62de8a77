public import Formats

/// Why what was fetched waits for a person, while the last good snapshot stays.
public enum HoldReason: Hashable, Sendable, Codable {
    /// It lists nothing.
    case empty
    /// It lists far less than before.
    case shrunk(from: Int, to: Int)
    /// It lists far more than before.
    case grown(from: Int, to: Int)
    /// Too many of its records are faulty.
    case rejects(faults: Int, of: Int)
    /// It is in another format than before.
    case otherFormat(from: [FeedFormat], to: [FeedFormat])
    /// It cannot be read at all; the words say where and why.
    case unreadable(String)

    /// The word for counters and scripts.
    public var label: String {
        switch self {
        case .empty: "empty"
        case .shrunk: "shrunk"
        case .grown: "grown"
        case .rejects: "rejects"
        case .otherFormat: "other-format"
        case .unreadable: "unreadable"
        }
    }
}

extension HoldReason: CustomStringConvertible {
    /// What happened, in a few words.
    public var description: String {
        switch self {
        case .empty: return "lists nothing"
        case .shrunk(let before, let now): return "shrank from \(before) reports to \(now)"
        case .grown(let before, let now): return "grew from \(before) reports to \(now)"
        case .rejects(let faults, let all): return "\(faults) of \(all) records are faulty"
        case .otherFormat(let before, let now):
            let names = [before, now].map { $0.map(\.rawValue).joined(separator: ", ") }
            return "is \(names[1]) and was \(names[0])"
        case .unreadable(let words): return words
        }
    }
}

extension HealthBounds {
    /// Why a reading must wait for a person; nil when it may replace `last`, the last one that was believed, if any was.
    public func judge(_ reading: FeedReading, after last: FeedReading?) -> HoldReason? {
        if let last, !last.formats.isEmpty, !reading.formats.isEmpty, reading.formats != last.formats,
            Set(reading.formats).isDisjoint(with: last.formats)
        {
            return .otherFormat(from: last.formats, to: reading.formats)
        }
        let counted = reading.accepted + reading.faults
        if reading.faults > 0, Double(reading.faults) > largestRejectShare * Double(counted) {
            return .rejects(faults: reading.faults, of: counted)
        }
        if reading.accepted == 0, !mayBeEmpty { return .empty }
        guard let last, max(last.accepted, reading.accepted) >= smallest else { return nil }
        if Double(reading.accepted) < shrinksTo * Double(last.accepted) {
            return .shrunk(from: last.accepted, to: reading.accepted)
        }
        // A feed that was allowed to be small or empty is not measured by what it was then.
        if Double(reading.accepted) > growsTo * Double(max(last.accepted, smallest)) {
            return .grown(from: last.accepted, to: reading.accepted)
        }
        return nil
    }
}
