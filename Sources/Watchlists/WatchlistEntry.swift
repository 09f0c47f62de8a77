public import Addresses
public import Reports

/// One address to look for, with what is known of it.
public struct WatchlistEntry: Hashable, Sendable {
    /// What to look for.
    public let address: Address
    /// How much of a URL's neighbourhood is meant; every other kind says `exact`.
    public let scope: MatchScope
    /// Its reputation score, 0…100.
    public let score: UInt8
    /// What it is suspected of.
    public let category: Category

    /// Highest score.
    public static let maximumScore: UInt8 = 100

    /// An entry; a score above ``maximumScore`` counts as that, and the scope of anything but a URL as `exact`.
    public init(address: Address, scope: MatchScope = .exact, score: UInt8, category: Category) {
        self.address = address
        self.scope = address.kind == .url ? scope : .exact
        self.score = min(score, Self.maximumScore)
        self.category = category
    }
}

/// How many entries of each kind a watchlist holds, duplicates counted once.
public struct WatchlistCounts: Hashable, Sendable {
    /// Single IPv4 and IPv6 addresses.
    public internal(set) var ips = 0
    /// CIDR blocks.
    public internal(set) var networks = 0
    /// Domain names.
    public internal(set) var domains = 0
    /// URLs of every scope.
    public internal(set) var urls = 0
    /// AS numbers: kept count of, never matched, since no log names an AS.
    public internal(set) var asns = 0

    mutating func add(_ step: Int, of kind: AddressKind) {
        switch kind {
        case .ip: ips += step
        case .network: networks += step
        case .asn: asns += step
        case .domain: domains += step
        case .url: urls += step
        }
    }

    /// All entries together.
    public var total: Int { ips + networks + domains + urls + asns }

    /// The entries of one kind.
    public subscript(kind: AddressKind) -> Int {
        switch kind {
        case .ip: ips
        case .network: networks
        case .asn: asns
        case .domain: domains
        case .url: urls
        }
    }
}
