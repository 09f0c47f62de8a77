import Addresses

/// Networks that are not the public Internet: the IANA special-purpose registries (RFC 6890 and its updates), multicast,
/// and what carries an IPv4 address inside an IPv6 one.
enum SpecialNetworks {
    private static let networks: [IPNetwork] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "3fff::/20",
        "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    ].compactMap { try? IPNetwork($0) }

    /// Prefixes of addresses that carry an IPv4 address, with the number of bits below it: NAT64 and 6to4.
    private static let carriers: [(network: IPNetwork, shift: Int)] = [
        ("64:ff9b::/96", 0), ("2002::/16", 80),
    ]
    .compactMap { text, shift in (try? IPNetwork(text)).map { ($0, shift) } }

    /// Whether an address lies in one of them.
    static func holds(_ address: IPAddress) -> Bool {
        if networks.contains(where: { $0.contains(address) }) { return true }
        guard let carrier = carriers.first(where: { $0.network.contains(address) }) else { return false }
        return holds(IPAddress(v4: UInt32(truncatingIfNeeded: address.bits >> UInt128(carrier.shift))))
    }
}
