import Foundation

/// What a provider says of itself (OpenID Connect Discovery 1.0).
struct OIDCMetadata: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keysAddress: String
    let authenticationMethods: [String]?
    let challengeMethods: [String]?

    private enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case keysAddress = "jwks_uri"
        case authenticationMethods = "token_endpoint_auth_methods_supported"
        case challengeMethods = "code_challenge_methods_supported"
    }

    /// Where a provider says it.
    static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// Reads what a provider says, and holds it to being the one that was meant, all on one host.
    init(_ data: Data, of settings: OIDCSettings) throws(OIDCRefusal) {
        do { self = try JSONDecoder().decode(OIDCMetadata.self, from: data) } catch {
            throw .provider("its discovery document cannot be read")
        }
        guard issuer == settings.issuer else {
            throw .provider("its discovery document names another issuer")
        }
        for address in [authorizationEndpoint, tokenEndpoint, keysAddress]
        where Origin(address) != settings.origin {
            throw .provider("its discovery document leads to another host")
        }
        if let challengeMethods, !challengeMethods.contains("S256") {
            throw .provider("it does not know PKCE by S256")
        }
    }

    /// Whether the secret goes into the form rather than into a header.
    var wantsSecretInForm: Bool {
        guard let authenticationMethods else { return false }
        return !authenticationMethods.contains("client_secret_basic")
            && authenticationMethods.contains("client_secret_post")
    }
}
