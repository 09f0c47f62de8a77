import Reports

/// How reliable one source is in one group, with the counts behind it.
public struct Reliability: Hashable, Sendable {
    /// The counts.
    public let counts: ConfirmationCounts
    /// The measured chance that a fresh listing is confirmed by another lineage within
    /// ``ReliabilityRules/confirmationDays``, shrunk to the group's base rate by its few counts.
    public let chance: Double
    /// What the score takes, 0…1: ``chance`` on the scale of its group, where the median source has 0.5. Nil where there
    /// is no such scale; the score then takes its default.
    public let score: Double?
}

/// The reliability of all sources, by kind and category.
public struct Reliabilities: Hashable, Sendable {
    private let known: [ReliabilityKey: Reliability]

    init(
        _ counts: [ReliabilityKey: ConfirmationCounts],
        reporters: Set<Int64>,
        stopped: Set<Int64>
    ) {
        var known: [ReliabilityKey: Reliability] = [:]
        for (group, members) in Dictionary(grouping: counts, by: \.key.group) {
            let members = members.sorted { $0.key < $1.key }
            let all = members.map(\.value).reduce(ConfirmationCounts(), +)
            let base = all.listings > 0 ? all.confirmed / all.listings : 0
            let chances = members.map { key, counts in
                let isReporter = reporters.contains(key.source)
                let strength =
                    isReporter ? ReliabilityRules.reporterShrinkage : ReliabilityRules.listShrinkage
                return counts.share(shrunkTo: base, strength: strength)
            }
            let peers = zip(members, chances).filter { member, _ in
                member.value.listings >= ReliabilityRules.minimumPeerListings
                    && !stopped.contains(member.key.source)
            }
            let scale = ReliabilityScale(of: group, peers: peers.map(\.1))
            for (member, chance) in zip(members, chances) {
                known[member.key] = Reliability(
                    counts: member.value,
                    chance: chance,
                    score: scale?.score(of: chance)
                )
            }
        }
        self.known = known
    }

    /// The reliability of a source in a group; nil when it has no counts there.
    public subscript(key: ReliabilityKey) -> Reliability? { known[key] }

    /// The groups in which the source has counts, ascending.
    public func groups(of source: Int64) -> [ReportGroup] {
        known.keys.lazy.filter { $0.source == source }.map(\.group).sorted()
    }

    /// All keys with counts.
    var keys: some Collection<ReliabilityKey> { known.keys }
}
