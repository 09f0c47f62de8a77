internal import Addresses

/// What becomes of addresses that lie inside others.
enum Overlap {
    /// Each is written: the format tells something of every one.
    case kept
    /// The wider covers them.
    case folded
}

extension ListFormat {
    private static let numbers: Set<AddressKind> = [.ip, .network]

    /// The kinds of addresses that it can write.
    var kinds: Set<AddressKind> {
        switch self {
        case .plain, .csv, .json, .jsonLines, .stix: Set(AddressKind.allCases)
        case .rpzNames, .hosts, .adblock, .unbound, .squidNames, .haproxyNames, .suricataNameSet,
            .paloAltoNames, .fortinetNames, .ciscoNames, .rbldnsdNames:
            [.domain]
        case .paloAltoURLs, .fortinetURLs, .ciscoURLs: [.url]
        case .suricataIPSet: [.ip]
        case .dnsmasq, .suricataRules: [.ip, .network, .domain]
        case .zeek, .checkPoint, .cef: [.ip, .network, .domain, .url]
        case .rpzIP, .nftables, .ipset, .iptables, .ip6tables, .pf, .mikrotik, .squidIP, .haproxyIP,
            .nginxGeo, .suricataReputation, .snort, .paloAltoIP, .fortinetIP, .ciscoIP, .rbldnsdIPv4,
            .rbldnsdIPv6, .bgpBlackhole:
            Self.numbers
        }
    }

    /// Whether it can write IP addresses of this family.
    func carries(isIPv4: Bool) -> Bool {
        switch self {
        case .iptables, .checkPoint, .rbldnsdIPv4: isIPv4
        case .ip6tables, .rbldnsdIPv6: !isIPv4
        default: true
        }
    }

    /// What becomes of networks inside networks. Joining is for those that are folded alone.
    var networkOverlap: Overlap {
        switch self {
        case .plain, .csv, .json, .jsonLines, .stix, .zeek, .checkPoint, .cef, .suricataReputation,
            .haproxyIP,
            .suricataIPSet:
            .kept
        default: .folded
        }
    }

    /// What becomes of names below names: where a name covers what is below it, one line is enough, and for Squid two
    /// are a mistake.
    var nameOverlap: Overlap {
        switch self {
        case .adblock, .dnsmasq, .unbound, .squidNames, .rpzNames, .suricataRules, .ciscoNames, .rbldnsdNames:
            .folded
        default: .kept
        }
    }

    /// Most entries that its consumers read, by the smallest of their maker's documentation; nil for no limit. A list has
    /// its own limit by ``ListOptions/maximumEntries``.
    public var maximumEntries: Int? {
        switch self {
        case .paloAltoIP, .paloAltoNames, .paloAltoURLs: 50_000
        case .fortinetIP, .fortinetNames, .fortinetURLs: 131_072
        case .mikrotik: 50_000
        case .checkPoint: 1_000_000
        default: nil
        }
    }

    /// Longest value in bytes that its consumers read; nil for no limit.
    var maximumValueLength: Int? {
        switch self {
        case .paloAltoURLs, .paloAltoNames, .paloAltoIP: 255
        default: nil
        }
    }

    /// A file that consumers want beside the list: what its name ends in, and its text. Nil for most.
    public var companion: (suffix: String, text: String)? {
        self == .suricataReputation ? (".categories", SuricataReputationWriter.categories) : nil
    }

    /// Whether consumers ask for the MD5 of the list beside it.
    public var wantsMD5: Bool {
        switch self {
        case .ciscoIP, .ciscoNames, .ciscoURLs: true
        default: false
        }
    }
}
