internal import Addresses

extension Check {
    /// A name: what it is, what lies around it, what lies below it, its public suffix, its text.
    mutating func name(_ name: DomainName) {
        take(name: name, as: .host)
        if !list.tables.patterns.isEmpty { take(matching: name.text.utf8.span) }
    }

    /// What a name is looked up for.
    enum NameUse {
        /// The name itself, and with it all that it serves and all below it.
        case host
        /// One URL on it.
        case urlHost
    }

    /// Takes the entries of a name and of the names around it; of a host, those below it too.
    /// - Returns: the node of the name, if it has one.
    @discardableResult
    mutating func take(name: DomainName, as use: NameUse) -> UInt32? {
        let text = name.text.utf8.span
        let table = list.tables.names
        var walk = SuffixWalk()
        var cursor = table.index.top
        var depth = 0
        var end = text.count
        var node: UInt32?
        var isWholeName = false
        // Entries that reach down to the next public suffix are decided when that is known.
        var undecided: [(entry: Int, depth: Int)] = []
        while end > 0 {
            let step = table.index.step(below: cursor, text, endingAt: end)
            depth += 1
            isWholeName = step.start == 0
            guard let next = step.cursor else {
                walk.enterUnknown(depth: depth)
                break
            }
            cursor = next
            let marks = table.index.nodes[Int(cursor.node)].suffix
            walk.enter(marks, depth: depth)
            walk.leave(marks)
            if isWholeName { node = cursor.node }
            for entry in table.runs.entries(at: Int(cursor.node)) {
                let ref = table.runs.refs[entry]
                if !isWholeName, ref.reach <= .registrable {
                    if ref.reach == .registrable { undecided.append((entry, depth)) }
                    continue
                }
                take(.names, ref, entry, relation(isWholeName ? .same : .inside, ref.reach, use))
            }
            end = step.start - 1
        }
        let isSuffix: Bool
        if let suffixes = list.suffixes, !undecided.isEmpty || !list.tables.suffixes.rules.isEmpty {
            let suffix = suffixes.suffix(of: name)
            walk = SuffixWalk(suffix)
            isSuffix = suffix.text == name.text
        } else {
            isSuffix = isWholeName && walk.labels == depth
        }
        for (entry, depth) in undecided where depth > walk.labels {
            let ref = table.runs.refs[entry]
            take(.names, ref, entry, relation(.inside, ref.reach, use))
        }
        take(walk.section, isSuffix: isSuffix, use)
        if use == .host, let node { take(list.contents(ofName: node)) }
        return node
    }

    private func relation(_ relation: Relation, _ reach: Reach, _ use: NameUse) -> Relation {
        use == .urlHost && reach < .everything ? .served : relation
    }

    /// The rules for public suffixes, for a name with a suffix of this section.
    private mutating func take(_ section: AllowlistRule.SuffixSection?, isSuffix: Bool, _ use: NameUse) {
        guard let section, isSuffix || section == .platforms else { return }
        let table = list.tables.suffixes
        for (place, rule) in table.rules.enumerated() where rule == .publicSuffixes(section) {
            take(.suffixes, table.runs, at: place, use == .urlHost ? .served : isSuffix ? .same : .inside)
        }
    }
}
