import GRDB
import Registry
import Reports
import Reputation

/// Reads all that is kept of one address, as far as a viewer may know it.
struct RecordQuery {
    let database: Database
    let viewer: Viewer

    static let verdict = """
        SELECT v.scored_at, v.terms, a.next_crossing FROM address a JOIN verdict v ON v.id = a.verdict_id WHERE a.id = ?
        """

    /// The same for the member ?2, where it sees more than the community does.
    static let overlaidVerdict = """
        SELECT v.scored_at, v.terms, o.next_crossing FROM overlay o JOIN verdict v ON v.id = o.verdict_id
        WHERE o.address_id = ? AND o.member_id = ? AND o.is_active = 1
        """

    static let reports = """
        SELECT s.id, s.name, r.state, r.listed_at, r.left_at, coalesce(r.last_listed_at, s.succeeded_at, r.listed_at),
            r.first_seen, r.last_seen, r.expires_at, r.reference, s.category, s.confidence, s.label, s.permitted_use,
            c.category, c.confidence, c.label, c.permitted_use, c.scope, c.comment, s.member_id, r.named
        FROM report r CROSS JOIN claim c ON c.id = r.claim_id CROSS JOIN source s ON s.id = r.source_id
        WHERE r.address_id = ? ORDER BY r.source_id
        """

    static let timeline = """
        SELECT t.revision, v.at, t.event, s.name, t.detail, t.source_id
        FROM timeline t CROSS JOIN revision v ON v.number = t.revision LEFT JOIN source s ON s.id = t.source_id
        WHERE t.address_id = ? ORDER BY t.revision, t.event, t.source_id
        """

    /// The record of the address that `summary` names.
    func record(_ summary: AddressSummary) throws -> AddressRecord {
        let query = try verdictRow(of: summary.id)
        defer { query.reset() }
        guard let text = query.text(1) else {
            throw StoreError(.damaged, "address number \(summary.id) without the terms of its score")
        }
        let terms = try ScoreTerms(stored: text)
        let all = try reports(of: summary.id)
        let visible = all.filter { $0.isVisible(to: viewer) }
        return AddressRecord(
            summary: summary,
            scoredAt: Timestamp(seconds: query.int64(0)),
            nextCrossing: query.optionalInt64(2).map(Timestamp.init(seconds:)),
            terms: terms,
            reports: visible,
            hiddenReports: all.count { !$0.isVisible(to: viewer) && $0.isNoSecret },
            sourceNames: try sourceNames(of: terms, visible),
            timeline: try timeline(of: summary.id, reports: all)
        )
    }

    /// The reports of the address with this number that the viewer may see.
    func visibleReports(of address: Int64) throws -> [ReportRecord] {
        try reports(of: address).filter { $0.isVisible(to: viewer) }
    }

    /// The row with the explanation of the score that the viewer sees.
    private func verdictRow(of address: Int64) throws -> RawStatement {
        if viewer.overlayMember != 0 {
            let overlaid = try RawStatement(database, Self.overlaidVerdict)
            overlaid.bind(address, at: 1)
            overlaid.bind(viewer.overlayMember, at: 2)
            if try overlaid.step() { return overlaid }
            overlaid.reset()
        }
        let query = try RawStatement(database, Self.verdict)
        query.bind(address, at: 1)
        guard try query.step() else {
            throw StoreError(.damaged, "address number \(address) without the terms of its score")
        }
        return query
    }

    /// The names of the sources in `terms`: those of `reports`, and those whose reports networks lend.
    private func sourceNames(of terms: ScoreTerms, _ reports: [ReportRecord]) throws -> [Int64: String] {
        var names = Dictionary(reports.map { ($0.source.number, $0.sourceName) }) { first, _ in first }
        for case .report(let term) in terms where names[term.source] == nil {
            names[term.source] = try String.fetchOne(
                database,
                sql: "SELECT name FROM source WHERE id = ?",
                arguments: [term.source]
            )
        }
        return names
    }

    private func reports(of address: Int64) throws -> [ReportRecord] {
        let query = try RawStatement(database, Self.reports)
        query.bind(address, at: 1)
        defer { query.reset() }
        var reports: [ReportRecord] = []
        while try query.step() {
            reports.append(
                ReportRecord(
                    source: Source.ID(query.int64(0)),
                    sourceName: query.text(1) ?? "",
                    member: query.optionalInt64(20).map(Member.ID.init),
                    named: query.isNull(21) ? [] : MemberList.members(query.bytes(21)),
                    claim: claim(query),
                    state: ReportTable.state(query.int64(2)),
                    listedAt: Timestamp(seconds: query.int64(3)),
                    leftAt: query.optionalInt64(4).map(Timestamp.init(seconds:)),
                    lastListedAt: Timestamp(seconds: query.int64(5))
                )
            )
        }
        return reports
    }

    /// What the report says, completed by the source's defaults.
    private func claim(_ row: RawStatement) -> Claim {
        func time(_ column: Int32) -> Timestamp? { row.optionalInt64(column).map(Timestamp.init(seconds:)) }
        func code(_ column: Int32) -> UInt8? {
            row.optionalInt64(column).map(UInt8.init(truncatingIfNeeded:))
        }
        var claim = ClaimTable.claim(row, from: 14)
        claim.category = claim.category ?? code(10).flatMap(Category.init)
        claim.confidence = claim.confidence ?? code(11)
        claim.label = claim.label ?? code(12).flatMap(SharingLabel.init)
        claim.permittedUse = claim.permittedUse ?? code(13).flatMap(PermittedUse.init)
        claim.firstSeen = time(6)
        claim.lastSeen = time(7)
        claim.expiry = time(8)
        claim.reference = row.text(9)
        return claim
    }

    /// What happened, without what sources did whose reports the viewer may not see.
    private func timeline(of address: Int64, reports: [ReportRecord]) throws -> [TimelineEntry] {
        let query = try RawStatement(database, Self.timeline)
        query.bind(address, at: 1)
        defer { query.reset() }
        let hidden = Set(reports.lazy.filter { !$0.isVisible(to: viewer) }.map(\.source.number))
        let own = Set(
            reports.lazy.filter { $0.member != nil && $0.member == viewer.member }.map(\.source.number)
        )
        var entries: [TimelineEntry] = []
        while try query.step() {
            guard let event = TimelineEntry.Event(rawValue: UInt8(truncatingIfNeeded: query.int64(2))) else {
                continue
            }
            let source = query.int64(5)
            if hidden.contains(source) { continue }
            if event.isInternal, viewer != .system, !own.contains(source) { continue }
            entries.append(
                TimelineEntry(
                    revision: query.int64(0),
                    at: Timestamp(seconds: query.int64(1)),
                    event: event,
                    sourceName: query.text(3),
                    detail: query.text(4)
                )
            )
        }
        return entries
    }
}

extension ReportRecord {
    /// Whether it may be told that there is such a report, without what it says.
    fileprivate var isNoSecret: Bool {
        claim.label != .red && state != .pending && state != .rejected
    }
}

extension TimelineEntry.Event {
    /// Whether it is the business of the report's member alone.
    fileprivate var isInternal: Bool { self == .submitted || self == .approved || self == .rejected }
}
