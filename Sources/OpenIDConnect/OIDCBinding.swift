import Crypto
import Credentials

/// One sign-in that a browser begins: all that is sent to the provider follows from a secret that only this browser has.
public struct OIDCBinding: Sendable {
    private let secret: String

    /// A binding to the secret in a browser's cookie.
    public init(secret: String) {
        self.secret = secret
    }

    /// What comes back with the browser: `state`.
    public var state: String { derived("state") }

    /// What the identity token must hold: `nonce`.
    var nonce: String { derived("nonce") }

    /// What proves to the provider that who redeems the code asked for it (RFC 7636).
    var verifier: String { derived("verifier") }

    /// What the provider is told of the verifier beforehand.
    var challenge: String { SHA256.hash(data: Array(verifier.utf8)).urlSafeBase64 }

    /// Whether an answer belongs to this sign-in.
    public func isAnswered(by state: String) -> Bool {
        SecretComparison.areEqual(Array(state.utf8), Array(self.state.utf8))
    }

    /// Whether an identity token was made for this sign-in.
    func isNonce(_ nonce: String) -> Bool {
        SecretComparison.areEqual(Array(nonce.utf8), Array(self.nonce.utf8))
    }

    private func derived(_ purpose: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array("oidc \(purpose)".utf8), using: key)
        return code.urlSafeBase64
    }
}
