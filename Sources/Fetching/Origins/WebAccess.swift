/// How a feed is asked for on the web.
public struct WebAccess: Hashable, Sendable, Codable {
    /// Most headers of a feed.
    public static let maximumHeaders = 32

    /// Headers of the feed's own; no secrets, which go into files.
    public var headers: [String: String] = [:]
    /// Who asks.
    public var authentication: Authentication = .none
    /// Through which proxy; nil for none.
    public var proxy: WebProxy?
    /// A PEM file of authorities that are trusted beside the system's.
    public var authorities: String?
    /// A PEM file with the certificate that this side shows, and one with its key.
    public var clientCertificate: ClientCertificate?
    /// How much it may cost.
    public var bounds = FetchBounds()

    /// The usual way.
    public init() {}
}

/// Who asks for a feed. Secrets are named by the files they lie in and read for each fetch.
public enum Authentication: Hashable, Sendable, Codable {
    /// Nobody in particular.
    case none
    /// Basic (RFC 7617).
    case basic(user: String, secret: SecretFile)
    /// Bearer (RFC 6750).
    case bearer(SecretFile)
    /// A header whose value is the secret.
    case header(name: String, secret: SecretFile)
    /// `{secret}` in the feed's address.
    case inAddress(SecretFile)

    var secret: SecretFile? {
        switch self {
        case .none: nil
        case .basic(_, let secret), .bearer(let secret), .header(_, let secret), .inAddress(let secret):
            secret
        }
    }
}

/// A certificate to show, with its key: two PEM files.
public struct ClientCertificate: Hashable, Sendable, Codable {
    /// The certificate, followed by those above it.
    public var certificate: String
    /// Its private key.
    public var key: String

    /// The certificate and key in two PEM files.
    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}

/// A proxy to ask through. Names are then resolved by the proxy.
public struct WebProxy: Hashable, Sendable, Codable {
    /// What it speaks.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// HTTP, with CONNECT for HTTPS.
        case http
        /// SOCKS 5.
        case socks
    }

    /// What it speaks.
    public var kind: Kind
    /// Its name or address.
    public var host: String
    /// Its port.
    public var port: Int
    /// The user it knows, with the file of the password; HTTP only.
    public var user: String?
    /// The password of ``user``.
    public var secret: SecretFile?

    /// A proxy.
    public init(_ kind: Kind, host: String, port: Int, user: String? = nil, secret: SecretFile? = nil) {
        self.kind = kind
        self.host = host
        self.port = port
        self.user = user
        self.secret = secret
    }
}
