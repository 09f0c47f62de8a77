import Addresses
import Registry
import Reports
import Reputation

/// A registry in plain dictionaries, written without a thought for speed: what a store must agree with.
struct RegistryOracle {
    struct Report: Equatable {
        var claim: Claim
        var state: ReportRecord.State
        var listedAt: Timestamp
        var leftAt: Timestamp?
        var lastListedAt: Timestamp?
        var expiresAt: Timestamp?
    }

    struct Entry {
        let address: Address
        var reports: [Int64: Report] = [:]
        var timeline: [TimelineEntry] = []
        /// Whether every member may know of it.
        var isOpen = false
        /// What is seen of it: by the community under ``community``, by a member that sees more under its number.
        var views: [Int64: View]
    }

    /// A score as somebody sees it.
    struct View {
        var score: Score
        var category = Category.undetermined
        var scope = MatchScope.exact
        var scoredAt: Timestamp
        var nextCrossing: Timestamp?
        var revision: Int64
        /// Whether it stands for the community's view.
        var isActive = true
    }

    /// A report that ran out, and its source.
    typealias Ended = (source: Int64, report: Report)

    /// The community among the members' numbers.
    static let community: Int64 = 0

    private(set) var entries: [AddressKey: Entry] = [:]
    private(set) var sources: [Int64: Source] = [:]
    private var lists: [Int64: [AddressKey: Claim]] = [:]
    private(set) var numbers: [AddressKey: Int64] = [:]
    private(set) var revision: Int64 = 0

    mutating func configure(_ source: Source, at: Timestamp) {
        let number = source.id.number
        let old = sources[number]?.settings
        var updated = source
        updated.fetchedAt = sources[number]?.fetchedAt
        updated.firstSuccessAt = sources[number]?.firstSuccessAt
        updated.succeededAt = sources[number]?.succeededAt
        updated.digest = sources[number]?.digest
        updated.listedCount = sources[number]?.listedCount ?? 0
        sources[number] = updated
        guard let old, weights(old) != weights(source.settings) else { return }
        rescore(at: at, weightsChanged: true) { $0.reports[number] != nil }
    }

    /// The settings that decide what a report counts.
    private func weights(_ settings: SourceSettings) -> [String] {
        [
            "\(String(describing: settings.reliability))", "\(String(describing: settings.lineage))",
            settings.category.name, "\(String(describing: settings.confidence))",
            "\(String(describing: settings.usualStayDays))", "\(settings.label == .red)",
            "\(String(describing: settings.member))",
        ]
    }

    mutating func recordFetch(of number: Int64, at: Timestamp, succeeded: Bool) {
        sources[number]?.fetchedAt = at
        guard succeeded else { return }
        sources[number]?.succeededAt = at
        if sources[number]?.firstSuccessAt == nil { sources[number]?.firstSuccessAt = at }
    }

    mutating func apply(_ reports: [(Address, Claim)], to number: Int64, at: Timestamp) -> ImportOutcome {
        let previous = sources[number]?.succeededAt
        var listing: [AddressKey: (address: Address, claim: Claim)] = [:]
        for (address, claim) in reports {
            listing[address.key] = (address, listing[address.key]?.claim.union(claim) ?? claim)
        }
        let before = lists[number] ?? [:]
        let added = listing.keys.filter { before[$0] == nil }
        let changed = listing.filter { before[$0.key] != nil && before[$0.key] != $0.value.claim }.map(\.key)
        let retired = before.keys.filter { listing[$0] == nil }
        recordFetch(of: number, at: at, succeeded: true)
        lists[number] = listing.mapValues(\.claim)
        sources[number]?.listedCount = listing.count
        var outcome = ImportOutcome(
            added: added.count,
            changed: changed.count,
            unchanged: listing.count - added.count - changed.count,
            retired: retired.count
        )
        guard !(added.isEmpty && changed.isEmpty && retired.isEmpty) else { return outcome }
        revision += 1
        outcome.revision = revision
        let old = entries.mapValues(\.reports)
        for key in added.sorted() { add(listing[key], by: number, at: at) }
        for key in changed { change(key, to: listing[key]?.claim, by: number, at: at) }
        for key in retired {
            entries[key]?.reports[number]?.state = .delisted
            entries[key]?.reports[number]?.leftAt = at
            entries[key]?.reports[number]?.lastListedAt = previous
            note(.delisted, key, by: number, at: at)
        }
        let touched = added + changed + retired
        var ended: [AddressKey: [Ended]] = [:]
        for key in touched { ended[key] = expire(key, at: at) }
        for key in touched {
            let reports = [entries[key]?.reports[number], old[key]?[number]].compactMap(\.self)
            let isOpen = reports.contains { !isRestricted($0, by: number) }
            settle(key, at: at, isOpenChange: isOpen || hasOpen(ended[key] ?? []), isChange: true)
        }
        for key in borrowers(of: touched).subtracting(touched) { settleBorrower(key, at: at) }
        return outcome
    }

