import Foundation
import JWTKit
public import Reports

/// An OpenID Connect provider: sends browsers there, and finds out who came back.
///
/// What it says of itself and its keys are kept for a while; a key that is not known is asked for again, not too often.
public actor OIDCProvider {
    /// How long what the provider says of itself is good for, in seconds.
    static let lifetime: Int64 = 3600
    /// How often its keys are asked for at most, in seconds.
    static let keyPause: Int64 = 30
    /// Longest code, in bytes.
    static let maximumCodeLength = 4096
    /// Longest identity token, in bytes.
    static let maximumTokenLength = 64 << 10
    /// Longest word of a refusal that is passed on.
    static let maximumWordLength = 60

    private struct Kept<Value: Sendable>: Sendable {
        let value: Value
        let at: Timestamp

        func isFresh(at now: Timestamp, for seconds: Int64) -> Bool { now.seconds - at.seconds < seconds }
    }

    /// What the hub is to it.
    public nonisolated let settings: OIDCSettings
    private let transport: OIDCTransport
    private var metadata: Kept<OIDCMetadata>?
    private var keys: Kept<OIDCKeys>?

    /// The provider of these settings; it is asked when somebody signs in.
    public init(_ settings: OIDCSettings) {
        self.settings = settings
        transport = OIDCTransport(origin: settings.origin)
    }

    /// Where a browser goes to sign in.
    public func address(for binding: OIDCBinding, at now: Timestamp) async throws(OIDCRefusal) -> String {
        let endpoint = try await metadata(at: now).authorizationEndpoint
        let query = [
            ("response_type", "code"), ("scope", "openid"), ("client_id", settings.clientID),
            ("redirect_uri", settings.redirectURI), ("state", binding.state), ("nonce", binding.nonce),
            ("code_challenge", binding.challenge), ("code_challenge_method", "S256"),
        ]
        .map { "\($0.0)=\(OIDCTransport.encoded($0.1))" }.joined(separator: "&")
        return endpoint + (endpoint.contains("?") ? "&" : "?") + query
    }

    /// Finds out who came back with a code.
    /// - Parameters:
    ///   - code: what the provider gave to the browser.
    ///   - binding: the sign-in that it is for.
    ///   - now: the moment.
    /// - Returns: what the provider vouches for.
    /// - Throws: ``OIDCRefusal``.
    public func redeem(
        _ code: String,
        for binding: OIDCBinding,
        at now: Timestamp
    ) async throws(OIDCRefusal) -> IDToken {
        guard (1...Self.maximumCodeLength).contains(code.utf8.count) else { throw .state }
        let token = try await identityToken(for: code, binding, at: now)
        guard token.utf8.count <= Self.maximumTokenLength, let header = TokenHeader(of: token),
            header.crit == nil
        else { throw .token("it cannot be read") }
        guard OIDCKeys.algorithms[header.alg] != nil else {
            throw .token("signed by \(Self.word(header.alg))")
        }
        guard let key = try await key(for: header, at: now) else {
            throw .token("signed by no key of the provider")
        }
        let claims = try await Self.claims(of: token, signedBy: key)
        return try IDTokenCheck(settings: settings, binding: binding, now: now).token(claims)
    }

    private static func claims(of token: String, signedBy key: JWK) async throws(OIDCRefusal) -> IDTokenClaims
    {
        var key = key
        key.keyIdentifier = JWKIdentifier(string: "key")
        let signers = JWTKeyCollection()
        do {
            try await signers.add(jwk: key, isDefault: true)
            return try await signers.verify(token, as: IDTokenClaims.self)
        } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
            throw .token("its signature is wrong")
        } catch { throw .token("it cannot be read") }
    }

    private struct TokenAnswer: Decodable {
        let idToken: String?
        let error: String?

        private enum CodingKeys: String, CodingKey {
            case idToken = "id_token"
            case error
        }
    }

    private func identityToken(
        for code: String,
        _ binding: OIDCBinding,
        at now: Timestamp
    ) async throws(OIDCRefusal) -> String {
        let metadata = try await metadata(at: now)
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.redirectURI),
            ("client_id", settings.clientID), ("code_verifier", binding.verifier),
        ]
        var authorization: String?
        if let secret = settings.clientSecret {
            if metadata.wantsSecretInForm {
                fields.append(("client_secret", secret))
            } else {
                // RFC 6749 §2.3.1 encodes both before they are joined.
                let pair = "\(OIDCTransport.encoded(settings.clientID)):\(OIDCTransport.encoded(secret))"
                authorization = "Basic " + Data(pair.utf8).base64EncodedString()
            }
        }
        let data = try await transport.post(metadata.tokenEndpoint, fields, authorization: authorization)
        guard let answer = try? JSONDecoder().decode(TokenAnswer.self, from: data) else {
            throw .provider("its answer to a code cannot be read")
        }
        if let error = answer.error { throw .refused(Self.word(error)) }
        guard let token = answer.idToken else { throw .provider("it gave no identity token") }
        return token
    }

    /// A word of others, fit for records.
    public static func word(_ text: String) -> String {
        String(
            text.unicodeScalars.prefix(maximumWordLength).filter { (0x21...0x7E).contains($0.value) }.map(
                Character.init
            )
        )
    }

    private func metadata(at now: Timestamp) async throws(OIDCRefusal) -> OIDCMetadata {
        if let metadata, metadata.isFresh(at: now, for: Self.lifetime) { return metadata.value }
        let data = try await transport.get(OIDCMetadata.address(of: settings.issuer))
        let value = try OIDCMetadata(data, of: settings)
        metadata = Kept(value: value, at: now)
        return value
    }

    private func key(for header: TokenHeader, at now: Timestamp) async throws(OIDCRefusal) -> JWK? {
        if let keys, keys.isFresh(at: now, for: Self.lifetime) {
            if let key = keys.value.key(for: header) { return key }
            // A new key may have come; who invents some does not make us ask each time.
            guard !keys.isFresh(at: now, for: Self.keyPause) else { return nil }
        }
        let data = try await transport.get(try await metadata(at: now).keysAddress)
        let value = try OIDCKeys(data)
        keys = Kept(value: value, at: now)
        return value.key(for: header)
    }
}
