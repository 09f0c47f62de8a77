import Credentials
import HTTPTypes
import Hummingbird
import Registry
import Reports

/// What a browser brings with it: a session, or a visitor's secret before there is one, and a language.
struct Browser: Sendable {
    /// A session that is going on.
    struct Session: Sendable {
        let digest: SecretDigest
        /// When it ends unless it is used before.
        let endsAt: Timestamp
    }

    let session: Session?
    /// The secret that forms are bound to: the session's, or the visitor's.
    let secret: String
    /// Whether the visitor's secret is new, and the browser has yet to be given it.
    let isNew: Bool
    let language: Preferences.Language?

    /// What a form of this browser must carry: it follows from a secret that no other site can read.
    var formToken: String { Self.formToken(of: secret) }

    static func formToken(of secret: String) -> String {
        SecretDigest(of: "form \(secret)").hexadecimal
    }
}

extension SecretDigest {
    /// The digest as 64 hexadecimal digits.
    var hexadecimal: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }
        .joined()
    }
}