    private mutating func add(_ listed: (address: Address, claim: Claim)?, by number: Int64, at: Timestamp) {
        guard let (address, claim) = listed else { return }
        let key = address.key
        if entries[key] == nil {
            // A store numbers new addresses in the order of their keys.
            numbers[key] = Int64(numbers.count + 1)
            let none = ReputationModel().score(address.kind, evidence: [], at: at)
            let view = View(score: none, scoredAt: at, revision: 0)
            entries[key] = Entry(address: address, views: [Self.community: view])
        }
        let isConfirmed =
            entries[key]?.reports.contains { other, report in
                other != number && report.state == .active && !isRestricted(report, by: other)
            } == true
        let isBack = entries[key]?.reports[number] != nil
        note(isBack ? .reappeared : isConfirmed ? .confirmed : .reported, key, by: number, at: at)
        let report = report(claim, by: number, listedAt: at, now: at)
        entries[key]?.reports[number] = report
    }

    private mutating func change(_ key: AddressKey, to claim: Claim?, by number: Int64, at: Timestamp) {
        guard let claim, let old = entries[key]?.reports[number] else { return }
        let listedAt = old.state == .active ? old.listedAt : at
        let report = report(claim, by: number, listedAt: listedAt, now: at)
        entries[key]?.reports[number] = report
        note(.updated, key, by: number, at: at)
    }

    private func report(_ claim: Claim, by number: Int64, listedAt: Timestamp, now: Timestamp) -> Report {
        let usual = sources[number]?.settings.expiryDays.map { listedAt.advanced(byDays: Double($0)) }
        let expiresAt = claim.expiry ?? usual
        let isExpired = expiresAt.map { $0 <= now } ?? false
        return Report(
            claim: claim,
            state: isExpired ? .expired : .active,
            listedAt: listedAt,
            expiresAt: expiresAt
        )
    }

    /// What the passing of time does to the addresses that are due.
    mutating func rescoreDue(at now: Timestamp) -> RescoreOutcome {
        rescore(at: now) { entry in
            entry.views.values.contains { $0.isActive && $0.nextCrossing.map { $0 <= now } ?? false }
        }
    }

    @discardableResult
    private mutating func rescore(
        at now: Timestamp,
        weightsChanged: Bool = false,
        where isMeant: (Entry) -> Bool
    ) -> RescoreOutcome {
        let last = revision
        revision += 1
        var outcome = RescoreOutcome()
        let meant = entries.filter { isMeant($0.value) }.map(\.key)
        var ended: [AddressKey: [Ended]] = [:]
        for key in meant { ended[key] = expire(key, at: now) }
        let expired = meant.filter { ended[$0]?.isEmpty == false }
        for key in meant {
            let reports = ended[key] ?? []
            outcome.expired += reports.count
            outcome.rescored += settle(
                key,
                at: now,
                isOpenChange: hasOpen(reports),
                isChange: !reports.isEmpty
            )
        }
        for key in borrowers(of: weightsChanged ? meant : expired).subtracting(meant) {
            let (rescored, expired) = settleBorrower(key, at: now)
            outcome.rescored += rescored
            outcome.expired += expired
        }
        if outcome.rescored == 0 { revision = last } else { outcome.revision = revision }
        return outcome
    }

