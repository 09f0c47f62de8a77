import HTTPTypes
import Hummingbird

/// The console's cookies.
struct Cookies: Sendable {
    /// Whether connections are encrypted, here or by a proxy in front.
    let isEncrypted: Bool

    /// Cookies that only the very host may set have a prefix that browsers hold them to.
    private var prefix: String { isEncrypted ? "__Host-" : "" }

    var session: String { "\(prefix)marsad-session" }
    var visitor: String { "\(prefix)marsad-visitor" }
    var provider: String { "\(prefix)marsad-sign-in" }
    let language = "marsad-language"

    /// The value of a cookie of a request.
    func value(_ name: String, in request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for part in header.split(separator: ";") {
                let pair = part.split(separator: "=", maxSplits: 1)
                guard pair.count == 2, pair[0].trimmed == name else { continue }
                return pair[1].trimmed
            }
        }
        return nil
    }

    /// The header that sets the session's cookie: links from elsewhere keep the session, forms from elsewhere do not.
    func settingSession(_ secret: String) -> String { header(session, secret, site: "Lax") }

    /// The header that sets the visitor's cookie.
    func settingVisitor(_ secret: String) -> String { header(visitor, secret, site: "Strict") }

    /// The header that takes the session's cookie away.
    var endingSession: String { header(session, "", site: "Lax") + "; Max-Age=0" }

    /// The header that keeps what a sign-in with a provider is tied to: the provider's answer is a link from elsewhere.
    func settingProvider(_ value: String) -> String {
        header(provider, value, site: "Lax") + "; Max-Age=\(PendingSignIns.lifetime)"
    }

    /// The header that takes it away.
    var endingProvider: String { header(provider, "", site: "Lax") + "; Max-Age=0" }

    /// The header that keeps a language for a year.
    func settingLanguage(_ language: String) -> String {
        header(self.language, language, site: "Lax") + "; Max-Age=31536000"
    }

    private func header(_ name: String, _ value: String, site: String) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=\(site)\(isEncrypted ? "; Secure" : "")"
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
