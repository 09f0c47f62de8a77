public import Addresses
internal import Allowlists
internal import Reports

/// What is known of an address by where it lies, not by who reports it.
public struct AddressBackground: Hashable, Sendable {
    /// Country, system and organisation of an IP address, or of a network that lies in one answer's network.
    public internal(set) var geography = GeoFacts()
    /// The registrable domain of a name; nil for public suffixes.
    public internal(set) var registrableDomain: DomainName?
    /// The public suffix of a name.
    public internal(set) var publicSuffix: PublicSuffixes.Suffix?
    /// What the address is reserved for, with its standard; nil when it is not.
    public internal(set) var reservation: String?
    /// The number of the member that answers for it.
    public internal(set) var member: Int64?
}

/// Finds out what is known of addresses. A value of frozen parts: any number of threads may ask it.
public struct Enricher: Sendable {
    private let databases: GeoDatabases
    private let constituencies: ConstituencyTable
    private let suffixes: PublicSuffixes
    private let reserved: Allowlist
    /// Reservations do not end.
    private static let anyMoment = Timestamp(seconds: 0)

    /// An enricher over these databases and constituencies.
    public init(
        databases: GeoDatabases,
        constituencies: ConstituencyTable = ConstituencyTable([]),
        suffixes: PublicSuffixes = .system
    ) {
        self.databases = databases
        self.constituencies = constituencies
        self.suffixes = suffixes
        var builder = AllowlistBuilder()
        builder.addBuiltIns([.reservedNetworks, .reservedNames, .reservedSystems, .documentation])
        reserved = builder.freeze()
    }

    /// What is known of an address; of a URL, what is known of its host.
    public func background(of address: Address) -> AddressBackground {
        switch address {
        case .ip(let ip): background(of: IPNetwork(ip), address)
        case .network(let network): background(of: network, address)
        case .asn(let system): background(of: system, address)
        case .domain(let name): background(of: name, address)
        case .url(let url):
            switch url.host {
            case .domain(let name): background(of: name, .domain(name))
            case .ip(let ip): background(of: IPNetwork(ip), .ip(ip))
            }
        }
    }

    private func background(of network: IPNetwork, _ address: Address) -> AddressBackground {
        var background = AddressBackground()
        background.geography = databases.facts(of: network.base).holding(for: network)
        background.reservation = reservation(of: address)
        background.member =
            constituencies.member(for: network)
            ?? background.geography.system.flatMap { constituencies.member(for: $0.value) }
        return background
    }

    private func background(of system: ASN, _ address: Address) -> AddressBackground {
        var background = AddressBackground()
        background.reservation = reservation(of: address)
        background.member = constituencies.member(for: system)
        return background
    }

    private func background(of name: DomainName, _ address: Address) -> AddressBackground {
        var background = AddressBackground()
        background.registrableDomain = suffixes.registrableDomain(of: name)
        background.publicSuffix = suffixes.suffix(of: name)
        background.reservation = reservation(of: address)
        background.member = constituencies.member(for: name)
        return background
    }

    /// The reason of the narrowest reserved range around an address.
    private func reservation(of address: Address) -> String? {
        let found = reserved.check(address, in: CheckContext(now: Self.anyMoment, policy: .none)).findings
            .filter { $0.relation == .same || $0.relation == .inside }
            .map { reserved[$0] }
        return found.max { Self.narrowness($0.rule) < Self.narrowness($1.rule) }?.terms.reason
    }

    private static func narrowness(_ rule: AllowlistRule) -> Int {
        switch rule {
        case .address(.network(let network), _): network.prefixLength
        case .systems: 0
        default: Int.max
        }
    }
}

extension GeoFacts {
    /// Of the facts for the first address of a network, those that hold for all of it.
    fileprivate func holding(for network: IPNetwork) -> GeoFacts {
        var facts = self
        if let answer = country?.network, !answer.contains(network) { facts.country = nil }
        if let answer = system?.network, !answer.contains(network) { facts.system = nil }
        if let answer = organisation?.network, !answer.contains(network) { facts.organisation = nil }
        return facts
    }
}
