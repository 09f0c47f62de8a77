internal import Crypto

/// A secret that is shown once to whoever is to use it, and of which only a digest is kept: a token, a session, a
/// set-up link.
///
/// 256 random bits, written as a prefix that says what it is for and 43 characters of `A–Z a–z 0–9 - _` (RFC 4648 §5).
/// Nobody can try all of them, so a plain digest protects it; no slow function is needed.
public struct Secret: Sendable {
    /// What a secret is for: the beginning of its text, so that one found in a log can be told and revoked.
    public enum Purpose: String, Sendable, CaseIterable {
        case token = "mrs_"
        case session = "mrsession_"
        case setUp = "mrsetup_"
        case crossSite = "mrcsrf_"
        case providerSignIn = "mrsso_"
    }

    /// Longest text that is looked at.
    public static let maximumLength = 128
    private static let byteCount = 32

    /// What to give away; never stored, never logged.
    public let text: String

    /// A new secret.
    public init(for purpose: Purpose) {
        text = purpose.rawValue + RandomBytes.make(Self.byteCount).urlSafeBase64
    }

    /// What to keep.
    public var digest: SecretDigest { SecretDigest(of: text) }
}

/// What is kept of a ``Secret``: its SHA-256.
public struct SecretDigest: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// The digest of a secret that somebody presents.
    public init(of text: String) {
        bytes = Array(SHA256.hash(data: Array(text.utf8)))
    }

    /// The digest stored as `bytes`.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
