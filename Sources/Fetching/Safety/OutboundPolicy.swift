public import Addresses

/// Which places may be asked for feeds.
///
/// Nothing that a feed's address or a redirect says makes this machine ask inside its own networks, unless the
/// operator allowed that host or network.
public struct OutboundPolicy: Sendable, Hashable {
    /// Hosts that may be asked wherever they are, by name; in small letters.
    public private(set) var allowedHosts: Set<String> = []
    /// Networks that may be asked although they are private or reserved.
    public private(set) var allowedNetworks: [IPNetwork] = []

    /// A policy that allows public addresses only.
    public init() {}

    /// Allows a host name, address or network.
    /// - Returns: false, and nothing is allowed, when `text` is none.
    public mutating func allow(_ text: String) -> Bool {
        if let network = try? IPNetwork(text) {
            allowedNetworks.append(network)
        } else if let address = try? IPAddress(text) {
            allowedNetworks.append(IPNetwork(address))
        } else if let name = Self.name(text) {
            allowedHosts.insert(name)
        } else {
            return false
        }
        return true
    }

    /// Whether an address that `host` has may be asked.
    func allows(_ address: IPAddress, of host: String) -> Bool {
        guard !allowsHost(host) else { return true }
        if allowedNetworks.contains(where: { $0.contains(address) }) { return true }
        return !SpecialNetworks.holds(address)
    }

    /// Whether the operator allowed a host by its name.
    func allowsHost(_ host: String) -> Bool {
        guard !allowedHosts.isEmpty, let name = Self.name(host) else { return false }
        return allowedHosts.contains(name)
    }

    private static func name(_ text: String) -> String? {
        let trimmed = text.hasSuffix(".") ? String(text.dropLast()) : text
        if let name = try? DomainName(trimmed) { return name.text }
        return trimmed.lowercased() == "localhost" ? "localhost" : nil
    }
}
