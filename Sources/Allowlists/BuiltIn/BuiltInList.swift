internal import Addresses

/// The lists that come with the program: facts of the Internet that no feed may overrule, and the union's own names.
///
/// The raw value is the name under which their entries appear.
public enum BuiltInList: String, Sendable, CaseIterable {
    /// IANA's special-purpose registries for IPv4 and IPv6, multicast, and what is not allocated at all.
    case reservedNetworks = "built-in reserved networks"
    /// IANA's registry of special-use domain names.
    case reservedNames = "built-in reserved names"
    /// IANA's special-purpose AS numbers.
    case reservedSystems = "built-in reserved AS numbers"
    /// Addresses, AS numbers and names that are set aside for examples. Left out by the demonstration, which lives on
    /// them.
    case documentation = "built-in documentation"
    /// Resolvers that many people have set by their address.
    case wellKnownResolvers = "built-in well-known resolvers"
    /// The root name servers.
    case rootServers = "built-in root servers"
    /// Names of governments, armies and education of the member states.
    case nationalAssets = "built-in national assets"
    /// Names that nearly every network asks for every day.
    case popularNames = "built-in popular names"
    /// Networks too wide for any report.
    case widths = "built-in widths"
    /// Public suffixes, and the platforms that share one name among many customers.
    case publicSuffixes = "built-in public suffixes"

    /// Who answers for the lists that come with the program.
    public static let owner = "marsad"

    /// The entries of the list.
    public var entries: [AllowlistEntry] {
        switch self {
        case .reservedNetworks: Self.reservedNetworkEntries
        case .reservedNames: Self.reservedNameEntries
        case .reservedSystems: Self.reservedSystemEntries
        case .documentation: Self.documentationEntries
        case .wellKnownResolvers: Self.resolverEntries
        case .rootServers: Self.rootServerEntries
        case .nationalAssets: Self.nationalAssetEntries
        case .popularNames: Self.popularNameEntries
        case .widths: Self.widthEntries
        case .publicSuffixes: Self.publicSuffixEntries
        }
    }

    func terms(_ kind: EntryKind, _ label: EntryLabel, _ reason: String) -> EntryTerms {
        EntryTerms(kind, label: label, list: rawValue, owner: Self.owner, reason: reason)
    }

    /// An entry of a text written in this program.
    func entry(
        _ text: String,
        _ label: EntryLabel,
        _ reason: String,
        kind: EntryKind = .neverBlock,
        reach: Reach = .everything
    ) -> AllowlistEntry {
        AllowlistEntry(Self.rule(text, reach), terms(kind, label, reason))
    }

    private static func rule(_ text: String, _ reach: Reach) -> AllowlistRule {
        if let address = try? Address(text) { return .address(address, reach) }
        if let label = try? TopLevelDomainName(text) { return .topLevelDomain(label) }
        preconditionFailure("a built-in entry is no address: \(text)")
    }
}

extension AllowlistBuilder {
    /// Adds lists that come with the program.
    /// - Parameter lists: which of them; all when left out.
    public mutating func addBuiltIns(_ lists: some Sequence<BuiltInList> = BuiltInList.allCases) {
        for list in lists { add(list.entries) }
    }
}
