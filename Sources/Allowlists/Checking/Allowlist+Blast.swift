public import Addresses

/// What blocking an address would take with it: the entries for it and inside it.
public struct Blast: Sendable {
    /// How many entries.
    public private(set) var count = 0
    /// How many of each kind.
    public private(set) var byKind: [EntryKind: Int] = [:]
    /// How many bear each label.
    public private(set) var byLabel: [EntryLabel: Int] = [:]
    /// How many each list has.
    public private(set) var byList: [String: Int] = [:]
    /// The strictest of them, at most as many as were asked for.
    public private(set) var examples: [Finding] = []

    fileprivate mutating func add(_ finding: Finding, list: String, exampleCount: Int) {
        count += 1
        byKind[finding.kind, default: 0] += 1
        if let label = finding.label { byLabel[label, default: 0] += 1 }
        byList[list, default: 0] += 1
        let place = examples.firstIndex { $0.outcome < finding.outcome } ?? examples.count
        guard place < exampleCount else { return }
        examples.insert(finding, at: place)
        if examples.count > exampleCount { examples.removeLast() }
    }
}

extension Allowlist {
    /// Counts the entries for an address and inside it: the networks and IP addresses in a network, the names below a
    /// name, the URLs on all of them.
    /// - Parameters:
    ///   - address: the address.
    ///   - context: the moment and the receivers.
    ///   - exampleCount: how many entries to name.
    /// - Returns: the counts and the strictest entries.
    public func blast(of address: Address, in context: CheckContext, exampleCount: Int = 20) -> Blast {
        var blast = Blast()
        forEachEntry(inside: address, in: context) { finding in
            let table = Table.allCases.last { firstEntries[$0.rawValue] <= finding.entry } ?? .names
            let ref = tables.runs[table.rawValue].refs[finding.entry - firstEntries[table.rawValue]]
            blast.add(finding, list: terms[ref.terms].list, exampleCount: exampleCount)
        }
        return blast
    }

    /// Hands out every entry for an address and inside it that holds at the moment.
    public func forEachEntry(inside address: Address, in context: CheckContext, _ body: (Finding) -> Void) {
        for (stretch, relation) in stretches(inside: address) {
            for entry in stretch.entries {
                let outline = outlines[stretch.runs.refs[entry].terms]
                guard outline.holds(in: context) else { continue }
                body(
                    Finding(
                        entry: firstEntries[stretch.table.rawValue] + entry,
                        relation: relation,
                        kind: outline.kind,
                        label: outline.label,
                        outcome: outline.outcome(relation, isWhole: true, by: context.policy)
                    )
                )
            }
        }
    }

    private func stretches(inside address: Address) -> [(Stretch, Relation)] {
        switch address {
        case .ip(let ip): own(IPNetwork(ip)) + urls(from: ip, through: ip).map { ($0, .around) }
        case .network(let network): own(network) + contents(of: network).map { ($0, .around) }
        case .asn(let system): own(system)
        case .domain(let name): contents(of: name)
        case .url(let url): contents(of: url)
        }
    }

    private func own(_ network: IPNetwork) -> [(Stretch, Relation)] {
        let table = network.isIPv4 ? tables.ipv4 : tables.ipv6
        var own: [(Stretch, Relation)] = []
        table.forEach(around: network) { place, isSame in
            if isSame,
                let stretch = Stretch(network.isIPv4 ? .ipv4 : .ipv6, table.runs, places: place..<place + 1)
            {
                own.append((stretch, .same))
            }
        }
        return own
    }

    private func own(_ system: ASN) -> [(Stretch, Relation)] {
        var own: [(Stretch, Relation)] = []
        tables.systems.forEach(holding: system) { place, isSame in
            if isSame, let stretch = Stretch(.systems, tables.systems.runs, places: place..<place + 1) {
                own.append((stretch, .same))
            }
        }
        return own
    }

    private func contents(of name: DomainName) -> [(Stretch, Relation)] {
        guard let node = tables.names.index.node(of: name.text) else { return [] }
        let own = Stretch(.names, tables.names.runs, places: Int(node)..<Int(node) + 1)
        return [own].compactMap(\.self).map { ($0, .same) } + contents(ofName: node).map { ($0, .around) }
    }

    /// A URL of a host's root is its host; any other holds the URLs of its path.
    private func contents(of url: URLAddress) -> [(Stretch, Relation)] {
        let isRoot = PathText.isRoot(url.pathAndQuery)
        let host: URLTable.Host?
        switch url.host {
        case .domain(let name):
            if isRoot { return contents(of: name) }
            host = tables.names.index.node(of: name.text).map(URLTable.Host.name)
        case .ip(let ip):
            if isRoot { return stretches(inside: .ip(ip)) }
            host = .init(ip)
        }
        guard let host else { return [] }
        var found: [(Stretch, Relation)] = []
        tables.urls.forEach(on: host, near: PathText(url.pathAndQuery), isPrefix: true) { place, relation in
            guard relation != .inside,
                let stretch = Stretch(.urls, tables.urls.runs, places: place..<place + 1)
            else { return }
            found.append((stretch, relation))
        }
        return found
    }
}
