import Foundation

/// An address on the web that this module may ask: `http` or `https`, with a host and without credentials.
struct WebPlace: Hashable, Sendable {
    /// Longest address, in bytes.
    static let maximumLength = 8192

    /// The address as it is asked, without a fragment.
    let url: URL
    let scheme: String
    /// The host without brackets.
    let host: String
    let port: Int
    /// The part of the address that is a secret; hidden in messages.
    private let secret: String?

    /// - Throws: ``FetchFailure`` when `text` is no such address.
    init(_ text: String, secret: String? = nil) throws(FetchFailure) {
        guard text.utf8.count <= Self.maximumLength, let url = URL(string: text) else {
            throw FetchFailure(.settings, "\(Self.hiding(secret, in: text)): no web address")
        }
        try self.init(url, secret: secret)
    }

    private init(_ url: URL, secret: String?) throws(FetchFailure) {
        let shown = Self.hiding(secret, in: url.absoluteString)
        let scheme = url.scheme?.lowercased() ?? ""
        guard scheme == "http" || scheme == "https" else {
            throw FetchFailure(.refused, "\(shown): only http and https addresses are fetched")
        }
        guard url.user == nil, url.password == nil else {
            throw FetchFailure(.settings, "credentials in a web address are not taken; name a secret file")
        }
        // Without escapes this module, the client and the server read the same host.
        guard let host = url.host(percentEncoded: true), !host.isEmpty, !host.contains("%"),
            var parts = URLComponents(url: url, resolvingAgainstBaseURL: true)
        else { throw FetchFailure(.settings, "\(shown): a web address without a plain host") }
        parts.fragment = nil
        self.url = parts.url ?? url
        self.scheme = scheme
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        self.port = url.port ?? (scheme == "https" ? 443 : 80)
        self.secret = secret
    }

    /// The host as it is written, and decoded from the form for the wire.
    var hostSpellings: Set<String> {
        let decoded = url.host(percentEncoded: false) ?? host
        return [host, decoded.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))]
    }

    /// Where `location` leads from here.
    func following(_ location: String) throws(FetchFailure) -> WebPlace {
        guard location.utf8.count <= Self.maximumLength,
            let url = URL(string: location, relativeTo: url)?.absoluteURL
        else { throw FetchFailure(.redirect, "\(self): the redirect leads to no web address") }
        let next = try WebPlace(url, secret: secret)
        guard next.scheme == scheme else {
            throw FetchFailure(
                .redirect,
                "\(self): leads to \(next) in another scheme, which is not followed; set the feed's address so"
            )
        }
        return next
    }

    /// Whether `other` is the same server, so that secrets for one are for the other.
    func isSameOrigin(as other: WebPlace) -> Bool {
        scheme == other.scheme && host.lowercased() == other.host.lowercased() && port == other.port
    }

    /// The same place with one more path component, and a query.
    func appending(_ path: String, query: [(String, String)] = []) throws(FetchFailure) -> WebPlace {
        var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) ?? URLComponents()
        var base = parts.percentEncodedPath
        if !path.isEmpty {
            if !base.hasSuffix("/") { base += "/" }
            parts.percentEncodedPath = base + path
        }
        if !query.isEmpty {
            let added = query.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&")
            parts.percentEncodedQuery = parts.percentEncodedQuery.map { "\($0)&\(added)" } ?? added
        }
        guard let url = parts.url else { throw FetchFailure(.settings, "\(self): no web address") }
        return try WebPlace(url, secret: secret)
    }

    /// The place beside this one: the last component of the path is replaced.
    func sibling(_ name: String) throws(FetchFailure) -> WebPlace {
        var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) ?? URLComponents()
        var base = parts.percentEncodedPath[...]
        if base.hasSuffix("/") { base = base.dropLast() }
        parts.percentEncodedPath = base[..<(base.lastIndex(of: "/") ?? base.endIndex)] + "/" + name
        guard let url = parts.url else { throw FetchFailure(.settings, "\(self): no web address") }
        return try WebPlace(url, secret: secret)
    }

    private static func escaped(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
        )
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static func hiding(_ secret: String?, in text: String) -> String {
        guard let secret, !secret.isEmpty else { return text }
        let encoded = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? secret
        return text.replacingOccurrences(of: secret, with: "…").replacingOccurrences(of: encoded, with: "…")
    }
}

extension WebPlace: CustomStringConvertible {
    /// The address with its secret hidden, at most 300 characters.
    var description: String { String(Self.hiding(secret, in: url.absoluteString).prefix(300)) }
}
