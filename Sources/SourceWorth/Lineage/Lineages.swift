/// Which sources count once together, on one day.
public struct Lineages: Hashable, Sendable {
    /// The number of the lineage for every source that is not alone in its own: the lowest number of its sources.
    private let heads: [Int64: Int64]

    /// Every source for itself.
    public static let apart = Lineages(heads: [:])

    init(heads: [Int64: Int64]) {
        self.heads = heads
    }

    /// The lineage of a source: the lowest number of the sources in it.
    public subscript(source: Int64) -> Int64 { heads[source] ?? source }

    /// The lineages of more than one source, each in ascending order.
    public var groups: [[Int64]] {
        Dictionary(grouping: heads.keys, by: { self[$0] }).values.map { $0.sorted() }
            .sorted { $0[0] < $1[0] }
    }

    /// The sources that have another lineage than by `old`.
    func changedSources(since old: Lineages) -> Set<Int64> {
        Set(heads.keys).union(old.heads.keys).filter { self[$0] != old[$0] }
    }
}

extension Lineages {
    func write(to writer: inout NumberWriter) {
        writer.write(heads.count)
        for (source, head) in heads.sorted(by: { $0.key < $1.key }) {
            writer.write(Int(source))
            writer.write(Int(head))
        }
    }

    init(from reader: inout NumberReader) throws(SourceWorthError) {
        var heads: [Int64: Int64] = [:]
        for _ in 0..<(try reader.count()) {
            let source = Int64(try reader.number())
            heads[source] = Int64(try reader.number())
        }
        self.init(heads: heads)
    }
}

/// Joins sources pair by pair (union-find), but never two that are to be kept apart.
struct LineageBuilder {
    private let apart: [SourcePair]
    private var parents: [Int64: Int64] = [:]

    init(apart: [SourcePair]) {
        self.apart = apart
    }

    private mutating func root(of source: Int64) -> Int64 {
        var source = source
        while let parent = parents[source], parent != source {
            if let next = parents[parent] { parents[source] = next }
            source = parent
        }
        return source
    }

    /// Makes the two sources one lineage, unless that would join two that are to be kept apart.
    mutating func join(_ pair: SourcePair) {
        let (one, other) = (root(of: pair.first), root(of: pair.second))
        guard one != other else { return }
        for rule in apart {
            let roots = (root(of: rule.first), root(of: rule.second))
            if roots == (one, other) || roots == (other, one) { return }
        }
        let head = min(one, other)
        parents[one] = head
        parents[other] = head
    }

    mutating func finish() -> Lineages {
        var heads: [Int64: Int64] = [:]
        for source in Array(parents.keys) { heads[source] = root(of: source) }
        return Lineages(heads: heads)
    }
}
