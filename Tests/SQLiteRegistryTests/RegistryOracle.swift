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
    private var numbers: [AddressKey: Int64] = [:]
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
        for key in added.sorted() { add(listing[key], by: number, at: at) }
        for key in changed { change(key, to: listing[key]?.claim, by: number, at: at) }
        for key in retired {
            entries[key]?.reports[number]?.state = .delisted
            entries[key]?.reports[number]?.leftAt = at
            entries[key]?.reports[number]?.lastListedAt = previous
            note(.delisted, key, by: number, at: at)
        }
        let touched = added + changed + retired
        for key in touched { expire(key, at: at) }
        for key in touched { settle(key, at: at, isTouched: true) }
        for key in borrowers(of: touched).subtracting(touched) {
            settle(key, at: at, isTouched: expire(key, at: at) > 0)
        }
        return outcome
    }

    private mutating func add(_ listed: (address: Address, claim: Claim)?, by number: Int64, at: Timestamp) {
        guard let (address, claim) = listed else { return }
        let key = address.key
        if entries[key] == nil {
            // A store numbers new addresses in the order of their keys.
            numbers[key] = Int64(numbers.count + 1)
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
    private mutating func rescore(
        at now: Timestamp,
        weightsChanged: Bool = false,
        where isMeant: (Entry) -> Bool
    ) -> RescoreOutcome {
        let last = revision
        revision += 1
        var outcome = RescoreOutcome()
        let meant = entries.filter { isMeant($0.value) }.map(\.key)
        let expired = meant.filter { expire($0, at: now) > 0 }
        outcome.expired = entries.values.reduce(0) { sum, entry in
            sum + entry.timeline.filter { $0.revision == revision && $0.event == .expired }.count
        }
        for key in meant where settle(key, at: now, isTouched: expired.contains(key)) {
            outcome.rescored += 1
        }
        for key in borrowers(of: weightsChanged ? meant : expired).subtracting(meant) {
            let ranOut = expire(key, at: now)
            outcome.expired += ranOut
            if settle(key, at: now, isTouched: ranOut > 0) { outcome.rescored += 1 }
        }
        if outcome.rescored == 0 { revision = last } else { outcome.revision = revision }
        return outcome
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
    /// - Returns: how many.
    @discardableResult
    private mutating func expire(_ key: AddressKey, at now: Timestamp) -> Int {
        var expired = 0
        for (number, report) in entries[key]?.reports ?? [:] where report.state == .active {
            guard let end = report.expiresAt, end <= now else { continue }
            entries[key]?.reports[number]?.state = .expired
            note(.expired, key, by: number, at: now)
            expired += 1
        }
        return expired
    }

    /// Scores an address again.
    /// - Returns: whether the revision touches it.
    @discardableResult
    private mutating func settle(_ key: AddressKey, at now: Timestamp, isTouched wasTouched: Bool) -> Bool {
        guard var entry = entries[key] else { return false }
        let networks = lenders(to: entry.address)
        let inputs = ScoreInputs(
            kind: entry.address.kind,
            evidence: evidence(entry),
            networks: networks.map { ContainingNetwork(id: $0.key, evidence: evidence($0.value)) }
        )
        let score = ReputationModel().score(inputs, at: now)
        let ends = entry.reports.values.filter { $0.state == .active }.compactMap(\.expiresAt)
        let crossing = (ends + [score.nextCrossing].compactMap(\.self)).min()
        let category = category(of: score, entry, networks)
        let scope = scope(of: entry)
        let isTouched =
            wasTouched || score.value != entry.score.value || score.level != entry.score.level
            || category != entry.category || scope != entry.scope
        guard isTouched || crossing != entry.nextCrossing else { return false }
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
        return isTouched
    }

    /// The registered networks around an IP address, by number.
    private func lenders(to address: Address) -> [Int64: Entry] {
        guard address.kind == .ip else { return [:] }
        let networks = entries.filter {
            $0.value.address.kind == .network && $0.value.address.contains(address)
        }
        return Dictionary(uniqueKeysWithValues: networks.map { (numbers[$0.key] ?? 0, $0.value) })
    }

    /// That of the first report that counts, own or lent, else of the first source's report.
    private func category(of score: Score, _ entry: Entry, _ networks: [Int64: Entry]) -> Category {
        let counted = score.terms.compactMap { term -> ReportTerm? in
            guard case .report(let report) = term, report.isCounted else { return nil }
            return report
        }.first
        let reports = counted?.network.flatMap { networks[$0] }?.reports ?? entry.reports
        guard let number = counted?.source ?? entry.reports.keys.min() else { return .undetermined }
        return reports[number]?.claim.category ?? sources[number]?.settings.category ?? .undetermined
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
