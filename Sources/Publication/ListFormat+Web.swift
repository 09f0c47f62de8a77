public import Lists
public import Registry
internal import Addresses

extension ListFormat {
    /// Short names beside ``rawValue`` by which formats are asked for.
    private static let shortNames: [String: ListFormat] = [
        "txt": .plain, "nft": .nftables, "zone": .rpzNames, "ndjson": .jsonLines, "iptables": .iptables,
        "ip6tables": .ip6tables, "rsc": .mikrotik, "squid": .squidNames, "haproxy": .haproxyIP,
        "nginx": .nginxGeo, "zeek": .zeek, "rules": .suricataRules, "snort": .snort,
        "checkpoint": .checkPoint,
    ]

    /// The format called `name` for a list of these settings: its own name, or a short one. `rpz` is the zone of names, of
    /// a list without names that of addresses.
    public init?(name: some StringProtocol, for settings: ListSettings) {
        let kinds = settings.criteria.kinds
        if name == "rpz" {
            self = kinds.isEmpty || kinds.contains(.domain) ? .rpzNames : .rpzIP
            return
        }
        guard let format = ListFormat(rawValue: String(name)) ?? Self.shortNames[String(name)] else {
            return nil
        }
        self = format
    }

    /// What kind of text it is, for HTTP.
    public var mediaType: String {
        switch self {
        case .csv, .checkPoint: "text/csv; charset=utf-8"
        case .json: "application/json"
        case .stix: "application/stix+json;version=2.1"
        case .jsonLines: "application/x-ndjson"
        case .rpzNames, .rpzIP: "text/dns"
        default: "text/plain; charset=utf-8"
        }
    }

    /// Whether it tells the time that is left instead of the moment at which an entry ends, so that its text holds for a
    /// minute only.
    var tellsTimeLeft: Bool {
        switch self {
        case .nftables, .ipset, .mikrotik: true
        default: false
        }
    }
}

extension ListEntry {
    /// An entry for writing.
    package init(_ listed: ListedAddress) {
        self.init(
            listed.address,
            scope: listed.scope,
            score: UInt8(max(0, min(100, listed.score.rounded()))),
            level: listed.level,
            category: listed.category,
            sourceCount: listed.sourceCount,
            firstSeen: listed.firstListed,
            reference: listed.reference,
            expiry: listed.expiry,
            label: listed.label
        )
    }
}
