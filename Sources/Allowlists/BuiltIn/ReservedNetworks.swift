extension BuiltInList {
    /// A network that IANA keeps for a purpose, and where that is said.
    struct ReservedNetwork {
        let network: String
        let name: String
        let source: String

        init(_ network: String, _ name: String, _ source: String) {
            self.network = network
            self.name = name
            self.source = source
        }
    }

    static let reservedNetworkEntries = (ipv4 + ipv6 + unallocated).map { block in
        BuiltInList.reservedNetworks.entry(block.network, .reserved, "\(block.name) (\(block.source))")
    }

    /// IANA IPv4 Special-Purpose Address Registry, and IPv4 Multicast Address Space Registry.
    private static let ipv4 = [
        ReservedNetwork("0.0.0.0/8", "this network", "RFC 791"),
        ReservedNetwork("0.0.0.0", "this host on this network", "RFC 1122"),
        ReservedNetwork("10.0.0.0/8", "private use", "RFC 1918"),
        ReservedNetwork("100.64.0.0/10", "shared address space of carriers", "RFC 6598"),
        ReservedNetwork("127.0.0.0/8", "loopback", "RFC 1122"),
        ReservedNetwork("169.254.0.0/16", "link-local", "RFC 3927"),
        ReservedNetwork("172.16.0.0/12", "private use", "RFC 1918"),
        ReservedNetwork("192.0.0.0/24", "IETF protocol assignments", "RFC 6890"),
        ReservedNetwork("192.0.0.0/29", "IPv4 service continuity", "RFC 7335"),
        ReservedNetwork("192.0.0.8", "IPv4 dummy address", "RFC 7600"),
        ReservedNetwork("192.0.0.9", "port control protocol anycast", "RFC 7723"),
        ReservedNetwork("192.0.0.10", "TURN anycast", "RFC 8155"),
        ReservedNetwork("192.0.0.170", "NAT64/DNS64 discovery", "RFC 8880"),
        ReservedNetwork("192.0.0.171", "NAT64/DNS64 discovery", "RFC 8880"),
        ReservedNetwork("192.31.196.0/24", "AS112", "RFC 7535"),
        ReservedNetwork("192.52.193.0/24", "automatic multicast tunnelling", "RFC 7450"),
        ReservedNetwork("192.88.99.0/24", "6to4 relay anycast, deprecated", "RFC 7526"),
        ReservedNetwork("192.88.99.2", "6a44 relay anycast", "RFC 6751"),
        ReservedNetwork("192.168.0.0/16", "private use", "RFC 1918"),
        ReservedNetwork("192.175.48.0/24", "AS112 direct delegation", "RFC 7534"),
        ReservedNetwork("198.18.0.0/15", "benchmarking", "RFC 2544"),
        ReservedNetwork("224.0.0.0/4", "multicast", "RFC 5771"),
        ReservedNetwork("240.0.0.0/4", "reserved for the future", "RFC 1112"),
        ReservedNetwork("255.255.255.255", "limited broadcast", "RFC 919"),
    ]

    /// IANA IPv6 Special-Purpose Address Registry, and IPv6 multicast. IPv4-mapped addresses are IPv4.
    private static let ipv6 = [
        ReservedNetwork("::", "unspecified", "RFC 4291"),
        ReservedNetwork("::1", "loopback", "RFC 4291"),
        ReservedNetwork("64:ff9b::/96", "IPv4-IPv6 translation", "RFC 6052"),
        ReservedNetwork("64:ff9b:1::/48", "local IPv4-IPv6 translation", "RFC 8215"),
        ReservedNetwork("100::/64", "discard only", "RFC 6666"),
        ReservedNetwork("100:0:0:1::/64", "dummy prefix", "RFC 9780"),
        ReservedNetwork("2001::/23", "IETF protocol assignments", "RFC 2928"),
        ReservedNetwork("2001::/32", "Teredo", "RFC 4380"),
        ReservedNetwork("2001:1::1", "port control protocol anycast", "RFC 7723"),
        ReservedNetwork("2001:1::2", "TURN anycast", "RFC 8155"),
        ReservedNetwork("2001:1::3", "DNS-SD service registration anycast", "RFC 9665"),
        ReservedNetwork("2001:2::/48", "benchmarking", "RFC 5180"),
        ReservedNetwork("2001:3::/32", "automatic multicast tunnelling", "RFC 7450"),
        ReservedNetwork("2001:4:112::/48", "AS112", "RFC 7535"),
        ReservedNetwork("2001:10::/28", "ORCHID, deprecated", "RFC 4843"),
        ReservedNetwork("2001:20::/28", "ORCHIDv2", "RFC 7343"),
        ReservedNetwork("2001:30::/28", "drone remote identification", "RFC 9374"),
        ReservedNetwork("2002::/16", "6to4", "RFC 3056"),
        ReservedNetwork("2620:4f:8000::/48", "AS112 direct delegation", "RFC 7534"),
        ReservedNetwork("5f00::/16", "segment routing identifiers", "RFC 9602"),
        ReservedNetwork("fc00::/7", "unique local", "RFC 4193"),
        ReservedNetwork("fe80::/10", "link-local", "RFC 4291"),
        ReservedNetwork("fec0::/10", "site-local, deprecated", "RFC 3879"),
        ReservedNetwork("ff00::/8", "multicast", "RFC 4291"),
    ]

    /// IANA IPv6 Address Space: all but 2000::/3 is kept by the IETF.
    private static let unallocated = [
        "::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3", "6000::/3", "8000::/3",
        "a000::/3", "c000::/3", "e000::/4", "f000::/5", "f800::/6", "fe00::/9",
    ]
    .map { ReservedNetwork($0, "not allocated", "RFC 4291") }
}