    @discardableResult
    private mutating func settleBorrower(_ key: AddressKey, at now: Timestamp) -> (
        rescored: Int, expired: Int
    ) {
        let ended = expire(key, at: now)
        let rescored = settle(
            key,
            at: now,
            isOpenChange: hasOpen(ended),
            isChange: !ended.isEmpty
        )
        return (rescored, ended.count)
    }

    /// The registered IP addresses inside those of the addresses that are networks.
    private func borrowers(of keys: [AddressKey]) -> Set<AddressKey> {
        let networks = keys.compactMap { entries[$0]?.address }.filter { $0.kind == .network }
        return Set(
            entries.filter { entry in
                entry.value.address.kind == .ip && networks.contains { $0.contains(entry.value.address) }
            }.keys
        )
    }

    /// Ends reports that ran out.
    /// - Returns: them.
    private mutating func expire(_ key: AddressKey, at now: Timestamp) -> [Ended] {
        var expired: [Ended] = []
        for (number, report) in entries[key]?.reports ?? [:] where report.state == .active {
            guard let end = report.expiresAt, end <= now else { continue }
            entries[key]?.reports[number]?.state = .expired
            note(.expired, key, by: number, at: now)
            expired.append((number, report))
        }
        return expired
    }

    /// Scores an address again for everybody.
    /// - Parameters:
    ///   - key: the address.
    ///   - now: the moment.
    ///   - isOpenChange: whether something happened that every member may know.
    ///   - isChange: whether something happened.
    /// - Returns: how many views the revision touches.
    @discardableResult
    private mutating func settle(
        _ key: AddressKey,
        at now: Timestamp,
        isOpenChange: Bool,
        isChange: Bool
    ) -> Int {
        guard let entry = entries[key] else { return 0 }
        let members = membersSeeingMore(of: entry, at: now)
        var touched = 0
        for member in members {
            let view = entry.views[member]
            var new = self.view(of: entry, for: member, at: now)
            if let view, view.isActive, !isChange, new.isLike(view), new.nextCrossing == view.nextCrossing {
                continue
            }
            new.revision = revision
            entries[key]?.views[member] = new
            touched += 1
        }
        for (member, view) in entry.views
        where member != Self.community && view.isActive && !members.contains(member) {
            entries[key]?.views[member]?.isActive = false
            entries[key]?.views[member]?.revision = revision
            touched += 1
        }
        return touched + (settleCommunity(key, at: now, isOpenChange: isOpenChange) ? 1 : 0)
    }

    private mutating func settleCommunity(_ key: AddressKey, at now: Timestamp, isOpenChange: Bool) -> Bool {
        guard let entry = entries[key], let old = entry.views[Self.community] else { return false }
        var new = view(of: entry, for: Self.community, at: now)
        let isOpen = entry.isOpen || entry.reports.contains { !isRestricted($0.value, by: $0.key) }
        let isTouched = isOpenChange || isOpen != entry.isOpen || !new.isLike(old) || old.revision == 0
        guard isTouched || new.nextCrossing != old.nextCrossing else { return false }
        if new.score.level != old.score.level, old.revision > 0 {
            entries[key]?.timeline.append(
                TimelineEntry(
                    revision: revision,
                    at: now,
                    event: .levelChanged,
                    sourceName: nil,
                    detail: "\(old.score.level.name)>\(new.score.level.name)"
                )
            )
        }
        new.revision = isTouched ? revision : old.revision
        entries[key]?.isOpen = isOpen
        entries[key]?.views[Self.community] = new
        return isTouched
    }

    private mutating func note(
        _ event: TimelineEntry.Event,
        _ key: AddressKey,
        by number: Int64,
        at: Timestamp
    ) {
        entries[key]?.timeline.append(
            TimelineEntry(
                revision: revision,
                at: at,
                event: event,
                sourceName: sources[number]?.settings.name,
                detail: nil
            )
        )
    }
}
