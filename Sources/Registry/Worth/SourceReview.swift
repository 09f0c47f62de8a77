public import Reports
public import Reputation
public import SourceWorth

/// What is known of the worth of one source, with the counts behind it.
public struct SourceReview: Hashable, Sendable {
    /// The source with what is set by hand.
    public var source: Source
    /// When something was last learnt of all sources; nil before the first time.
    public var learntAt: Timestamp?
    /// How addresses stay on its list; nil when it keeps none, or has told nothing that every member may see.
    public var stay: StayFindings?
    /// The usual stay that scores take; nil for the default.
    public var usualStay: UsualStay?
    /// Whether scores take its listings as chains.
    public var isFlapping: Bool
    /// The other sources that matter for its lineage: those of it, and those an analyst should look at.
    public var relatives: [Relative]
    /// How often its listings are confirmed, by kind and category.
    public var reliabilities: [GroupReliability]
    /// What it adds to the others; nil until they were compared.
    public var comparison: SourceComparison?

    /// A review of these parts.
    public init(
        source: Source,
        learntAt: Timestamp?,
        stay: StayFindings?,
        usualStay: UsualStay?,
        isFlapping: Bool,
        relatives: [Relative],
        reliabilities: [GroupReliability],
        comparison: SourceComparison?
    ) {
        self.source = source
        self.learntAt = learntAt
        self.stay = stay
        self.usualStay = usualStay
        self.isFlapping = isFlapping
        self.relatives = relatives
        self.reliabilities = reliabilities
        self.comparison = comparison
    }

    /// Another source, and why it is of the same lineage or may be.
    public struct Relative: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Whether both count once together.
        public var isOneLineage: Bool
        /// How close in time it and the source list the same addresses; nil where that was not found close.
        public var closeness: Nearness?
        /// Whether both are declared to be of one lineage.
        public var isDeclared: Bool
        /// What an analyst decided.
        public var ruling: KeptRuling?

        /// A relative of these facts.
        public init(
            name: String,
            isOneLineage: Bool,
            closeness: Nearness?,
            isDeclared: Bool,
            ruling: KeptRuling?
        ) {
            self.name = name
            self.isOneLineage = isOneLineage
            self.closeness = closeness
            self.isDeclared = isDeclared
            self.ruling = ruling
        }
    }

    /// Closeness as one of the two sees it.
    public struct Nearness: Hashable, Sendable {
        /// The source after the other.
        public var follows: Following
        /// The other after the source.
        public var isFollowed: Following

        /// A nearness of these counts.
        public init(follows: Following, isFollowed: Following) {
            self.follows = follows
            self.isFollowed = isFollowed
        }
    }

    /// Reliability in one kind and category.
    public struct GroupReliability: Hashable, Sendable {
        /// The kind and category.
        public var group: ReportGroup
        /// What was measured.
        public var measured: Reliability
        /// What scores take, 0…1; nil for the default.
        public var used: Double?

        /// A reliability of these facts.
        public init(group: ReportGroup, measured: Reliability, used: Double?) {
            self.group = group
            self.measured = measured
            self.used = used
        }
    }
}

/// What a source adds to all others, as of one moment.
public struct SourceComparison: Hashable, Sendable {
    /// When they were compared.
    public var at: Timestamp
    /// Addresses that it listed.
    public var listed: Int
    /// Those of them that no other source listed.
    public var alone: Int
    /// Shared addresses of which the first day with every source is known.
    public var timed: Int
    /// The median of the days by which it came after the first other source on those; below zero it came before.
    public var medianDays: Int?
    /// The other sources by how much they share, most first.
    public var sharers: [Sharer]

    /// A comparison of these counts.
    public init(at: Timestamp, listed: Int, alone: Int, timed: Int, medianDays: Int?, sharers: [Sharer]) {
        self.at = at
        self.listed = listed
        self.alone = alone
        self.timed = timed
        self.medianDays = medianDays
        self.sharers = sharers
    }

    /// The share of its addresses that no other source listed; 0 when it lists none.
    public var aloneShare: Double { listed > 0 ? Double(alone) / Double(listed) : 0 }

    /// The share of its addresses that the other listed, too.
    public func share(of sharer: Sharer) -> Double {
        listed > 0 ? Double(sharer.shared) / Double(listed) : 0
    }

    /// Another source that lists some of the same addresses.
    public struct Sharer: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// How many addresses both listed.
        public var shared: Int
        /// How many the other listed.
        public var listed: Int

        /// A sharer of these facts.
        public init(name: String, shared: Int, listed: Int) {
            self.name = name
            self.shared = shared
            self.listed = listed
        }
    }
}
