/// The formats in which lists are written. The raw value is the name on the command line and never changes.
public enum ListFormat: String, Sendable, CaseIterable {
    case plain
    case csv
    case json
    case jsonLines = "jsonl"
    case rpzNames = "rpz-qname"
    case rpzIP = "rpz-ip"
    case hosts
    case adblock
    case dnsmasq
    case unbound
    case nftables
    case ipset
    case iptables = "iptables-restore"
    case ip6tables = "ip6tables-restore"
    case pf
    case mikrotik
    case squidIP = "squid-ip"
    case squidNames = "squid-domain"
    case haproxyIP = "haproxy-ip"
    case haproxyNames = "haproxy-domain"
    case nginxGeo = "nginx-geo"
    case suricataRules = "suricata-rules"
    case suricataIPSet = "suricata-dataset-ip"
    case suricataNameSet = "suricata-dataset-domain"
    case suricataReputation = "suricata-iprep"
    case snort = "snort-reputation"
    case zeek = "zeek-intel"
    case paloAltoIP = "paloalto-ip"
    case paloAltoNames = "paloalto-domain"
    case paloAltoURLs = "paloalto-url"
    case fortinetIP = "fortinet-ip"
    case fortinetNames = "fortinet-domain"
    case fortinetURLs = "fortinet-url"
    case checkPoint = "checkpoint-csv"
    case ciscoIP = "cisco-secintel-ip"
    case ciscoNames = "cisco-secintel-dns"
    case ciscoURLs = "cisco-secintel-url"
    case rbldnsdIPv4 = "rbldnsd-ip4set"
    case rbldnsdIPv6 = "rbldnsd-ip6trie"
    case rbldnsdNames = "rbldnsd-dnset"
    case cef
    case bgpBlackhole = "bgp-blackhole"
    case stix
}
