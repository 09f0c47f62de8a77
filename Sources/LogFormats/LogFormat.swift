/// The formats of logs that are told apart. The raw value is the name that `--log-format` takes; it never changes.
public enum LogFormat: String, Sendable, CaseIterable, Hashable {
    /// Zeek's tab separated logs with `#fields`, of any path and with any separator.
    case zeek
    /// Zeek's logs as JSON lines.
    case zeekJSON = "zeek-json"
    /// Suricata EVE, as lines or as an array.
    case suricata
    /// BIND's query, client and resolver logs.
    case bind
    case unbound
    /// dnsmasq and Pi-hole.
    case dnsmasq
    /// The debug log of the Windows DNS server.
    case windowsDNS = "windows-dns"
    /// Squid's native access log and those shaped like it.
    case squid
    /// The common log format and its relatives: Apache, nginx, Squid.
    case access
    /// The error logs of Apache and nginx.
    case webError = "web-error"
    case haproxy
    /// The fixed columns of IIS's own format.
    case iis
    /// W3C extended logs with `#Fields`.
    case w3c
    /// iptables, nftables and what else writes `IN= OUT= SRC= DST=`.
    case netfilter
    /// OpenBSD's packet filter, in the words of tcpdump.
    case pf
    /// The comma separated rules log of pfSense and OPNsense.
    case filterlog
    case ciscoASA = "cisco-asa"
    /// Cisco IOS, NX-OS and relatives.
    case ciscoIOS = "cisco-ios"
    case fortigate
    /// Palo Alto's comma separated and JSON logs.
    case paloalto
    case checkpoint
    case juniper
    /// ArcSight's common event format.
    case cef
    /// QRadar's log event extended format, 1 and 2.
    case leef
    case nfdump
    /// AWS VPC flow logs, default or with a header of fields.
    case awsFlow = "aws-vpc-flow"
    case azureFlow = "azure-flow"
    case gcpFlow = "gcp-flow"
    /// Windows events, Sysmon's among them, as XML or JSON.
    case windowsEvent = "windows-event"
    case umbrella
    case sonicwall
    case sophos
    case stormshield
    case watchguard
    case f5
    case meraki
    /// Proxies with named fields: Skyhigh, Zscaler, Netskope, Symantec.
    case proxy
    case postfix
    case sshd
    case dhcp
    /// JSON of no format that is known.
    case json
    /// `key=value` of no format that is known.
    case keyValue = "key-value"
    /// Columns with a first line that names them.
    case csv
    /// Anything else.
    case text

    /// The format with this name; nil when there is none.
    public init?(name: String) {
        self.init(rawValue: name)
    }

    /// The name that `--log-format` takes.
    public var name: String { rawValue }

    /// Whether a record is one question to a name server, so that the asking host is the inside one.
    public var isNameServer: Bool {
        switch self {
        case .bind, .unbound, .dnsmasq, .windowsDNS, .umbrella: true
        default: false
        }
    }
}
