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
        var score: Score
        var category = Category.undetermined
        var scope = MatchScope.exact
        var scoredAt: Timestamp
        var nextCrossing: Timestamp?
        var revision: Int64
    }

    private(set) var entries: [AddressKey: Entry] = [:]
    private(set) var sources: [Int64: Source] = [:]
    private var lists: [Int64: [AddressKey: Claim]] = [:]
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
        rescore(at: at) { $0.reports[number] != nil }
    }

    /// The settings that decide what a report counts.
    private func weights(_ settings: SourceSettings) -> [String] {
        [
            "\(String(describing: settings.reliability))", "\(String(describing: settings.lineage))",
            settings.category.name, "\(String(describing: settings.confidence))",
            "\(String(describing: settings.usualStayDays))",
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
        for key in added { add(listing[key], by: number, at: at) }
        for key in changed { change(key, to: listing[key]?.claim, by: number, at: at) }
        for key in retired {
            entries[key]?.reports[number]?.state = .delisted
            entries[key]?.reports[number]?.leftAt = at
            entries[key]?.reports[number]?.lastListedAt = previous
            note(.delisted, key, by: number, at: at)
        }
        for key in added + changed + retired { settle(key, at: at, isTouched: true) }
        return outcome
    }

    private mutating func add(_ listed: (address: Address, claim: Claim)?, by number: Int64, at: Timestamp) {
        guard let (address, claim) = listed else { return }
        let key = address.key
        if entries[key] == nil {
            let none = ReputationModel().score(address.kind, evidence: [], at: at)
            entries[key] = Entry(address: address, score: none, scoredAt: at, revision: 0)
        }
        let isConfirmed =
            entries[key]?.reports.contains { $0.key != number && $0.value.state == .active } == true
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
        rescore(at: now) { $0.nextCrossing.map { $0 <= now } ?? false }
    }

    @discardableResult
    private mutating func rescore(at now: Timestamp, where isMeant: (Entry) -> Bool) -> RescoreOutcome {
        let last = revision
        revision += 1
        var outcome = RescoreOutcome()
        for (key, entry) in entries where isMeant(entry) {
            let (isTouched, expired) = settle(key, at: now, isTouched: false)
            outcome.rescored += isTouched ? 1 : 0
            outcome.expired += expired
        }
        if outcome.rescored == 0 { revision = last } else { outcome.revision = revision }
        return outcome
    }

    /// Ends reports that ran out and scores an address again.
    @discardableResult
    private mutating func settle(
        _ key: AddressKey,
        at now: Timestamp,
        isTouched wasTouched: Bool
    ) -> (isTouched: Bool, expired: Int) {
        guard var entry = entries[key] else { return (false, 0) }
        var expired = 0
        for (number, report) in entry.reports where report.state == .active {
            guard let end = report.expiresAt, end <= now else { continue }
            entry.reports[number]?.state = .expired
            entry.timeline.append(
                TimelineEntry(
                    revision: revision,
                    at: now,
                    event: .expired,
                    sourceName: sources[number]?.settings.name,
                    detail: nil
                )
            )
            expired += 1
        }
        let score = ReputationModel().score(entry.address.kind, evidence: evidence(entry), at: now)
        let ends = entry.reports.values.filter { $0.state == .active }.compactMap(\.expiresAt)
        let crossing = (ends + [score.nextCrossing].compactMap(\.self)).min()
        let category = category(of: score, entry)
        let scope = scope(of: entry)
        let isTouched =
            wasTouched || expired > 0 || score.value != entry.score.value || score.level != entry.score.level
            || category != entry.category || scope != entry.scope
        guard isTouched || crossing != entry.nextCrossing else { return (false, 0) }
        if score.level != entry.score.level, entry.revision > 0 {
            entry.timeline.append(
                TimelineEntry(
                    revision: revision,
                    at: now,
                    event: .levelChanged,
                    sourceName: nil,
                    detail: "\(entry.score.level.name)>\(score.level.name)"
                )
            )
        }
        entry.score = score
        entry.category = category
        entry.scope = scope
        entry.scoredAt = now
        entry.nextCrossing = crossing
        if isTouched { entry.revision = revision }
        entries[key] = entry
        return (isTouched, expired)
    }

    /// That of the first report that counts, else of the first source's report.
    private func category(of score: Score, _ entry: Entry) -> Category {
        let counted = score.terms.compactMap { term -> Int64? in
            guard case .report(let report) = term, report.isCounted else { return nil }
            return report.source
        }
        guard let number = counted.first ?? entry.reports.keys.min() else { return .undetermined }
        return entry.reports[number]?.claim.category ?? sources[number]?.settings.category ?? .undetermined
    }

    private func scope(of entry: Entry) -> MatchScope {
        let scopes = entry.reports.values.filter { $0.state != .expired }.map(\.claim.scope.rawValue)
        return scopes.max().flatMap(MatchScope.init) ?? .exact
    }

    private func evidence(_ entry: Entry) -> [Evidence] {
        entry.reports.compactMap { number, report in
            guard report.state != .expired, let source = sources[number] else { return nil }
            let settings = source.settings
            let relatives = sources.values.filter { $0.settings.lineage == settings.lineage }.map(\.id.number)
            return Evidence(
                source: number,
                lineage: settings.lineage == nil ? number : relatives.min() ?? number,
                reliability: settings.reliability,
                confidence: report.claim.confidence ?? settings.confidence,
                category: report.claim.category ?? settings.category,
                listedAt: report.listedAt == source.firstSuccessAt ? nil : report.listedAt,
                reportedLastSeen: report.claim.lastSeen,
                presence: report.state == .active
                    ? .listed : .lastSeen(report.lastListedAt ?? report.listedAt),
                usualStay: settings.usualStayDays.flatMap { try? UsualStay(days: $0) },
                expiry: report.expiresAt
            )
        }
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
