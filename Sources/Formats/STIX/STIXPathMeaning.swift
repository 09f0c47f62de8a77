/// What an object path of a pattern speaks of.
enum STIXPathMeaning {
    /// A property that holds an address.
    case address(SoughtAddress.Part)
    case asn
    /// The address of a host that HTTP names.
    case httpHost
    /// What HTTP asks for: a path, or a whole URL.
    case httpTarget
    /// What goes with an address and narrows little; a word to put before the value, nil to say nothing of it.
    case context(String?)
    case other(RejectReason)

    private static let addressTypes: Set<String> = [
        "ipv4-addr", "ipv6-addr", "domain-name", "url", "hostname", "x-opencti-hostname", "x-hostname",
        "ip-addr",
    ]

    init(_ path: STIXObjectPath) {
        let names = path.properties
        guard let first = names.first, let last = names.last else {
            self = .other(.otherIndicator)
            return
        }
        if Self.addressTypes.contains(path.type) {
            self = Self.ofAddress(path.type, first, names)
            return
        }
        if last == "value", names.count >= 2, ["src_ref", "dst_ref"].contains(names[names.count - 2]) {
            self = .address(.subject)
            return
        }
        switch path.type {
        case "autonomous-system": self = first == "number" ? .asn : .context(nil)
        case "network-traffic": self = Self.ofTraffic(names, last)
        case "artifact" where first == "url": self = .address(.subject)
        default: self = .other(Self.reason(path.type, names))
        }
    }

    private static func ofAddress(_ type: String, _ first: String, _ names: [String]) -> STIXPathMeaning {
        if first == "value" { return .address(.subject) }
        if first == "resolves_to_refs", names.last == "value", type != "ipv4-addr", type != "ipv6-addr" {
            return .address(.resolution)
        }
        if first == "belongs_to_refs" { return .context("AS") }
        return .context(nil)
    }

    private static func ofTraffic(_ names: [String], _ last: String) -> STIXPathMeaning {
        switch last {
        case "src_port", "dst_port": return .context("port")
        case "protocols": return .context("protocol")
        case "type": return .context(nil)
        case "Host", "host": return .httpHost
        case "request_value": return .httpTarget
        case "request_method", "request_version": return .context("HTTP")
        default:
            return names.contains("socket-ext") || names.count == 1 ? .context(nil) : .other(.otherIndicator)
        }
    }

    private static func reason(_ type: String, _ names: [String]) -> RejectReason {
        if names.contains("hashes") || names.contains("ssdeep") { return .hashValue }
        switch type {
        case "email-addr", "email-message": return .emailAddress
        case "file", "directory": return .fileName
        case "vulnerability", "weakness": return .vulnerability
        default: return names.contains("sha256") || names.contains("md5") ? .hashValue : .otherIndicator
        }
    }
}
