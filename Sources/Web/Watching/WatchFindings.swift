import Addresses
import Registry
import Reports
import Reputation

/// What a member cares for: its constituency and its rules, ready to be compared with addresses.
struct WatchedTargets: Sendable {
    /// One thing that is watched.
    struct Watched: Sendable {
        /// The rule; nil for a part of the constituency, which is watched without one.
        let rule: WatchRule?
        let target: WatchSettings.Target
        fileprivate let query: AddressQuery

        init(_ target: WatchSettings.Target, rule: WatchRule?) {
            self.rule = rule
            self.target = target
            query = target.query()
        }

        /// How an address lies to it; nil when it is nothing of it.
        func relation(to summary: AddressSummary) -> WatchRelation? {
            if query.admits(summary) { return .inside }
            if case .asset(let asset) = target, summary.address.contains(asset) { return .around }
            return nil
        }
    }

    let all: [Watched]

    init(of member: Member.ID, in store: any Store) throws {
        let constituency = try store.members().first { $0.id == member }?.settings.constituency ?? []
        let rules = try store.watchRules(of: member)
        all =
            constituency.map { Watched(.asset($0), rule: nil) }
            + rules.map { Watched($0.settings.target, rule: $0) }
    }
}

/// How an address lies to what is watched. The raw value is used in output and JSON.
enum WatchRelation: String, Sendable, CaseIterable {
    /// It lies inside, or a search finds it.
    case inside
    /// It contains an asset.
    case around
}

/// The addresses that changed among those that a member watches, in the order of their changes.
struct WatchChanges: Sendable {
    /// Most changed addresses that are looked at for a page: it may come before it is full.
    static let maximumExamined = 20_000

    struct Change: Sendable {
        let summary: AddressSummary
        /// What it concerns, at least one.
        let concerned: [(watched: WatchedTargets.Watched, relation: WatchRelation)]
    }

    let changes: [Change]
    /// Where to go on; nil when everything up to now was looked at.
    let next: ChangeCursor?

    /// A page of them.
    /// - Parameters:
    ///   - cursor: where the page before ended.
    ///   - limit: how many at most.
    ///   - targets: what is watched.
    ///   - store: the registry.
    ///   - viewer: who asks: what they may not know of is not among them.
    /// - Throws: an error of the store.
    init(
        after cursor: ChangeCursor,
        limit: Int,
        of targets: WatchedTargets,
        in store: any Store,
        for viewer: Viewer
    ) throws {
        var changes: [Change] = []
        var cursor: SearchCursor? = .change(cursor)
        var examined = 0
        guard !targets.all.isEmpty else {
            (self.changes, next) = ([], nil)
            return
        }
        let query = AddressQuery(order: .change)
        while let after = cursor {
            let page = try store.search(
                query,
                after: after,
                limit: AddressQuery.maximumLimit,
                for: viewer
            )
            for summary in page.summaries {
                examined += 1
                let concerned = targets.all.compactMap { watched in
                    watched.relation(to: summary).map { (watched, $0) }
                }
                guard !concerned.isEmpty else { continue }
                changes.append(Change(summary: summary, concerned: concerned))
                guard changes.count < limit else {
                    let place = ChangeCursor(revision: summary.revision, address: summary.id)
                    (self.changes, next) = (changes, place)
                    return
                }
            }
            cursor = page.next
            if examined >= Self.maximumExamined { break }
        }
        self.changes = changes
        if case .change(let place)? = cursor { next = place } else { next = nil }
    }
}

/// How things stand with one thing that is watched.
struct WatchStanding: Sendable {
    /// Most registered addresses that are counted.
    static let maximumCount = 200

    let watched: WatchedTargets.Watched
    /// Registered addresses inside it, up to ``maximumCount``.
    let inside: Int
    /// Registered addresses that contain it.
    let around: Int
    /// The highest level among all of them.
    let level: Level

    init(_ watched: WatchedTargets.Watched, in store: any Store, for viewer: Viewer) throws {
        self.watched = watched
        let page = try store.search(
            watched.target.query(),
            after: nil,
            limit: Self.maximumCount,
            for: viewer
        )
        inside = page.summaries.count
        var levels = page.summaries.map(\.level)
        if case .asset(let asset) = watched.target {
            let containers = try store.lookup(asset, for: viewer).within
            around = containers.count
            levels += containers.map(\.level)
        } else {
            around = 0
        }
        level = levels.max() ?? .none
    }
}
