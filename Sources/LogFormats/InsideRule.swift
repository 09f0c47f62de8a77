public import Addresses

/// Which addresses are inside: a member's networks, or the private ranges when it names none.
public struct InsideRule: Sendable {
    /// Starts and ends of the networks, ascending, without overlaps.
    private let starts: [UInt128]
    private let ends: [UInt128]
    /// Whether the networks were given.
    public let isByConstituency: Bool

    /// The rule for a member's constituency.
    /// - Parameter networks: the member's networks; none for the private ranges (RFC 1918, RFC 6598, RFC 4193) and
    ///   those of one link or host.
    public init(networks: [IPNetwork] = []) {
        isByConstituency = !networks.isEmpty
        let chosen = networks.isEmpty ? Self.privateNetworks : networks
        var starts: [UInt128] = []
        var ends: [UInt128] = []
        for network in chosen.sorted() {
            if let last = ends.last, network.base.bits <= last {
                ends[ends.count - 1] = max(last, network.last.bits)
            } else {
                starts.append(network.base.bits)
                ends.append(network.last.bits)
            }
        }
        self.starts = starts
        self.ends = ends
    }

    /// Whether the address is inside.
    public func contains(_ address: IPAddress) -> Bool {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= address.bits { low = middle + 1 } else { high = middle }
        }
        return low > 0 && address.bits <= ends[low - 1]
    }

    private static let privateNetworks: [IPNetwork] = [
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8",
        "::1/128",
        "fc00::/7", "fe80::/10",
    ].compactMap { try? IPNetwork($0) }
}
