/// One canonical Internet address. An invalid one cannot be made.
public enum Address: Hashable, Sendable {
    case ip(IPAddress)
    /// A block of two addresses or more; use ``init(_:)-(IPNetwork)`` to fold single addresses.
    case network(IPNetwork)
    case asn(ASN)
    case domain(DomainName)
    case url(URLAddress)

    /// A network as an address: a block of one address is that address.
    public init(_ network: IPNetwork) {
        self = network.isSingleAddress ? .ip(network.base) : .network(network)
    }

    /// Which of the five kinds this is.
    public var kind: AddressKind {
        switch self {
        case .ip: .ip
        case .network: .network
        case .asn: .asn
        case .domain: .domain
        case .url: .url
        }
    }
}

extension Address: CustomStringConvertible {
    /// The canonical text: equal addresses have equal text, and reading it gives the address back.
    public var description: String {
        switch self {
        case .ip(let address): address.description
        case .network(let network): network.description
        case .asn(let asn): asn.description
        case .domain(let name): name.text
        case .url(let url): url.description
        }
    }
}
