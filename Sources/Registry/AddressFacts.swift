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
    /// What people decided of it.
    public var judgement: Judgement

    /// The facts given.
    public init(
        kind: AddressKind,
        reports: [ReportFacts],
        networks: [NetworkFacts] = [],
        sightings: [MemberSightings] = [],
        judgement: Judgement = Judgement()
    ) {
        self.kind = kind
        self.reports = reports
        self.networks = networks
        self.sightings = sightings
        self.judgement = judgement
    }
}

/// What a registered network has to lend.
public struct NetworkFacts: Hashable, Sendable {
    /// Its number in the registry.
    public var id: Int64
    /// Its own reports.
    public var reports: [ReportFacts]
    /// What people decided of it.
    public var judgement: Judgement

    /// The facts given.
    public init(id: Int64, reports: [ReportFacts], judgement: Judgement = Judgement()) {
        self.id = id
        self.reports = reports
        self.judgement = judgement
    }
}

/// What people decided of an address.
public struct Judgement: Hashable, Sendable {
    /// How many members say that it is a false positive.
    public var votes: Int
    /// What an analyst set its score to.
    public var override: Override?

    /// A judgement; by default nobody judged.
    public init(votes: Int = 0, override: Override? = nil) {
        self.votes = votes
        self.override = override
    }
}
