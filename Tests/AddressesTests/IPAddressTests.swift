import Addresses
import Testing

@Suite struct `IP addresses` {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("192.000.002.001", "192.0.2.1"), ("2001:DB8::1", "2001:db8::1"), ("::", "::"), ("::1", "::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:0db8::0001", "2001:db8::1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
        ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("1::", "1::"), ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::ffff:c000:201", "192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ])
    func `are written in RFC 5952 text`(text: String, canonical: String) throws {
        #expect(try IPAddress(text).description == canonical)
    }

    @Test(
        arguments: [
            ("", .empty, 0), ("1.2.3", .invalidIPv4, 5), ("1.2.3.4.5", .invalidIPv4, 7),
            ("256.1.1.1", .invalidIPv4, 0), ("1.2.3.1234", .invalidIPv4, 9), ("1..2.3", .invalidIPv4, 2),
            ("01.2.3.4", .ambiguousLeadingZero, 0), ("1.2.3.010", .ambiguousLeadingZero, 6),
            ("fe80::1%eth0", .zoneIdentifier, 7), ("1:2:3", .invalidIPv6, 5), (":1", .invalidIPv6, 0),
            ("1::2::3", .invalidIPv6, 5), ("12345::", .invalidIPv6, 4),
            ("1:2:3:4:5:6:7:8:9", .invalidIPv6, 16),
            ("::1.2.3.999", .invalidIPv4, 8), ("::g", .invalidIPv6, 2),
            ("1:2:3:4:5:6:7:8::", .invalidIPv6, 17),
        ] as [(String, AddressError.Reason, Int)]
    )
    func `that are wrong say why and where`(text: String, reason: AddressError.Reason, offset: Int) {
        #expect(throws: AddressError(reason, at: offset)) { try IPAddress(text) }
    }
}
