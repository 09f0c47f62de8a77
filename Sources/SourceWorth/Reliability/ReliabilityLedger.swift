import Addresses
import Reports

/// How often the fresh listings of each source were confirmed, by kind and category.
public struct ReliabilityLedger: Hashable, Sendable {
    /// The counts, as they weigh when listings of ``countedThrough`` weigh 1.
    public private(set) var counts: [ReliabilityKey: ConfirmationCounts] = [:]
    /// The last day whose listings are counted; nil before the first.
    public private(set) var countedThrough: Day?

    /// A ledger without counts.
    public init() {}

    /// Adds what was counted since; older counts lose weight. A count of days that are counted already adds nothing.
    mutating func take(_ tally: ConfirmationTally) {
        let passed = countedThrough.map { tally.countedThrough - $0 } ?? 0
        guard passed >= 0 else { return }
        let weight = ConfirmationTally.weight(after: passed)
        counts = counts.compactMapValues {
            let counts = $0 * weight
            return counts.listings < ReliabilityRules.forgottenListings ? nil : counts
        }
        for (key, new) in tally.counts { counts[key] = (counts[key] ?? ConfirmationCounts()) + new }
        countedThrough = tally.countedThrough
    }

    /// Reliability on the ground of these counts.
    /// - Parameters:
    ///   - reporters: the sources that keep no list.
    ///   - stopped: the sources that have stopped; they take no part in the median.
    /// - Returns: the reliability of all sources.
    public func reliabilities(reporters: Set<Int64> = [], stopped: Set<Int64> = []) -> Reliabilities {
        Reliabilities(counts, reporters: reporters, stopped: stopped)
    }
}

extension ReliabilityLedger {
    private static let version: UInt8 = 1

    /// The ledger as bytes for storage.
    public var stored: [UInt8] {
        var writer = NumberWriter(version: Self.version)
        writer.write(countedThrough)
        writer.write(counts.count)
        for (key, counts) in counts.sorted(by: { $0.key < $1.key }) {
            key.write(to: &writer)
            writer.write(counts.listings)
            writer.write(counts.confirmed)
        }
        return writer.bytes
    }

    /// Reads ``stored`` back.
    /// - Parameter bytes: the stored bytes.
    /// - Throws: `stored` when they are anything else.
    public init(stored bytes: [UInt8]) throws(SourceWorthError) {
        var reader = try NumberReader(bytes, version: Self.version)
        countedThrough = try reader.optionalDay()
        for _ in 0..<(try reader.count()) {
            let key = try ReliabilityKey(from: &reader)
            let listings = try reader.weight()
            counts[key] = ConfirmationCounts(listings: listings, confirmed: try reader.weight())
        }
        try reader.finish()
    }
}

extension ReliabilityKey {
    func write(to writer: inout NumberWriter) {
        writer.write(Int(source))
        writer.write(Int(group.kind.rawValue))
        writer.write(Int(group.category.rawValue))
    }

    init(from reader: inout NumberReader) throws(SourceWorthError) {
        source = Int64(try reader.number())
        group = try ReportGroup(from: &reader)
    }
}

extension ReportGroup {
    init(from reader: inout NumberReader) throws(SourceWorthError) {
        guard let kind = AddressKind(rawValue: UInt8(try reader.number(in: 0...255))),
            let category = Category(rawValue: UInt8(try reader.number(in: 0...255)))
        else { throw SourceWorthError(.stored) }
        self.init(kind: kind, category: category)
    }
}
