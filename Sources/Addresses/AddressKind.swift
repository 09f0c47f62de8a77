/// The five kinds of Internet address that Marsad knows.
///
/// The raw value is stored in databases and watchlists and never changes.
public enum AddressKind: UInt8, Sendable, CaseIterable {
    /// One IPv4 or IPv6 address.
    case ip = 1
    /// A CIDR block of more than one address.
    case network = 2
    /// An autonomous system number.
    case asn = 3
    /// A domain name of two labels or more.
    case domain = 4
    /// An absolute URL with one of the schemes of ``URLAddress/Scheme``.
    case url = 5

    /// The word used in output, JSON and SQL: `ip`, `network`, `asn`, `domain` or `url`.
    public var name: String {
        switch self {
        case .ip: "ip"
        case .network: "network"
        case .asn: "asn"
        case .domain: "domain"
        case .url: "url"
        }
    }

    /// The kind called `name`, or nil when there is none.
    public init?(name: some StringProtocol) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
