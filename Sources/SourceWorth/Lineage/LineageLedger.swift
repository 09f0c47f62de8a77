/// Which sources were found to be of one lineage, kept from week to week.
public struct LineageLedger: Hashable, Sendable {
    /// That two sources were found to be of one lineage.
    public struct Bond: Hashable, Sendable {
        /// The closeness when it was last measured.
        public internal(set) var closeness: Closeness
        /// Since when.
        public let since: Day
        /// Since when it has been below ``LineageRules/partingShare``, if it is.
        public internal(set) var weakSince: Day?
    }

    /// The pairs found.
    public private(set) var bonds: [SourcePair: Bond] = [:]
    /// The pairs an analyst should look at; those of the last measurement.
    public private(set) var questions: [SourcePair: Closeness] = [:]

    /// A ledger without bonds.
    public init() {}

    /// Takes in a measurement: weekly ones are meant.
    /// - Parameters:
    ///   - table: the closeness of all sources.
    ///   - reporters: the sources that keep no list.
    ///   - day: the day of the measurement.
    public mutating func take(_ table: ClosenessTable, reporters: Set<Int64>, on day: Day) {
        questions = [:]
        for (pair, bond) in bonds {
            let closeness = table[pair]
            guard let share = LineageRules.share(of: closeness, reporters: reporters) else { continue }
            var bond = bond
            bond.closeness = closeness
            bond.weakSince = share < LineageRules.partingShare ? bond.weakSince ?? day : nil
            let isOver = bond.weakSince.map { day - $0 >= LineageRules.partingDays } ?? false
            bonds[pair] = isOver ? nil : bond
        }
        for (pair, closeness) in table.pairs where bonds[pair] == nil {
            switch LineageRules.verdict(on: closeness, reporters: reporters) {
            case .joins: bonds[pair] = Bond(closeness: closeness, since: day, weakSince: nil)
            case .asks: questions[pair] = closeness
            case .apart, .unknown: break
            }
        }
    }

    /// The lineages on the ground of these bonds, of what is declared, and of what analysts rule.
    /// - Parameters:
    ///   - declared: the name of the lineage that a source is declared to be of, by source.
    ///   - rulings: what analysts decided; their word wins.
    /// - Returns: the lineages.
    public func lineages(declared: [Int64: String] = [:], rulings: [LineageRuling] = []) -> Lineages {
        var builder = LineageBuilder(apart: rulings.filter { !$0.isOneLineage }.map(\.pair))
        for ruling in rulings.sorted(by: { $0.pair < $1.pair }) where ruling.isOneLineage {
            builder.join(ruling.pair)
        }
        for group in Dictionary(grouping: declared.keys.sorted(), by: { declared[$0] }).values
            .sorted(by: { $0[0] < $1[0] })
        {
            for source in group.dropFirst() { SourcePair(group[0], source).map { builder.join($0) } }
        }
        let strongestFirst = bonds.values.sorted { one, other in
            let shares = [one, other].map { max($0.closeness.first.share, $0.closeness.second.share) }
            return shares[0] != shares[1]
                ? shares[0] > shares[1] : one.closeness.pair < other.closeness.pair
        }
        for bond in strongestFirst { builder.join(bond.closeness.pair) }
        return builder.finish()
    }
}

/// An analyst's word on two sources.
public struct LineageRuling: Hashable, Sendable {
    /// Whom it concerns.
    public let pair: SourcePair
    /// Whether they are one lineage, or are kept apart whatever is found.
    public let isOneLineage: Bool

    /// A ruling on a pair.
    public init(_ pair: SourcePair, isOneLineage: Bool) {
        self.pair = pair
        self.isOneLineage = isOneLineage
    }
}

extension LineageLedger {
    private static let version: UInt8 = 1

    /// The ledger as bytes for storage.
    public var stored: [UInt8] {
        var writer = NumberWriter(version: Self.version)
        writer.write(bonds.count)
        for (_, bond) in bonds.sorted(by: { $0.key < $1.key }) {
            bond.closeness.write(to: &writer)
            writer.write(bond.since)
            writer.write(bond.weakSince)
        }
        writer.write(questions.count)
        for (_, closeness) in questions.sorted(by: { $0.key < $1.key }) { closeness.write(to: &writer) }
        return writer.bytes
    }

    /// Reads ``stored`` back.
    /// - Parameter bytes: the stored bytes.
    /// - Throws: `stored` when they are anything else.
    public init(stored bytes: [UInt8]) throws(SourceWorthError) {
        var reader = try NumberReader(bytes, version: Self.version)
        for _ in 0..<(try reader.count()) {
            let closeness = try Closeness(from: &reader)
            let since = try reader.day()
            bonds[closeness.pair] = Bond(
                closeness: closeness,
                since: since,
                weakSince: try reader.optionalDay()
            )
        }
        for _ in 0..<(try reader.count()) {
            let closeness = try Closeness(from: &reader)
            questions[closeness.pair] = closeness
        }
        try reader.finish()
    }
}

extension Closeness {
    fileprivate func write(to writer: inout NumberWriter) {
        let numbers = [first.listings, first.near, second.listings, second.near]
        for number in [Int(pair.first), Int(pair.second)] + numbers { writer.write(number) }
    }

    fileprivate init(from reader: inout NumberReader) throws(SourceWorthError) {
        let one = Int64(try reader.number())
        guard let pair = SourcePair(one, Int64(try reader.number())) else {
            throw SourceWorthError(.stored)
        }
        self.pair = pair
        first = try Following(from: &reader)
        second = try Following(from: &reader)
    }
}

extension Following {
    fileprivate init(from reader: inout NumberReader) throws(SourceWorthError) {
        let listings = try reader.number(in: 0...Int.max)
        self.init(listings: listings, near: try reader.number(in: 0...listings))
    }
}
