import Foundation

/// Which OpenID Connect provider people sign in with, and what this hub is to it.
public struct OIDCSettings: Sendable {
    /// Where a provider sends browsers back to, below the hub's address.
    public static let callbackPath = "/sign-in/oidc/callback"
    /// Longest text of a setting, in bytes.
    static let maximumLength = 1000

    /// The provider: `https://sso.example/realms/cert`, exactly as it names itself.
    public let issuer: String
    /// What the provider knows this hub as.
    public let clientID: String
    /// What this hub proves itself with; nil for a client without a secret, which PKCE alone protects.
    public let clientSecret: String?
    /// Where the provider sends browsers back to.
    public let redirectURI: String
    /// Values of `acr` by which the provider says that it asked for a second factor.
    public let strongContexts: Set<String>

    let origin: Origin

    /// Settings that can be used.
    /// - Parameters:
    ///   - issuer: the provider; HTTPS, but for one on this machine.
    ///   - clientID: what it knows this hub as.
    ///   - clientSecret: what this hub proves itself with.
    ///   - hubURL: how browsers reach this hub: `https://marsad.example`.
    ///   - strongContexts: values of `acr` that stand for a second factor.
    /// - Throws: ``OIDCSettingsError``.
    public init(
        issuer: String,
        clientID: String,
        clientSecret: String?,
        hubURL: String,
        strongContexts: Set<String> = []
    ) throws(OIDCSettingsError) {
        guard let origin = Origin(issuer), URLComponents(string: issuer)?.query == nil,
            URLComponents(string: issuer)?.fragment == nil
        else { throw .issuer(issuer) }
        guard Origin(hubURL) != nil else { throw .hub(hubURL) }
        for text in [issuer, clientID, clientSecret ?? "x"]
        where text.isEmpty || text.utf8.count > Self.maximumLength {
            throw .length(Self.maximumLength)
        }
        self.issuer = issuer
        self.origin = origin
        self.clientID = clientID
        self.clientSecret = clientSecret
        var hub = hubURL
        while hub.hasSuffix("/") { hub.removeLast() }
        redirectURI = hub + Self.callbackPath
        self.strongContexts = strongContexts
    }
}

/// Why settings cannot be used.
public enum OIDCSettingsError: Error, Hashable, CustomStringConvertible {
    /// The issuer is no address of a provider.
    case issuer(String)
    /// The hub's address is none.
    case hub(String)
    /// A text is empty or too long.
    case length(Int)

    /// What is wrong and how to mend it.
    public var description: String {
        switch self {
        case .issuer(let text):
            "'\(text)': an issuer is an https address without query (http for 127.0.0.1, ::1 and localhost alone)"
        case .hub(let text):
            "'\(text)': say with --url how browsers reach the hub, for example https://marsad.example"
        case .length(let most): "issuer, client and secret have 1 to \(most) bytes"
        }
    }
}

/// Scheme, host and port: whom a request goes to.
struct Origin: Hashable, Sendable {
    private let text: String

    /// The origin of an address that may be asked; nil unless it is HTTPS, or HTTP on this machine, without user and
    /// password.
    init?(_ address: String) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
            let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil, parts.password == nil
        else { return nil }
        let isHere = ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
        guard scheme == "https" || scheme == "http" && isHere else { return nil }
        text = "\(scheme)://\(host):\(parts.port ?? (scheme == "https" ? 443 : 80))"
    }
}
