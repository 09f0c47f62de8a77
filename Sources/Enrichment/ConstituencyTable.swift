public import Addresses
public import Allowlists

/// Which member answers for an address.
public struct ConstituencyTable: Sendable {
    /// Two members say that they answer for the same.
    public struct Conflict: Hashable, Sendable {
        /// The network, AS number or suffix.
        public let claim: String
        /// The member that keeps it: the one with the lower number.
        public let keeper: Int64
        /// The other.
        public let other: Int64
    }

    /// What was claimed twice.
    public private(set) var conflicts: [Conflict] = []
    private var networks: [IPNetwork: Int64] = [:]
    /// The prefix lengths of networks of each family, longest first.
    private var lengths: (ipv4: [Int], ipv6: [Int]) = ([], [])
    private var systems: [ASN: Int64] = [:]
    private var suffixes: [String: Int64] = [:]

    /// A table of constituencies, in any order.
    public init(_ constituencies: [Constituency]) {
        for constituency in constituencies.sorted(by: { $0.member < $1.member }) {
            let member = constituency.member
            for network in constituency.networks { Self.claim(&networks, network, member, &conflicts) }
            for system in constituency.systems { Self.claim(&systems, system, member, &conflicts) }
            for suffix in constituency.suffixes { Self.claim(&suffixes, suffix.text, member, &conflicts) }
        }
        lengths.ipv4 = Set(networks.keys.filter(\.isIPv4).map(\.prefixLength)).sorted(by: >)
        lengths.ipv6 = Set(networks.keys.filter { !$0.isIPv4 }.map(\.prefixLength)).sorted(by: >)
    }

    private static func claim<Key: Hashable & CustomStringConvertible>(
        _ table: inout [Key: Int64],
        _ key: Key,
        _ member: Int64,
        _ conflicts: inout [Conflict]
    ) {
        guard let keeper = table[key] else {
            table[key] = member
            return
        }
        if keeper != member {
            conflicts.append(Conflict(claim: key.description, keeper: keeper, other: member))
        }
    }

    /// The member that answers for a network: by the longest of the networks around it.
    public func member(for network: IPNetwork) -> Int64? {
        for length in network.isIPv4 ? lengths.ipv4 : lengths.ipv6 where length <= network.prefixLength {
            if let around = IPNetwork(containing: network.base, prefixLength: length),
                let member = networks[around]
            {
                return member
            }
        }
        return nil
    }

    /// The member that answers for a system.
    public func member(for system: ASN) -> Int64? { systems[system] }

    /// The member that answers for a name: by the longest of the suffixes it lies below, or is.
    public func member(for name: DomainName) -> Int64? {
        var rest = name.text[...]
        while true {
            if let member = suffixes[String(rest)] { return member }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
    }
}
