public import Addresses
public import Reports

/// All that is known of one address for its score.
public struct ScoreInputs: Hashable, Sendable {
    /// What kind of address it is; decides the half-life.
    public var kind: AddressKind
    /// The reports of it. Their order does not matter.
    public var evidence: [Evidence]
    /// Who met it in their telemetry. Several entries of one member count as the strongest of them.
    public var sightings: [MemberSightings]
    /// How many members say it is a false positive.
    public var falsePositiveVotes: Int
    /// The listed networks that contain it. Their order does not matter.
    public var networks: [ContainingNetwork]
    /// What an analyst decided, if anyone did.
    public var override: Override?

    /// The inputs given; all but the kind may be left out.
    public init(
        kind: AddressKind,
        evidence: [Evidence] = [],
        sightings: [MemberSightings] = [],
        falsePositiveVotes: Int = 0,
        networks: [ContainingNetwork] = [],
        override: Override? = nil
    ) {
        self.kind = kind
        self.evidence = evidence
        self.sightings = sightings
        self.falsePositiveVotes = falsePositiveVotes
        self.networks = networks
        self.override = override
    }
}

/// One member's sightings of an address, summed up.
public struct MemberSightings: Hashable, Sendable {
    /// The member whose sensors met it.
    public var member: Int64
    /// How often; fewer than one counts as none.
    public var count: Int
    /// When last.
    public var lastAt: Timestamp

    /// `count` sightings by `member`, the last at `lastAt`.
    public init(member: Int64, count: Int, lastAt: Timestamp) {
        self.member = member
        self.count = count
        self.lastAt = lastAt
    }
}

/// A listed network around an address: it lends the address a share of its own evidence.
///
/// Lent evidence keeps its lineage, so a source that lists both the network and the address counts once.
public struct ContainingNetwork: Hashable, Sendable {
    /// The network's number in the registry.
    public var id: Int64
    /// The reports of the network itself.
    public var evidence: [Evidence]
    /// How many members say that the network is a false positive.
    public var falsePositiveVotes: Int
    /// What an analyst decided of the network; while in force it is lent instead of the evidence.
    public var override: Override?

    /// A network with what is known of it.
    public init(id: Int64, evidence: [Evidence], falsePositiveVotes: Int = 0, override: Override? = nil) {
        self.id = id
        self.evidence = evidence
        self.falsePositiveVotes = falsePositiveVotes
        self.override = override
    }
}
