internal import Addresses

extension BuiltInList {
    /// IANA Special-Use Domain Names, but for those of examples.
    static let reservedNameEntries =
        specialUse.map { name, source in
            BuiltInList.reservedNames.entry(name, .reserved, "special use (\(source))")
        } + [
            BuiltInList.reservedNames.entry("onion", .reserved, "Tor, not DNS (RFC 7686)", kind: .informOnly)
        ]

    private static let specialUse: [(name: String, source: String)] =
        [
            ("alt", "RFC 9476"), ("invalid", "RFC 6761"), ("local", "RFC 6762"), ("localhost", "RFC 6761"),
            ("internal", "ICANN board resolution 2024.07.29.06"),
            ("6tisch.arpa", "RFC 9031"), ("eap.arpa", "RFC 9965"), ("eap-noob.arpa", "RFC 9140"),
            ("home.arpa", "RFC 8375"), ("ipv4only.arpa", "RFC 8880"), ("resolver.arpa", "RFC 9462"),
            ("service.arpa", "RFC 9665"), ("10.in-addr.arpa", "RFC 6761"),
            ("168.192.in-addr.arpa", "RFC 6761"), ("254.169.in-addr.arpa", "RFC 6762"),
            ("170.0.0.192.in-addr.arpa", "RFC 8880"), ("171.0.0.192.in-addr.arpa", "RFC 8880"),
        ] + (16...31).map { ("\($0).172.in-addr.arpa", "RFC 6761") }
        + ["8", "9", "a", "b"].map { ("\($0).e.f.ip6.arpa", "RFC 6762") }

    /// IANA Special-Purpose Autonomous System Numbers, but for those of examples.
    static let reservedSystemEntries = [
        systems(112, 112, .reserved, "AS112 (RFC 7534)"),
        systems(23_456, 23_456, .reserved, "AS_TRANS (RFC 6793)"),
        systems(64_512, 65_534, .reserved, "private use (RFC 6996)"),
        systems(65_535, 65_535, .reserved, "reserved (RFC 7300)"),
        systems(65_552, 131_071, .reserved, "kept by IANA"),
        systems(4_200_000_000, 4_294_967_294, .reserved, "private use (RFC 6996)"),
    ]

    /// What is set aside for examples.
    static let documentationEntries: [AllowlistEntry] =
        [
            ("192.0.2.0/24", "RFC 5737"), ("198.51.100.0/24", "RFC 5737"), ("203.0.113.0/24", "RFC 5737"),
            ("233.252.0.0/24", "RFC 6676"), ("2001:db8::/32", "RFC 3849"), ("3fff::/20", "RFC 9637"),
            ("example", "RFC 6761"), ("test", "RFC 6761"), ("example.com", "RFC 6761"),
            ("example.net", "RFC 6761"), ("example.org", "RFC 6761"),
        ]
        .map { BuiltInList.documentation.entry($0, .documentation, "documentation (\($1))") }
        + [
            systems(64_496, 64_511, .documentation, "documentation (RFC 5398)"),
            systems(65_536, 65_551, .documentation, "documentation (RFC 5398)"),
        ]

    private static func systems(
        _ first: UInt32,
        _ last: UInt32,
        _ label: EntryLabel,
        _ reason: String
    ) -> AllowlistEntry {
        guard let first = ASN(first), let last = ASN(last) else {
            preconditionFailure("a built-in AS number is none")
        }
        let list: BuiltInList = label == .documentation ? .documentation : .reservedSystems
        return AllowlistEntry(.systems(first...last), list.terms(.neverBlock, label, reason))
    }
}
