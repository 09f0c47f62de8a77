import Addresses
import LogFormats
import Testing

@Suite struct `The rule of what is inside` {
    /// A line, the inside host, the direction, the outside addresses; by private ranges.
    static let byPrivateRanges: [(String, String?, LogDirection, [String])] = [
        ("src=10.1.2.3 dst=203.0.113.7", "10.1.2.3", .outbound, ["203.0.113.7"]),
        ("src=203.0.113.7 dst=10.1.2.3", "10.1.2.3", .inbound, ["203.0.113.7"]),
        ("src=10.1.2.3 dst=192.168.7.7", "10.1.2.3", .internal, []),
        ("src=203.0.113.7 dst=198.51.100.7", nil, .unknown, ["203.0.113.7", "198.51.100.7"]),
        ("src=fd00::1 dst=2001:db8::7", "fd00::1", .outbound, ["2001:db8::7"]),
        // Translated: the public address of an inside host is not its own.
        (
            "src=10.1.2.3 dst=203.0.113.7 transip=192.0.2.1 action=deny", "10.1.2.3", .outbound,
            ["203.0.113.7"]
        ),
        (
            "src=203.0.113.7 dst=192.0.2.7 natdstip=10.1.2.3", "10.1.2.3", .inbound,
            ["203.0.113.7", "192.0.2.7"]
        ),
        // Name servers: the client is inside, the name and the answers are outside, the server is neither.
        (
            "client @0x1 10.1.2.3#5 (bad.example): query: bad.example IN A + (192.0.2.53)", "10.1.2.3",
            .outbound,
            ["bad.example"]
        ),
        (
            #"{"flow_id":1,"src_ip":"192.0.2.53","src_port":53,"dest_ip":"10.1.2.3","dest_port":5353,"dns":{"type":"answer","rrname":"bad.example","answers":[{"rdata":"203.0.113.7"}]}}"#,
            "10.1.2.3", .outbound, ["203.0.113.7", "bad.example"]
        ),
        // Proxies: the client is inside, the URL and its host are outside.
        (
            "1700000000.1 3 10.1.2.3 TCP_MISS/200 1 GET http://bad.example/x - HIER_DIRECT/203.0.113.7 -",
            "10.1.2.3", .outbound,
            ["203.0.113.7", "bad.example", "http://bad.example/x"]
        ),
        // A client behind a proxy.
        (
            #"{"src_ip":"192.0.2.1","xff":"10.1.2.3","dest_ip":"203.0.113.7","http":{"hostname":"bad.example","url":"/x"}}"#,
            "10.1.2.3", .outbound, ["192.0.2.1", "203.0.113.7", "bad.example", "http://bad.example/x"]
        ),
    ]

    @Test(arguments: byPrivateRanges)
    func `takes private ranges for inside`(
        _ line: String,
        _ inside: String?,
        _ direction: LogDirection,
        _ outside: [String]
    ) throws {
        try expect(InsideRule(), line, inside, direction, outside)
    }

    @Test(arguments: [
        ("src=192.0.2.7 dst=203.0.113.7", "192.0.2.7" as String?, LogDirection.outbound, ["203.0.113.7"]),
        ("src=203.0.113.7 dst=192.0.2.7", "192.0.2.7", .inbound, ["203.0.113.7"]),
        ("src=10.1.2.3 dst=203.0.113.7", nil, .unknown, ["10.1.2.3", "203.0.113.7"]),
        ("src=192.0.2.7 dst=2001:db8:7::1", "192.0.2.7", .internal, []),
    ])
    func `takes a constituency for inside when there is one`(
        _ line: String,
        _ inside: String?,
        _ direction: LogDirection,
        _ outside: [String]
    ) throws {
        let rule = InsideRule(networks: [
            try IPNetwork("192.0.2.0/24"), try IPNetwork("2001:db8:7::/48"), try IPNetwork("192.0.2.128/25"),
        ])
        try expect(rule, line, inside, direction, outside)
    }

    @Test func `holds exactly the addresses of its networks`() throws {
        let networks = try ["10.0.0.0/30", "10.0.0.2/31", "10.0.0.8/32", "10.0.0.6/31"].map {
            try IPNetwork($0)
        }
        let rule = InsideRule(networks: networks)
        for last in 0..<16 as Range<UInt32> {
            let address = IPAddress(v4: 10 << 24 | last)
            #expect(rule.contains(address) == networks.contains { $0.contains(address) })
        }
    }

    private func expect(
        _ rule: InsideRule,
        _ line: String,
        _ inside: String?,
        _ direction: LogDirection,
        _ outside: [String]
    ) throws {
        let contact = rule.contact(try #require(Reading([line]).events.first))
        #expect(contact.inside?.description == inside)
        #expect(contact.direction == direction)
        #expect(contact.outside.map(\.description) == outside)
    }
}
