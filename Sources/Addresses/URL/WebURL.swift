/// A URL record of a special scheme other than `file`, as browsers parse it (WHATWG URL §4).
///
/// Everything but the host is percent-encoded ASCII, in the form in which it is serialised.
package struct WebURL: Hashable, Sendable {
    /// The scheme.
    package internal(set) var scheme: URLAddress.Scheme
    /// The user's name; empty when there is none.
    package internal(set) var username = ""
    /// The password; empty when there is none.
    package internal(set) var password = ""
    /// The host.
    package internal(set) var host: Host
    /// The port; nil for the scheme's default.
    package internal(set) var port: UInt16?
    /// The path, beginning with `/`, without dot segments.
    package internal(set) var path = "/"
    /// The query without its `?`.
    package internal(set) var query: String?
    /// The fragment without its `#`.
    package internal(set) var fragment: String?

    /// The host of a URL.
    package enum Host: Hashable, Sendable {
        /// A name in ASCII, lower case. It may hold characters that DNS names cannot.
        case domain(String)
        /// An IPv4 address.
        case ipv4(UInt32)
        /// The 128 bits of an IPv6 address; IPv4-mapped ones are not folded.
        case ipv6(UInt128)
    }

    /// The whole URL as text.
    package var serialization: String {
        var text = ASCIIText(capacity: 64)
        text.append(scheme.name)
        text.append("://")
        if !username.isEmpty || !password.isEmpty {
            text.append(username)
            if !password.isEmpty {
                text.append(UInt8(ascii: ":"))
                text.append(password)
            }
            text.append(UInt8(ascii: "@"))
        }
        host.append(to: &text)
        if let port {
            text.append(UInt8(ascii: ":"))
            text.append(decimal: port)
        }
        text.append(path)
        if let query {
            text.append(UInt8(ascii: "?"))
            text.append(query)
        }
        if let fragment {
            text.append(UInt8(ascii: "#"))
            text.append(fragment)
        }
        return text.string
    }

    /// The host as it stands in the URL, IPv6 addresses in brackets.
    package var hostSerialization: String {
        var text = ASCIIText(capacity: 46)
        host.append(to: &text)
        return text.string
    }
}

extension WebURL.Host {
    fileprivate func append(to text: inout ASCIIText) {
        switch self {
        case .domain(let name): text.append(name)
        case .ipv4(let bits): IPAddress(v4: bits).append(to: &text)
        case .ipv6(let bits):
            text.append(UInt8(ascii: "["))
            let address = IPAddress(bits: bits)
            if address.isIPv4 {
                // URLs write IPv4-mapped addresses in hexadecimal like all others.
                text.append("::ffff:")
                text.append(hexadecimal: UInt16(address.v4 >> 16))
                text.append(UInt8(ascii: ":"))
                text.append(hexadecimal: UInt16(truncatingIfNeeded: address.v4))
            } else {
                address.append(to: &text)
            }
            text.append(UInt8(ascii: "]"))
        }
    }
}
