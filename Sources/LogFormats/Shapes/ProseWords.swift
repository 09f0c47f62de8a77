/// Words of prose that say what the address or name after them is.
enum ProseWords {
    static let table = FieldTable(
        words: [
            (.source, 30, "from src source faddr saddr"),
            (.source, 34, "client"),
            (.source, 38, "peer remote"),
            (.source, 44, "user ip by"),
            (.source, 50, "for of on list"),
            (.source, 56, "address addresses host hostname"),
            (.destination, 30, "to dst destination laddr daddr"),
            (.destination, 38, "server upstream"),
            (.destination, 54, "using cloud"),
            (.destination, 58, "via"),
            (.otherAddress, 40, "gaddr gateway router subnet mask dns assigned netmask virtual pool range"),
            (.query, 30, "resolving rewrite query answer domain fqdn qname"),
            (
                .action, 60,
                """
                deny denied drop dropped block blocked reject rejected discard accept accepted allow allowed permit
                permitted pass passed built refused
                """
            ),
        ]
    )

    /// Types of DNS records.
    static let recordTypes: Set<UInt64> = Set(
        """
        a aaaa ptr cname mx ns soa srv txt any https svcb ds dnskey naptr tlsa caa spf axfr ixfr rrsig nsec nsec3 hinfo
        type65 dname type64 cds
        """.split(whereSeparator: \.isWhitespace).map { FieldHash(String($0)).value }
    )

    /// Words after which the answering side is named, not the asking one.
    static let resolving = Set(["resolving", "validating"].map { FieldHash($0).value })
    /// The methods of requests.
    static let methods = Set(
        ["get", "post", "head", "put", "delete", "options", "connect", "patch"].map { FieldHash($0).value }
    )
    /// From this rank on a word gives way to the one before it.
    static let weakRank = 56

    static let classIN = FieldHash("in").value
    static let port = FieldHash("port").value
}
