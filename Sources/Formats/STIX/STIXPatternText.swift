import Addresses
import Reports

/// Writes the STIX pattern that an address is.
enum STIXPatternText {
    /// The pattern; of a URL that means its neighbourhood, with what lies below it.
    static func pattern(_ address: Address, _ scope: MatchScope) -> String {
        switch address {
        case .ip(let ip): return "[\(ip.isIPv4 ? "ipv4-addr" : "ipv6-addr"):value = '\(ip)']"
        case .network(let network):
            return "[\(network.base.isIPv4 ? "ipv4-addr" : "ipv6-addr"):value = '\(network)']"
        case .asn(let asn): return "[autonomous-system:number = \(asn.number)]"
        case .domain(let name): return "[domain-name:value = '\(name.text)']"
        case .url(let url):
            let exact = "url:value = '\(escaped("\(url)"))'"
            switch scope {
            case .exact: return "[\(exact)]"
            case .pathPrefix: return "[\(exact) OR url:value LIKE '\(escaped(below("\(url)")))%']"
            case .host: return "[\(exact) OR url:value LIKE '\(escaped(root(of: url)))%']"
            }
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    }

    private static func below(_ url: String) -> String {
        let path = url.prefix { $0 != "?" }
        return path.hasSuffix("/") ? String(path) : path + "/"
    }

    private static func root(of url: URLAddress) -> String {
        String("\(url)".dropLast(url.pathAndQuery.count)) + "/"
    }
}
