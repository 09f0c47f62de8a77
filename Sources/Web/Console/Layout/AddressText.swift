import Addresses
import Foundation

/// An address as the console shows it: always from left to right, isolated, never shortened within the domain that was
/// registered; international names by their punycode first.
struct AddressText: Sendable {
    /// A label of an international name in Unicode, in an isolate of its own.
    struct Label: Sendable {
        let text: String
        /// Whether a dot comes before it.
        let follows: Bool
    }

    /// Canonical.
    let text: String
    /// The console's page of it.
    let href: String
    /// What comes before ``tail``.
    let head: String
    /// The domain that was registered and what cannot be told from it; the whole of other addresses.
    let tail: String
    /// The labels in Unicode of a name that has other ones.
    let labels: [Label]
    /// Whether it has ``labels``.
    let isInternational: Bool
    /// Why a name may be taken for another, in the reader's language.
    let warning: Sentence?
    /// Whether it is a URL.
    let isURL: Bool

    init(_ address: Address, in reading: Reading) {
        text = address.description
        href = Self.href(address)
        var (head, labels, warning) = ("", [Label](), Sentence?.none)
        if case .domain(let name) = address {
            if let registrable = name.registrableDomain(), registrable.text.count < name.text.count {
                head = String(name.text.dropLast(registrable.text.count))
            }
            if name.unicode != name.text {
                labels = name.unicode.split(separator: ".").enumerated().map {
                    Label(text: ShownText(String($1)).text, follows: $0 > 0)
                }
            }
            warning = Lookalike(name).map { $0.sentence(in: reading) }
        }
        isURL = address.kind == .url
        self.head = head
        self.labels = labels
        isInternational = !labels.isEmpty
        self.warning = warning
        tail = String(text.dropFirst(head.count))
    }

    /// The console's page of an address.
    static func href(_ address: Address) -> String {
        "/address/\(address.kind.name)/\(encoded(address.description))"
    }

    /// Text as a part of a path or query.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:"
    )
}

extension Address {
    /// The address in the form in which people send suspicious ones to each other: nothing opens it by accident.
    var defanged: String {
        switch self.kind {
        case .url:
            let text = description
            guard let end = text.firstRange(of: "://") else { return text }
            let host = text[end.upperBound...].prefix { $0 != "/" && $0 != "?" }
            let rest = text[host.endIndex...]
            let scheme = String(text[..<end.lowerBound]).replacing("tt", with: "xx")
            return "\(scheme)://\(Self.defanged(host))\(rest)"
        case .asn: return description
        default: return Self.defanged(description[...])
        }
    }

    private static func defanged(_ host: Substring) -> String {
        if let dot = host.lastIndex(of: ".") { return "\(host[..<dot])[.]\(host[host.index(after: dot)...])" }
        return String(host).replacing(":", with: "[:]", maxReplacements: 1)
    }
}
