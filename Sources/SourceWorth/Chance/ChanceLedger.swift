import Addresses

/// What came of forecasts, by kind and step of score; old ones weigh less.
public struct ChanceLedger: Hashable, Sendable {
    struct Key: Hashable, Comparable {
        let kind: AddressKind
        let step: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.kind.rawValue, left.step) < (right.kind.rawValue, right.step)
        }
    }

    /// As they weigh on ``day``.
    private(set) var counts: [Key: ConfirmationCounts] = [:]
    private(set) var day: Day?

    /// A ledger without counts.
    public init() {}

    /// Takes in what came of forecasts, settled on `day`. Days are given in order.
    public mutating func take(_ outcomes: some Sequence<(forecast: Forecast, isConfirmed: Bool)>, on day: Day)
    {
        age(to: day)
        for (forecast, isConfirmed) in outcomes where forecast.dueDay <= day {
            let weight = ConfirmationTally.weight(after: day - forecast.dueDay)
            let key = Key(kind: forecast.kind, step: forecast.step)
            counts[key, default: ConfirmationCounts()].add(weight, isConfirmed: isConfirmed)
        }
    }

    private mutating func age(to day: Day) {
        if let last = self.day, day > last {
            let weight = ConfirmationTally.weight(after: day - last)
            counts = counts.mapValues { $0 * weight }
        }
        self.day = max(day, self.day ?? day)
    }

    /// The measured chances.
    public var chances: Chances { Chances(counts) }
}

extension ChanceLedger {
    private static let version: UInt8 = 1

    /// The ledger as bytes for storage.
    public var stored: [UInt8] {
        var writer = NumberWriter(version: Self.version)
        writer.write(day)
        writer.write(counts.count)
        for (key, counts) in counts.sorted(by: { $0.key < $1.key }) {
            writer.write(Int(key.kind.rawValue))
            writer.write(key.step)
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
        day = try reader.optionalDay()
        for _ in 0..<(try reader.count()) {
            guard let kind = AddressKind(rawValue: UInt8(try reader.number(in: 0...255))) else {
                throw SourceWorthError(.stored)
            }
            let key = Key(kind: kind, step: try reader.number(in: 0...(ChanceRules.steps - 1)))
            let forecasts = try reader.weight()
            counts[key] = ConfirmationCounts(listings: forecasts, confirmed: try reader.weight())
        }
        try reader.finish()
    }
}
