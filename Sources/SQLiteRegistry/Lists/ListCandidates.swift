import Addresses
import Foundation
import GRDB
import Registry
import Reports
import Reputation

/// Finds out what a list's criteria make of an address: by those reports alone that the list may be made of.
///
/// Where these are all that every member may see, the stored score holds. Otherwise the address is scored from them, as
/// of the moment of its stored score, and again at every crossing of its own since: so that what is found depends on
/// what is stored and on the time, not on when it was looked at before.
struct ListCandidates {
    /// Most crossings followed; a score crosses each of four levels once, and each report may end.
    private static let maximumCrossings = 64
    /// Most networks remembered.
    private static let maximumRemembered = 4096

    /// What is read of an address.
    static let columns = "id, key, kind, score, level, category, scope, verdict_id"

    private let criteria: ListCriteria
    private let now: Timestamp
    private let sources: [Int64: Source]
    private let wantedSources: Set<Int64>?
    private let references: ListReference
    private let reports: RawStatement
    private let scoredAt: RawStatement
    private let sighted: SightedTable
    private let judgements: JudgementTable
    private var assessor: Assessor
    private var lending: LendingNetworks
    private var lent: [Int64: Lent] = [:]

    private struct Lent {
        let reports: [ReportFacts]
        /// Whether all that counts of the network may be used.
        let isWhole: Bool
    }

    /// What becomes of an address.
    struct Candidate {
        let listed: ListedAddress
        let row: ListRow
    }

    init(_ database: Database, _ criteria: ListCriteria, store: SQLiteStore, now: Timestamp, key: HashKey)
        throws
    {
        self.criteria = criteria
        self.now = now
        references = ListReference(key: key)
        let all = try SourceTable(database: database).all()
        sources = Dictionary(all.map { ($0.id.number, $0) }) { first, _ in first }
        assessor = Assessor(
            model: store.model,
            sources: all,
            worth: try LearntTable(database).worth(of: all)
        )
        if criteria.sources.isEmpty, criteria.members.isEmpty {
            wantedSources = nil
        } else {
            wantedSources = Set(
                all.lazy.filter { source in
                    (criteria.sources.isEmpty || criteria.sources.contains(source.settings.name))
                        && (criteria.members.isEmpty
                            || source.settings.member.map(criteria.members.contains) == true)
                }
                .map(\.id.number)
            )
        }
        reports = try RawStatement(
            database,
            """
            SELECT r.source_id, c.category, c.confidence, c.scope, r.state, r.listed_at, r.last_listed_at,
                r.last_seen, r.expires_at, c.label, c.permitted_use, r.listed_since
            FROM report r CROSS JOIN claim c ON c.id = r.claim_id WHERE r.address_id = ? ORDER BY r.source_id
            """
        )
        scoredAt = try RawStatement(database, "SELECT scored_at FROM verdict WHERE id = ?")
        sighted = try SightedTable(database)
        judgements = try JudgementTable(database)
        lending = try LendingNetworks(database, reports: try ReportTable(database))
    }

    /// What the criteria make of the address in a row of ``columns``; nil when they do not take it.
    mutating func candidate(_ row: RawStatement) throws -> Candidate? {
        let id = row.int64(0)
        let level = Level(rawValue: UInt8(truncatingIfNeeded: row.int64(4))) ?? .none
        // Fewer reports never give a higher score, so that of all is enough to refuse.
        guard row.int64(3) > 0, level >= criteria.minimumLevel,
            Double(row.int64(3)) / 100 >= criteria.minimumScore,
            let kind = AddressKind(rawValue: UInt8(truncatingIfNeeded: row.int64(2))),
            criteria.kinds.isEmpty || criteria.kinds.contains(kind)
        else { return nil }
        let own = try usable(of: id)
        // What has left every source's list still weighs on the score for a while, but is no longer said by anybody.
        let standing = own.reports.filter { $0.state == .active }
        guard !standing.isEmpty else { return nil }
        guard let address = Address(key: AddressKey(bytes: row.bytes(1))) else {
            throw StoreError(.damaged, "address number \(id)")
        }
        var networks: [NetworkFacts] = []
        var isWhole = own.isWhole
        if case .ip(let ip) = address {
            networks = try lending.networks(around: ip)
            for index in networks.indices {
                let lent = try remembered(networks[index].id)
                networks[index].reports = lent.reports
                isWhole = isWhole && lent.isWhole
            }
        }
        var listed = ListedAddress(
            id: id,
            address: address,
            scope: MatchScope(rawValue: UInt8(truncatingIfNeeded: row.int64(6))) ?? .exact,
            score: Double(row.int64(3)) / 100,
            level: level,
            category: Category(rawValue: UInt8(truncatingIfNeeded: row.int64(5))) ?? .undetermined,
            sourceCount: standing.count,
            firstListed: standing.lazy.map(\.listedAt).min() ?? now,
            label: own.reports.map(label(of:)).max() ?? .red,
            expiry: Self.expiry(of: standing),
            reference: references.text(of: id)
        )
        var due = listed.expiry
        if !isWhole {
            let facts = AddressFacts(
                kind: kind,
                reports: own.reports,
                networks: networks,
                sightings: try sighted.sightings(of: id),
                judgement: try judgements.judgement(of: id)
            )
            let assessment = try assess(facts, verdict: row.int64(7))
            listed.scope = assessment.scope
            listed.score = assessment.score
            listed.level = assessment.level
            listed.category = assessment.category
            due = [due, assessment.nextCrossing].compactMap(\.self).min()
        }
        guard listed.level >= criteria.minimumLevel, listed.score > 0, listed.score >= criteria.minimumScore,
            criteria.categories.isEmpty || criteria.categories.contains(listed.category),
            wantedSources.map({ wanted in standing.contains { wanted.contains($0.source) } }) ?? true
        else { return nil }
        if let days = criteria.maximumAgeDays {
            let newest = standing.lazy.map(\.listedAt).max() ?? now
            let end = newest.advanced(byDays: Double(days))
            guard end > now else { return nil }
            due = [due, end].compactMap(\.self).min()
        }
        return Candidate(listed: listed, row: ListRow(listed, due: due))
    }

