internal import Addresses

/// Entries of one table that stand together.
struct Stretch {
    let table: Allowlist.Table
    let runs: EntryRuns
    /// Their numbers in the table.
    let entries: Range<Int>

    /// The entries of the places of a table; nil when there are none.
    init?(_ table: Allowlist.Table, _ runs: EntryRuns, places: Range<Int>) {
        guard !places.isEmpty else { return nil }
        entries = runs.entries(from: places.lowerBound, to: places.upperBound)
        guard !entries.isEmpty else { return nil }
        self.table = table
        self.runs = runs
    }
}

extension Allowlist {
    /// The entries inside a network, without its own.
    func contents(of network: IPNetwork) -> [Stretch] {
        let table = network.isIPv4 ? tables.ipv4 : tables.ipv6
        let inside = Stretch(
            network.isIPv4 ? .ipv4 : .ipv6,
            table.runs,
            places: table.places(inside: network)
        )
        return [inside].compactMap(\.self) + urls(from: network.base, through: network.last)
    }

    /// The entries below a name, without its own, and those of the URLs on it and on the names below.
    /// - Parameter node: the name's node.
    /// - Returns: at most one stretch of names and one of URLs.
    func contents(ofName node: UInt32) -> [Stretch] {
        let below = tables.names.nodes(below: node)
        guard !below.isEmpty || !tables.urls.isEmpty else { return [] }
        let last = UInt32(below.upperBound - 1)
        let places = tables.urls.places(from: .name(node), through: .name(last))
        return [
            Stretch(.names, tables.names.runs, places: below),
            Stretch(.urls, tables.urls.runs, places: places),
        ].compactMap(\.self)
    }

    /// The entries of the URLs on the IP addresses of a range.
    func urls(from first: IPAddress, through last: IPAddress) -> [Stretch] {
        guard !tables.urls.isEmpty else { return [] }
        let places = tables.urls.places(from: .init(first), through: .init(last))
        return [Stretch(.urls, tables.urls.runs, places: places)].compactMap(\.self)
    }
}
