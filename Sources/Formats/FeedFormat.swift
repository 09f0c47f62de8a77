/// The formats of feeds. The raw value is the name for `--format`.
public enum FeedFormat: String, Sendable, Hashable, CaseIterable {
    /// One address per line, comments, further columns; netsets, DROP lists, ipset and iptables scripts.
    case plain = "plain"
    /// `0.0.0.0 name name…`
    case hosts = "hosts"
    /// AdBlock Plus, uBlock and AdGuard filter lists: `||name^`.
    case adblock = "adblock"
    /// dnsmasq options: `address=/name/`.
    case dnsmasq = "dnsmasq"
    /// Unbound options: `local-zone: "name" always_nxdomain`.
    case unbound = "unbound"
    /// `*.name` lists.
    case wildcard = "wildcard"
    /// Response policy zones in master file form.
    case rpz = "rpz"
    /// rbldnsd data sets, as SURBL distributes them.
    case rbldnsd = "rbldnsd"
    /// Comma-separated values (RFC 4180).
    case csv = "csv"
    /// Tab-separated values.
    case tsv = "tsv"
    /// Values separated by semicolons.
    case semicolon = "semicolon"
    /// Values separated by vertical bars.
    case pipe = "pipe"
    /// Intelligence files of the Zeek network monitor.
    case zeekIntel = "zeek-intel"
    /// Maltrail trails.
    case maltrail = "maltrail"
    /// One JSON document.
    case json = "json"
    /// One JSON document per line.
    case jsonLines = "jsonl"
    /// Text for people, with addresses in it, defanged or not.
    case prose = "prose"

    /// The names for `--format`, separated by commas.
    static var names: String {
        allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// What separates the values of a row, for the formats that are tables.
    var delimiter: UInt8? {
        switch self {
        case .csv: UInt8(ascii: ",")
        case .tsv: 0x09
        case .semicolon: UInt8(ascii: ";")
        case .pipe: UInt8(ascii: "|")
        default: nil
        }
    }
}
