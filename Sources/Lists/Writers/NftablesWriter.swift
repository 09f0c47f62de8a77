internal import Addresses
internal import Reports

/// A file for `nft -f`: a table of two sets, emptied and filled in one transaction.
struct NftablesWriter: ListWriter {
    /// Elements of one command: nft's messages to the kernel are bounded.
    private static let chunkLength = 4000

    private let table: String
    private let now: Timestamp
    private var isIPv4 = true
    private var count = 0

    init(_ options: ListOptions) {
        table = options.name.identifier
        now = options.now
    }

    mutating func begin(into text: inout ListText) {
        text.append("table inet ")
        text.append(text: table)
        text.append(
            """
             {
                set b4 { type ipv4_addr; flags interval,timeout; auto-merge; }
                set b6 { type ipv6_addr; flags interval,timeout; auto-merge; }
            }

            """
        )
        for set: StaticString in [" b4\n", " b6\n"] {
            text.append("flush set inet ")
            text.append(text: table)
            text.append(set)
        }
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        let family = entry.address.isIPv4
        if count == Self.chunkLength || family != isIPv4 { finish(into: &text) }
        if count == 0 {
            isIPv4 = family
            text.append("add element inet ")
            text.append(text: table)
            text.append(family ? " b4 {\n" : " b6 {\n")
        } else {
            text.append(",\n")
        }
        text.append(entry.address)
        if let seconds = entry.secondsLeft(at: now) {
            text.append(" timeout ")
            text.append(decimal: seconds)
            text.append("s")
        }
        count += 1
    }

    mutating func finish(into text: inout ListText) {
        if count > 0 { text.append("\n}\n") }
        count = 0
    }
}

extension Address {
    /// Whether it is an IPv4 address or network.
    var isIPv4: Bool {
        switch self {
        case .ip(let address): address.isIPv4
        case .network(let network): network.isIPv4
        case .asn, .domain, .url: false
        }
    }
}

extension ListEntry {
    /// Longest time that a consumer is told, in seconds: what ipset takes (2147483).
    private static let maximumSeconds: Int64 = 2_147_483

    /// Seconds until it ends, at least 1; nil when it does not.
    func secondsLeft(at now: Timestamp) -> Int64? {
        expiry.map { min(max($0.seconds - now.seconds, 1), Self.maximumSeconds) }
    }
}
