public import Reputation

/// What is learnt of all sources and takes part in scores.
///
/// Where nothing is learnt, scores take their defaults; what an operator sets always wins.
public struct Worth: Hashable, Sendable {
    /// What is learnt of how a source lists.
    public struct Stay: Hashable, Sendable {
        /// The usual stay; nil when too little is known.
        public var usualStay: UsualStay?
        /// Whether a return to the list counts as no new listing.
        public var isFlapping: Bool

        /// A stay of these facts.
        public init(usualStay: UsualStay?, isFlapping: Bool = false) {
            self.usualStay = usualStay
            self.isFlapping = isFlapping
        }
    }

    /// By source.
    public private(set) var stays: [Int64: Stay]
    /// Which sources count once together.
    public private(set) var lineages: Lineages
    /// The reliability that scores take, 0…1, by source, kind and category.
    public private(set) var reliabilities: [ReliabilityKey: Double]

    /// Nothing learnt.
    public static let unknown = Worth(stays: [:])

    /// Worth of these parts.
    public init(
        stays: [Int64: Stay],
        lineages: Lineages = .apart,
        reliabilities: [ReliabilityKey: Double] = [:]
    ) {
        self.stays = stays
        self.lineages = lineages
        self.reliabilities = reliabilities
    }

    /// The sources whose reports weigh otherwise than by `old`: the addresses they report must be scored again.
    public func changedSources(since old: Worth) -> Set<Int64> {
        var changed = lineages.changedSources(since: old.lineages)
        let unknown = Stay(usualStay: nil)
        for source in Set(stays.keys).union(old.stays.keys)
        where stays[source] ?? unknown != old.stays[source] ?? unknown {
            changed.insert(source)
        }
        for key in Set(reliabilities.keys).union(old.reliabilities.keys)
        where reliabilities[key] != old.reliabilities[key] {
            changed.insert(key.source)
        }
        return changed
    }
}

extension Worth {
    /// A reliability in use changes only when the learnt one is at least so far from it.
    public static let reliabilityStep = 0.05

    /// This worth, keeping the reliability in use where the learnt one hardly differs: it moves with every sweep, and a
    /// small move is not worth scoring a source's addresses again.
    public func settled(over present: Worth) -> Worth {
        var worth = self
        for (key, reliability) in reliabilities {
            guard let used = present.reliabilities[key] else { continue }
            if abs(reliability - used) < Self.reliabilityStep { worth.reliabilities[key] = used }
        }
        return worth
    }
}

extension Worth {
    private static let version: UInt8 = 1

    /// The worth in use as bytes for storage.
    public var stored: [UInt8] {
        var writer = NumberWriter(version: Self.version)
        writer.write(stays.count)
        for (source, stay) in stays.sorted(by: { $0.key < $1.key }) {
            writer.write(Int(source))
            writer.write(stay.isFlapping ? 1 : 0)
            writer.write(stay.usualStay == nil ? 0 : stay.usualStay == .endless ? 1 : 2)
            if let days = stay.usualStay?.days, days.isFinite { writer.write(days) }
        }
        lineages.write(to: &writer)
        writer.write(reliabilities.count)
        for (key, reliability) in reliabilities.sorted(by: { $0.key < $1.key }) {
            key.write(to: &writer)
            writer.write(reliability)
        }
        return writer.bytes
    }

    /// Reads ``stored`` back.
    /// - Parameter bytes: the stored bytes.
    /// - Throws: `stored` when they are anything else.
    public init(stored bytes: [UInt8]) throws(SourceWorthError) {
        var reader = try NumberReader(bytes, version: Self.version)
        self.init(stays: [:])
        for _ in 0..<(try reader.count()) {
            let source = Int64(try reader.number())
            let isFlapping = try reader.number(in: 0...1) == 1
            var usualStay: UsualStay?
            switch try reader.number(in: 0...2) {
            case 0: usualStay = nil
            case 1: usualStay = .endless
            default: usualStay = try? UsualStay(days: try reader.weight())
            }
            stays[source] = Stay(usualStay: usualStay, isFlapping: isFlapping)
        }
        lineages = try Lineages(from: &reader)
        for _ in 0..<(try reader.count()) {
            let key = try ReliabilityKey(from: &reader)
            let reliability = try reader.weight()
            guard reliability <= 1 else { throw SourceWorthError(.stored) }
            reliabilities[key] = reliability
        }
        try reader.finish()
    }
}
