/// What kind of STIX object an identifier begins with.
enum STIXObjectKind: UInt8 {
    case indicator
    case observedData
    case sighting
    case relationship
    case markingDefinition
    /// Reports and groupings: what they refer to bears their markings.
    case container
    /// Objects with a name that tells what an indicator indicates: malware, tools, campaigns, actors, techniques.
    case named
    case infrastructure
    case ipAddress
    case domainName
    case url
    case autonomousSystem
    /// Observables that are no address, with the reason for which they are left out.
    case file
    case emailAddress
    case certificate
    case otherObservable
    /// Objects that claim nothing of addresses: identities, notes, locations.
    case other

    init(type: JSONNode) {
        self = Self.kinds.first { type.equals($0.0) }?.1 ?? .other
    }

    fileprivate init(prefix: Span<UInt8>) {
        self = Self.kinds.first { prefix.equals($0.0) }?.1 ?? .other
    }

    private static let kinds: [(StaticString, STIXObjectKind)] = [
        ("indicator", .indicator), ("relationship", .relationship), ("observed-data", .observedData),
        ("sighting", .sighting), ("marking-definition", .markingDefinition), ("report", .container),
        ("grouping", .container), ("malware", .named), ("tool", .named), ("campaign", .named),
        ("threat-actor", .named), ("intrusion-set", .named), ("attack-pattern", .named), ("incident", .named),
        ("infrastructure", .infrastructure), ("ipv4-addr", .ipAddress), ("ipv6-addr", .ipAddress),
        ("domain-name", .domainName), ("url", .url), ("autonomous-system", .autonomousSystem),
        ("hostname", .domainName), ("x-opencti-hostname", .domainName), ("x-hostname", .domainName),
        ("file", .file), ("directory", .file), ("email-addr", .emailAddress),
        ("email-message", .emailAddress),
        ("x509-certificate", .certificate), ("artifact", .otherObservable), ("mac-addr", .otherObservable),
        ("mutex", .otherObservable), ("process", .otherObservable), ("software", .otherObservable),
        ("user-account", .otherObservable), ("windows-registry-key", .otherObservable),
    ]
}

/// The identifier of a STIX object, in little memory: its kind and its UUID, or a hash of what else stands there.
struct STIXID: Hashable {
    let kind: STIXObjectKind
    let high: UInt64
    let low: UInt64

    /// The identifier that `text` is; nil when it has no `--`.
    init?(_ text: Span<UInt8>) {
        guard let mark = text.firstRange(of: "--") else { return nil }
        kind = STIXObjectKind(prefix: text.extracting(0..<mark.lowerBound))
        var digits = 0
        var (high, low): (UInt64, UInt64) = (0, 0)
        for index in mark.upperBound..<text.count where text[index] != UInt8(ascii: "-") {
            let byte = text[index]
            guard byte.isHexadecimalDigit, digits < 32 else {
                (self.high, self.low) = Self.hash(text)
                return
            }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(byte.hexadecimalValue)
            digits += 1
        }
        (self.high, self.low) = (high, low)
    }

    init?(_ node: JSONNode?) {
        guard let node, node.isString, let id = node.withText({ STIXID($0) }) else { return nil }
        self = id
    }

    private static func hash(_ text: Span<UInt8>) -> (UInt64, UInt64) {
        var hasher = Hasher()
        var length: UInt64 = 0
        for index in text.indices {
            hasher.combine(text[index])
            length += 1
        }
        return (UInt64(bitPattern: Int64(hasher.finalize())), length)
    }
}
