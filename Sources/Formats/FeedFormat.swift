/// The formats of feeds. The raw value is the name for `--format`.
public enum FeedFormat: String, Sendable, Hashable, CaseIterable, Codable {
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
    /// Tables in HTML pages.
    case html = "html"

    /// STIX 2.0 and 2.1: bundles, TAXII envelopes, single objects (OASIS).
    case stix = "stix"
    /// STIX 1.x and CybOX 2.x in XML.
    case stix1 = "stix1"
    /// OpenIOC 1.0 and 1.1 (Mandiant).
    case openIOC = "openioc"
    /// Events and attributes of MISP, and feeds of them under a manifest.
    case misp = "misp"
    /// MISP's CSV export.
    case mispCSV = "misp-csv"
    /// Events of IntelMQ, as JSON or CSV.
    case intelMQ = "intelmq"
    /// Events of n6 (NASK), one JSON document per line or in an array.
    case n6 = "n6"
    /// IDEA0 events, as Warden exchanges them (CESNET).
    case idea = "idea"
    /// Reports of the Shadowserver Foundation.
    case shadowserver = "shadowserver"

    /// Spamhaus DROP, EDROP and ASN-DROP, as text or JSON.
    case spamhausDROP = "spamhaus-drop"
    /// URLhaus of abuse.ch, as CSV or JSON.
    case urlhaus = "urlhaus"
    /// ThreatFox of abuse.ch, as CSV or JSON.
    case threatFox = "threatfox"
    /// Feodo Tracker of abuse.ch, as CSV or JSON.
    case feodo = "feodo"
    /// SSL Blacklist of abuse.ch.
    case sslbl = "sslbl"
    /// MalwareBazaar of abuse.ch: file hashes, no addresses.
    case malwareBazaar = "malware-bazaar"
    /// AbuseIPDB blacklists and reports.
    case abuseIPDB = "abuseipdb"
    /// DShield of the SANS Internet Storm Center, as text or JSON.
    case dshield = "dshield"
    /// Lists of blocklist.de, one address per line.
    case blocklistDE = "blocklist-de"
    /// Pulses of LevelBlue (AlienVault) OTX.
    case otx = "otx"
    /// PhishTank, as CSV or JSON.
    case phishTank = "phishtank"
    /// OpenPhish, one URL per line.
    case openPhish = "openphish"
    /// Clean MX in XML.
    case cleanMX = "cleanmx"

    /// Data sets of the Suricata detector.
    case suricataDataset = "suricata-dataset"
    /// IP reputation lists of the Suricata detector.
    case suricataIPRep = "suricata-iprep"

    /// How to name a format, for messages.
    static let advice = "name its format with --format (marsad import --help lists them)"

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
