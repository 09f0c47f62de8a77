/// What a column of a table or a key of a JSON object holds.
enum FieldRole: Hashable {
    /// The indicator itself, of any kind.
    case indicator
    case ip
    case network
    case domain
    /// A host name, which beside an IP address is only its reverse name.
    case hostname
    case url
    /// `source_url`: an indicator beside `source_ip`, else the page the row was taken from.
    case sourceURL
    case asn
    case asName
    /// The other end of a connection; an indicator only when there is no other.
    case destination
    case rangeStart
    case rangeEnd
    case path
    case port
    /// What kind of indicator it is, or what it is suspected of.
    case type
    case category
    case malware
    case comment
    /// Sentences under a name for addresses.
    case prose
    case confidence
    case firstSeen
    case lastSeen
    /// The moment of one event.
    case seen
    /// When an event was recorded, for want of its own moment.
    case observed
    case expiry
    case label
    case reference
    /// Whether to act on it (MISP's `to_ids`).
    case permitsBlocking
    /// Whether it is still listed.
    case isListed
    /// Whether the feed itself calls it harmless.
    case isBenign
    /// Further words about it: tags.
    case keywords
    /// An indicator that is no address: a hash, a file name.
    case otherIndicator
    /// Several addresses in one JSON array.
    case addresses

    /// Whether the field can hold an address to report.
    var isAddress: Bool {
        switch self {
        case .indicator, .ip, .network, .domain, .hostname, .url, .sourceURL, .asn, .destination, .rangeStart:
            true
        default: false
        }
    }

    /// Whether the field says yes or no.
    var isFlag: Bool { self == .permitsBlocking || self == .isListed || self == .isBenign }
}

extension FieldRole {
    /// Which of these fields hold addresses to report, given what stands beside them.
    ///
    /// The fields of one record explain each other: a host name beside an IP address is its reverse name, names beside
    /// two ends of a connection belong to the far one, a network or AS number beside an address is where it lies.
    static func reported(among roles: Set<FieldRole>) -> Set<FieldRole> {
        var reported = roles.filter(\.isAddress)
        let hasIP = roles.contains(.ip) || roles.contains(.rangeStart)
        let hasMain = hasIP || roles.contains(.indicator)
        if hasMain { reported.subtract([.hostname, .network]) }
        if hasIP, roles.contains(.destination) { reported.subtract([.domain, .hostname]) }
        if roles.contains(.indicator) { reported.subtract([.url, .ip, .domain]) }
        if roles.contains(.sourceURL), !hasIP,
            !roles.isDisjoint(with: [.indicator, .domain, .url, .hostname, .network])
        {
            reported.remove(.sourceURL)
        }
        if roles.contains(.asn), roles.contains(.asName), !hasMain, !roles.contains(.url) {
            return [.asn]
        }
        if !reported.isSubset(of: [.asn, .destination]) { reported.subtract([.asn, .destination]) }
        if reported.contains(.destination) { reported.remove(.asn) }
        return reported
    }
}
