public import Addresses
public import Reputation

/// All that is stored of one address and takes part in its score.
public struct AddressFacts: Hashable, Sendable {
    /// What kind of address it is.
    public var kind: AddressKind
    /// Its reports.
    public var reports: [ReportFacts]
    /// The registered networks around it that lend it a share of their evidence; only an IP address has any.
    public var networks: [NetworkFacts]
    /// Who met it, by member.
    public var sightings: [MemberSightings]

    /// The facts given.
    public init(
        kind: AddressKind,
        reports: [ReportFacts],
        networks: [NetworkFacts] = [],
        sightings: [MemberSightings] = []
    ) {
        self.kind = kind
        self.reports = reports
        self.networks = networks
        self.sightings = sightings
    }
}

/// What a registered network has to lend.
public struct NetworkFacts: Hashable, Sendable {
    /// Its number in the registry.
    public var id: Int64
    /// Its own reports.
    public var reports: [ReportFacts]

    /// The facts given.
    public init(id: Int64, reports: [ReportFacts]) {
        self.id = id
        self.reports = reports
    }
}