    private mutating func assess(_ facts: AddressFacts, verdict: Int64) throws -> Assessment {
        scoredAt.bind(verdict, at: 1)
        defer { scoredAt.reset() }
        let moment = try scoredAt.step() ? Timestamp(seconds: scoredAt.int64(0)) : now
        var assessment = assessor.assess(facts, at: moment)
        for _ in 0..<Self.maximumCrossings {
            guard let crossing = assessment.nextCrossing, crossing <= now else { break }
            assessment = assessor.assess(facts, at: crossing)
        }
        return assessment
    }

    private mutating func remembered(_ network: Int64) throws -> Lent {
        if let known = lent[network] { return known }
        if lent.count >= Self.maximumRemembered { lent.removeAll(keepingCapacity: true) }
        let usable = try usable(of: network)
        let known = Lent(reports: usable.reports, isWhole: usable.isWhole)
        lent[network] = known
        return known
    }

    /// The reports of an address that the list may be made of and that count, and whether those are all that count for
    /// every member.
    private func usable(of id: Int64) throws -> (reports: [ReportFacts], isWhole: Bool) {
        reports.bind(id, at: 1)
        defer { reports.reset() }
        var usable: [ReportFacts] = []
        var isWhole = true
        while try reports.step() {
            let (facts, use) = Self.facts(reports)
            guard facts.state.counts else { continue }
            let label = label(of: facts)
            if label == .red { continue }
            let permitted = use ?? sources[facts.source]?.settings.permittedUse ?? .inform
            if label <= criteria.maximumLabel, criteria.use == .inform || permitted == .block,
                !facts.hasRunOut(by: now)
            {
                usable.append(facts)
            } else {
                isWhole = false
            }
        }
        return (usable, isWhole)
    }

    private func label(of facts: ReportFacts) -> SharingLabel {
        facts.label ?? sources[facts.source]?.settings.label ?? .red
    }

    private static func facts(_ row: RawStatement) -> (ReportFacts, PermittedUse?) {
        func time(_ column: Int32) -> Timestamp? { row.optionalInt64(column).map(Timestamp.init(seconds:)) }
        func code(_ column: Int32) -> UInt8? {
            row.optionalInt64(column).map(UInt8.init(truncatingIfNeeded:))
        }
        let facts = ReportFacts(
            source: row.int64(0),
            category: code(1).flatMap(Category.init),
            confidence: code(2),
            label: code(9).flatMap(SharingLabel.init),
            named: [],
            scope: code(3).flatMap(MatchScope.init) ?? .exact,
            state: ReportTable.state(row.int64(4)),
            listedAt: Timestamp(seconds: row.int64(5)),
            lastListedAt: time(6),
            lastSeen: time(7),
            expiresAt: time(8),
            listedSince: time(11)
        )
        return (facts, code(10).flatMap(PermittedUse.init))
    }

    /// When the last of the reports ends; nil when one does not.
    private static func expiry(of reports: [ReportFacts]) -> Timestamp? {
        var last: Timestamp?
        for report in reports {
            guard let end = report.expiresAt else { return nil }
            last = max(last ?? end, end)
        }
        return last
    }
}
