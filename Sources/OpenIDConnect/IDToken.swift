import Foundation
import JWTKit
import Reports

/// What a provider vouches for: that somebody signed in there just now.
public struct IDToken: Hashable, Sendable {
    /// Longest ``subject``, in bytes (OpenID Connect Core §2).
    public static let maximumSubjectLength = 255

    /// Who: never given to anybody else by this provider.
    public let subject: String
    /// Whether the provider says that it asked for more than one factor.
    public let isStrong: Bool
}

/// The claims of an identity token as sent (OpenID Connect Core §2).
struct IDTokenClaims: JWTPayload {
    /// One audience or several.
    struct Audience: Codable, Sendable {
        let all: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                all = [one]
            } else {
                all = try container.decode([String].self)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(all)
        }
    }

    let iss: String
    let sub: String
    let aud: Audience
    let exp: Double
    let iat: Double
    let nbf: Double?
    let nonce: String?
    let azp: String?
    let acr: String?
    let amr: [String]?

    // The signature is right when this is called; what it is about is looked at by ``IDTokenCheck``.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// Whether an identity token is for this hub, for this sign-in and for now (OpenID Connect Core §3.1.3.7).
struct IDTokenCheck {
    /// How many seconds clocks may differ.
    static let leeway = 60.0
    /// How many seconds ago a token may have been made.
    static let maximumAge = 600.0
    /// The word by which providers say that they asked for several factors (RFC 8176).
    static let severalFactors = "mfa"

    let settings: OIDCSettings
    let binding: OIDCBinding
    let now: Timestamp

    func token(_ claims: IDTokenClaims) throws(OIDCRefusal) -> IDToken {
        let now = Double(now.seconds)
        guard claims.iss == settings.issuer else { throw .token("another issuer") }
        guard claims.aud.all.contains(settings.clientID) else { throw .token("for another client") }
        guard claims.azp.map({ $0 == settings.clientID }) ?? (claims.aud.all.count == 1) else {
            throw .token("given to another client")
        }
        guard claims.exp > now - Self.leeway else { throw .token("expired") }
        guard claims.iat < now + Self.leeway, (claims.nbf ?? 0) < now + Self.leeway else {
            throw .token("of the future")
        }
        guard claims.iat > now - Self.maximumAge - Self.leeway else { throw .token("too old") }
        guard let nonce = claims.nonce, binding.isNonce(nonce) else { throw .token("of another sign-in") }
        guard (1...IDToken.maximumSubjectLength).contains(claims.sub.utf8.count) else {
            throw .token("its subject has 1 to \(IDToken.maximumSubjectLength) bytes")
        }
        let isStrong =
            claims.amr?.contains(Self.severalFactors) == true
            || claims.acr.map { settings.strongContexts.contains($0) } ?? false
        return IDToken(subject: claims.sub, isStrong: isStrong)
    }
}
