/// An absolute URL as an address: scheme, host, port, path and query in WHATWG serialisation.
///
/// User information and fragment are removed: they do not change what is fetched. The host is a domain name or an IP
/// address; names of one label are refused.
public struct URLAddress: Hashable, Sendable {
    /// The schemes with a host that Marsad registers. The raw value is stored and never changes.
    public enum Scheme: UInt8, Sendable, CaseIterable {
        case http = 1
        case https = 2
        case ftp = 3
        case ws = 4
        case wss = 5

        /// The scheme as written before the colon.
        public var name: String {
            switch self {
            case .http: "http"
            case .https: "https"
            case .ftp: "ftp"
            case .ws: "ws"
            case .wss: "wss"
            }
        }

        /// The port that is left out of the text (WHATWG URL, special schemes).
        public var defaultPort: UInt16 {
            switch self {
            case .http, .ws: 80
            case .https, .wss: 443
            case .ftp: 21
            }
        }
    }

    /// What stands between the slashes: a name or an IP address.
    public enum Host: Hashable, Sendable {
        case domain(DomainName)
        case ip(IPAddress)
    }

    /// Longest URL in bytes that is read.
    public static let maximumLength = 8192

    /// The scheme.
    public let scheme: Scheme
    /// The host.
    public let host: Host
    /// The port; the scheme's default when none was written.
    public let port: UInt16
    /// The path, beginning with `/`, and the query with its `?` if there is one; percent-encoded ASCII.
    public let pathAndQuery: String

    init(scheme: Scheme, host: Host, port: UInt16, pathAndQuery: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.pathAndQuery = pathAndQuery
    }
}

extension URLAddress: CustomStringConvertible {
    /// The WHATWG serialisation without user information and fragment.
    public var description: String {
        var text = ASCIIText(capacity: 64)
        text.append(scheme.name)
        text.append("://")
        switch host {
        case .domain(let name): text.append(name.text)
        case .ip(let address):
            if !address.isIPv4 { text.append(UInt8(ascii: "[")) }
            address.append(to: &text)
            if !address.isIPv4 { text.append(UInt8(ascii: "]")) }
        }
        if port != scheme.defaultPort {
            text.append(UInt8(ascii: ":"))
            text.append(decimal: port)
        }
        text.append(pathAndQuery)
        return text.string
    }
}
