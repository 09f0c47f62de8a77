internal import Addresses

/// URLs with their entries, by host. Scheme and port make no difference.
final class URLTable: Sendable {
    /// Where a host stands: its node in the tree of names, or its number.
    enum Host: Hashable, Sendable, Comparable {
        case name(UInt32)
        case ipv4(UInt32)
        case ipv6(UInt128)

        init(_ ip: IPAddress) {
            self = ip.isIPv4 ? .ipv4(ip.v4) : .ipv6(ip.bits)
        }
    }

    /// One URL of an entry.
    struct Rule: Sendable {
        let host: Host
        let path: PathText
        let url: URLAddress
        let ref: EntryRef
    }

    private let rules: [Rule]
    private let hosts: [Host: Range<Int>]
    let runs: EntryRuns

    init(_ entries: [Rule]) {
        // The sort is stable: rules of one host keep their order.
        let rules = entries.sorted { $0.host < $1.host }
        var hosts: [Host: Range<Int>] = [:]
        for (index, rule) in rules.enumerated() {
            hosts[rule.host] = (hosts[rule.host]?.lowerBound ?? index)..<index + 1
        }
        self.rules = rules
        self.hosts = hosts
        runs = EntryRuns(rules.enumerated().map { (UInt32($0), $1.ref) }, placeCount: rules.count)
    }

    var isEmpty: Bool { rules.isEmpty }

    /// Calls `body` with the URLs on `host` that are `path`, lie around it, or, if `isPrefix`, lie below it.
    func forEach(
        on host: Host,
        near path: PathText,
        isPrefix: Bool,
        _ body: (_ place: Int, Relation) -> Void
    ) {
        for place in hosts[host] ?? 0..<0 {
            let rule = rules[place]
            if rule.path == path {
                body(place, .same)
            } else if rule.ref.reach >= .below, rule.path.contains(path) {
                body(place, .inside)
            } else if isPrefix, path.contains(rule.path) {
                body(place, .around)
            }
        }
    }

    /// The places of the URLs on hosts from `first` to `last`, both included.
    func places(from first: Host, through last: Host) -> Range<Int> {
        let lower = firstPlace { $0 >= first }
        return lower..<max(lower, firstPlace { $0 > last })
    }

    private func firstPlace(where isBehind: (Host) -> Bool) -> Int {
        var lower = 0
        var upper = rules.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if isBehind(rules[middle].host) { upper = middle } else { lower = middle + 1 }
        }
        return lower
    }

    /// The URL of a place.
    func url(at place: Int) -> URLAddress {
        rules[place].url
    }
}
