import Registry
import Reports

/// What the first page says, as of one moment.
struct SituationFacts: Sendable {
    /// A token that senses.
    struct Sensor: Sendable {
        let token: Token
        /// Whether it was heard of lately.
        let isAwake: Bool
    }

    /// How long a sensor may be silent, in seconds.
    static let silentAfter: Int64 = 3600

    let counts: RegistryCounts
    let sources: [Source]
    let lateSources: [Source]
    /// Changed addresses, latest first.
    let changes: [AddressSummary]
    /// The viewer's sightings of the last day, latest first.
    let sightings: [SightingRecord]
    /// How often each of the last 24 hours saw something, oldest first.
    let hours: [Int]
    let sensors: [Sensor]
    let members: Int
    /// Reports and allowlist entries that the reader's member may let through.
    let waiting: Int
    /// Appeals that the reader may answer.
    let appeals: AppealCounts
    /// The lists that are held and that the reader may release.
    let heldLists: [PublishedList]
    /// Consumers that enforce what is served, of all lists that the reader may see, and how many there are.
    let consumers: (upToDate: Int, all: Int)
    let moment: Timestamp

    init(in store: any Store, for identity: Identity, at now: Timestamp) throws {
        let viewer = identity.viewer
        moment = now
        appeals = try store.appealCounts(for: identity.actor.member, at: now)
        let lists = try ListsAtHand(in: store, for: identity, at: now, isCounted: false)
        heldLists = lists.held.filter { identity.mayAdminister($0.settings) }
        consumers = (
            lists.entries.reduce(0) { $0 + $1.upToDate }, lists.entries.reduce(0) { $0 + $1.consumers.count }
        )
        counts = try store.counts(for: viewer)
        sources = try store.sources(for: viewer)
        lateSources = sources.filter { source in
            guard source.settings.nature == .list, let last = source.succeededAt else { return false }
            return now.seconds - last.seconds > SituationPage.lateAfter
                || source.fetchedAt.map { $0 > last } == true
        }
        changes = try Self.changes(in: store, for: viewer, upTo: counts.revision)
        let since = now.advanced(byDays: -1)
        let member = viewer.member
        sightings =
            try member.map {
                try store.latestSightings(by: $0, since: since, limit: SituationPage.maximumSightings)
            } ?? []
        let lastHour = now.seconds / Sighting.secondsPerHour
        let seen = Dictionary(
            try store.sightedHours(by: member, since: since).map { ($0.hour, $0.count) },
            uniquingKeysWith: +
        )
        hours = (0..<24).map { seen[lastHour - 23 + $0] ?? 0 }
        sensors = try store.tokens(of: member).filter {
            $0.settings.scopes.contains(.sense) && $0.isValid(at: now)
        }
        .map { token in
            let last = token.lastUsedAt?.seconds ?? 0
            return Sensor(token: token, isAwake: now.seconds - last <= Self.silentAfter)
        }
        let entries = try store.allowProposals().count { $0.isFor(member) }
        waiting = try member.map { try store.proposalCount(of: $0) + entries } ?? 0
        members = try store.members().count
    }

    /// The addresses that the last revisions changed, latest first.
    private static func changes(
        in store: any Store,
        for viewer: Viewer,
        upTo last: Int64
    ) throws -> [AddressSummary] {
        var changes: [AddressSummary] = []
        var revision = last
        while revision > max(0, last - SituationPage.maximumRevisions), changes.count < SituationPage.rowCount
        {
            let page = try store.changes(
                after: ChangeCursor(after: revision - 1),
                limit: SituationPage.rowCount * 5,
                for: viewer
            )
            changes += page.changes.filter { $0.revision == revision }.sorted { $1.score < $0.score }
            revision -= 1
        }
        return changes
    }
}
