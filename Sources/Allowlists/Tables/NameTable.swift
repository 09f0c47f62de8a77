/// Names with their entries. Each name is followed by the names below it.
final class NameTable: Sendable {
    let index: LabelIndex
    /// Where the names below each name end.
    private let ends: [UInt32]
    let runs: EntryRuns

    /// - Parameters:
    ///   - index: the tree, in order.
    ///   - ends: where what lies below each node ends.
    ///   - entries: the entries by node.
    init(index: LabelIndex, ends: [UInt32], entries: [(place: UInt32, ref: EntryRef)]) {
        self.index = index
        self.ends = ends
        runs = EntryRuns(entries, placeCount: index.nodes.count)
    }

    /// The nodes below a node, without itself.
    @inline(__always)
    func nodes(below node: UInt32) -> Range<Int> {
        Int(node) + 1..<Int(ends[Int(node)])
    }
}

/// Rules that are few and not addresses, with their entries.
final class RuleTable: Sendable {
    let rules: [AllowlistRule]
    let runs: EntryRuns

    init(_ entries: [(rule: AllowlistRule, ref: EntryRef)]) {
        var rules: [AllowlistRule] = []
        var places: [(place: UInt32, ref: EntryRef)] = []
        for entry in entries {
            let place = rules.firstIndex(of: entry.rule) ?? rules.count
            if place == rules.count { rules.append(entry.rule) }
            places.append((UInt32(place), entry.ref))
        }
        self.rules = rules
        runs = EntryRuns(places, placeCount: rules.count)
    }
}
