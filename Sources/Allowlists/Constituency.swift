public import Addresses

/// What a member answers for: its networks, AS numbers and domain suffixes.
public struct Constituency: Hashable, Sendable {
    /// The member's number.
    public var member: Int64
    /// The member's name, as the owner of its entries.
    public var name: String
    /// Its networks.
    public var networks: [IPNetwork]
    /// Its AS numbers.
    public var systems: [ASN]
    /// Its domain suffixes: a country's top-level domain, or names.
    public var suffixes: [NameSuffix]

    /// The constituency of a member.
    public init(
        member: Int64,
        name: String,
        networks: [IPNetwork] = [],
        systems: [ASN] = [],
        suffixes: [NameSuffix] = []
    ) {
        self.member = member
        self.name = name
        self.networks = networks
        self.systems = systems
        self.suffixes = suffixes
    }

    /// The entries that keep the constituency off the union's lists: what is wrong inside it is for its member to put
    /// right, not for its neighbours to block. They hold for everyone; the member owns them.
    /// - Parameter kind: what is asked for; a member may be content with `askFirst`.
    /// - Returns: one entry for each network, AS number and suffix.
    public func entries(_ kind: EntryKind = .neverBlock) -> [AllowlistEntry] {
        let terms = EntryTerms(
            kind,
            label: .constituency,
            list: "constituency of \(name)",
            owner: name,
            reason: "\(name) answers for it"
        )
        let rules =
            networks.map { AllowlistRule.address(Address($0), .everything) }
            + systems.map { .address(.asn($0), .everything) } + suffixes.map { $0.rule(.everything) }
        return rules.map { AllowlistEntry($0, terms) }
    }
}
