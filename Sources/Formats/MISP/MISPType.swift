/// What the types of MISP's attributes hold.
enum MISPType {
    /// One address.
    case address
    /// An address, and a port behind a bar.
    case addressAndPort
    /// A name, and the address it resolved to behind a bar.
    case nameAndAddress
    /// An AS number, with or without `AS`.
    case asn
    /// A URL, or only its path.
    case uri
    /// No address.
    case other(RejectReason)

    init(_ name: String) {
        self = Self.types[name] ?? .other(Self.reason(name))
    }

    private static let types: [String: MISPType] = [
        "ip-src": .address, "ip-dst": .address, "domain": .address, "hostname": .address, "url": .address,
        "onion-address": .address, "ip-src|port": .addressAndPort, "ip-dst|port": .addressAndPort,
        "hostname|port": .addressAndPort, "domain|ip": .nameAndAddress, "AS": .asn, "uri": .uri,
    ]

    /// Why a type is no address.
    private static func reason(_ name: String) -> RejectReason {
        if let reason = reasons[name] { return reason }
        if name.hasPrefix("email") || name.hasPrefix("whois-registrant-email") { return .emailAddress }
        if name.hasPrefix("filename|") || name.hasPrefix("sha") || name.hasPrefix("x509-fingerprint")
            || name.hasSuffix("hash") || name.hasSuffix("-md5")
        {
            return .hashValue
        }
        if name.hasPrefix("filename") { return .fileName }
        return name.hasPrefix("whois-") ? .context : .otherIndicator
    }

    private static let reasons: [String: RejectReason] = {
        let words: [(RejectReason, String)] = [
            (
                .hashValue,
                "md5 ssdeep imphash tlsh authentihash impfuzzy vhash telfhash pehash cdhash git-commit-id malware-sample "
                    + "hassh-md5 hasshserver-md5 ja3-fingerprint-md5 jarm-fingerprint favicon-mmh3 ja3 ja4"
            ),
            (.fileName, "filename file-path pdb attachment pgp-private-key"),
            (.vulnerability, "vulnerability weakness cpe"),
            (
                .context,
                "link text comment other datetime port size-in-bytes counter float boolean hex campaign-name campaign-id "
                    + "threat-actor anonymised github-repository github-username github-organisation twitter-id"
            ),
            (.emailAddress, "dns-soa-email whois-registrant-email jabber-id eppn"),
            (.victim, "target-machine target-user target-org target-location target-external target-email"),
        ]
        var reasons: [String: RejectReason] = [:]
        for (reason, names) in words {
            for name in names.split(separator: " ") { reasons[String(name)] = reason }
        }
        return reasons
    }()
}
