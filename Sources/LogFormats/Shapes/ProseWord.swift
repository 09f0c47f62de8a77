/// A word of prose that says something of the words about it.
enum ProseWord {
    /// What follows plays this role; less is better.
    case role(FieldRole, rank: Int)
    /// What a device did.
    case action
    /// The method of a request: what it asks for follows.
    case method
    /// The server that answers is named, not the client that asks.
    case resolving
    /// A type of DNS records: the name asked for stands before, or an answer follows.
    case recordType
    /// The class of a DNS question: the name stands before.
    case internetClass
    /// Nothing.
    case other

    var isRecordType: Bool {
        if case .recordType = self { true } else { false }
    }

    var isInternetClass: Bool {
        if case .internetClass = self { true } else { false }
    }

    var isMethod: Bool {
        if case .method = self { true } else { false }
    }

    /// From this rank on a word gives way to the one before it.
    static let weakRank = 56

    static let table = NameTable<ProseWord>(
        roles.flatMap { role, rank, names in entries(names, .role(role, rank: rank)) }
            + entries("get post head put delete options connect patch", .method)
            + entries("resolving validating", .resolving)
            + entries(
                """
                a aaaa ptr cname mx ns soa srv txt any https svcb ds dnskey naptr tlsa caa spf axfr ixfr rrsig nsec nsec3
                hinfo type65 dname type64 cds
                """,
                .recordType
            )
            + entries("in", .internetClass)
            + entries(
                """
                deny denied drop dropped block blocked reject rejected discard accept accepted allow allowed permit
                permitted pass passed built refused
                """,
                .action
            ),
        filler: .other
    )

    private static let roles: [(FieldRole, Int, String)] = [
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
        (
            .otherAddress, 40,
            "gaddr gateway router subnet mask dns assigned netmask virtual pool range"
        ),
        (.query, 30, "rewrite query answer domain fqdn qname"),
    ]

    private static func entries(_ names: String, _ word: ProseWord) -> [(hash: FieldHash, meaning: ProseWord)]
    {
        names.split(whereSeparator: \.isWhitespace).map { (FieldHash(String($0)), word) }
    }
}
