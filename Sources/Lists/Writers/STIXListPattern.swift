internal import Addresses
internal import Reports

/// The STIX pattern that an entry of a list is.
enum STIXListPattern {
    /// The pattern; of a URL that means its neighbourhood, with what lies below it.
    static func text(_ address: Address, _ scope: MatchScope) -> String {
        switch address {
        case .ip(let ip): return "[\(type(isIPv4: ip.isIPv4)):value = '\(ip)']"
        case .network(let network): return "[\(type(isIPv4: network.isIPv4)):value = '\(network)']"
        case .asn(let asn): return "[autonomous-system:number = \(asn.number)]"
        case .domain(let name): return "[domain-name:value = '\(name.text)']"
        case .url(let url):
            let text = "\(url)"
            let exact = "url:value = '\(escaped(text))'"
            switch scope {
            case .exact: return "[\(exact)]"
            case .pathPrefix:
                let path = text.prefix { $0 != "?" }
                return
                    "[\(exact) OR url:value LIKE '\(escaped(path.hasSuffix("/") ? "\(path)" : "\(path)/"))%']"
            case .host:
                let root = "\(text.dropLast(url.pathAndQuery.count))/"
                return "[\(exact) OR url:value LIKE '\(escaped(root))%']"
            }
        }
    }

    private static func type(isIPv4: Bool) -> String { isIPv4 ? "ipv4-addr" : "ipv6-addr" }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if character == "\\" || character == "'" { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }
}
