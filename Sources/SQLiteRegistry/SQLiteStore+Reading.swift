public import Addresses
import GRDB
public import Registry
import Reports

extension SQLiteStore {
    /// See ``ReportStore/source(named:)``.
    public func source(named name: String) throws(StoreError) -> Source? {
        try read { try SourceTable(database: $0).source(named: name) }
    }

    /// See ``ReportStore/sources(for:)``.
    public func sources(for viewer: Viewer) throws(StoreError) -> [Source] {
        try read { try SourceTable(database: $0).all().filter { $0.isVisible(to: viewer) } }
    }

    /// See ``ReportStore/revision()``.
    public func revision() throws(StoreError) -> Int64 {
        try read { try RevisionTable(database: $0).last() }
    }

    /// See ``ReportStore/counts(for:)``.
    public func counts(for viewer: Viewer) throws(StoreError) -> RegistryCounts {
        try read { database in
            func number(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
            let sources = try SourceTable(database: database).all().filter { $0.isVisible(to: viewer) }
            // Addresses are never removed, so the last number counts them all.
            let addresses =
                viewer == .system
                ? try number("SELECT coalesce(max(id), 0) FROM address")
                : try number("SELECT open_count FROM registry")
                    + number(
                        """
                        SELECT count(*) FROM overlay o CROSS JOIN address a ON a.id = o.address_id
                        WHERE o.member_id = \(viewer.overlayMember) AND o.is_active = 1 AND a.is_open = 0
                        """
                    )
            return RegistryCounts(
                addresses: addresses,
                listed: sources.reduce(0) { $0 + $1.listedCount },
                sources: sources.count,
                revision: try RevisionTable(database: database).last()
            )
        }
    }

    /// See ``ReportStore/lookup(_:for:)``.
    public func lookup(_ address: Address, for viewer: Viewer) throws(StoreError) -> LookupResult {
        try read { database in
            var within = try ContainerQuery(database: database, viewer: viewer).containers(of: address)
            guard let last = within.last, last.address == address else {
                return LookupResult(record: nil, within: within)
            }
            within.removeLast()
            let record = try RecordQuery(database: database, viewer: viewer).record(last)
            return LookupResult(record: record, within: within)
        }
    }

    /// See ``ReportStore/contents(of:after:limit:for:)``.
    public func contents(
        of address: Address,
        after: AddressKey?,
        limit: Int,
        for viewer: Viewer
    ) throws(StoreError) -> [AddressSummary] {
        try read { database in
            let summaries = SummaryQuery(for: viewer)
            let query = try RawStatement(
                database,
                after == nil ? summaries.range : summaries.rangeAfter
            )
            query.bind((after ?? address.key).bytes, at: 1)
            query.bind(address.lastContainedKey.bytes, at: 2)
            query.bind(Int64(limit), at: 3)
            return try SummaryQuery.all(query, path: path)
        }
    }

    /// See ``ReportStore/changes(after:limit:for:)``.
    public func changes(
        after cursor: ChangeCursor,
        limit: Int,
        for viewer: Viewer
    ) throws(StoreError) -> ChangePage {
        try read { database in
            let query = try ChangeQuery(database, path: path, for: viewer)
            let changes = try query.addresses(after: cursor, limit: limit)
            let next = changes.last.map { ChangeCursor(revision: $0.revision, address: $0.id) }
            return ChangePage(changes: changes, next: next ?? cursor)
        }
    }

    /// See ``ReportStore/forEachScoredAddress(for:_:)``.
    public func forEachScoredAddress(for viewer: Viewer, _ body: (ScoredAddress) throws -> Void) throws {
        var refusal: (any Error)?
        try read { database in
            let query = try RawStatement(database, SummaryQuery(for: viewer).scored)
            defer { query.reset() }
            while try query.step() {
                let parts = SummaryQuery.Parts(query)
                let entry = ScoredAddress(
                    key: AddressKey(bytes: query.bytes(SummaryQuery.keyColumn)),
                    kind: parts.kind,
                    score: parts.score,
                    level: parts.level,
                    category: parts.category,
                    scope: parts.scope
                )
                do { try body(entry) } catch {
                    refusal = error
                    return
                }
            }
        }
        if let refusal { throw refusal }
    }
}

extension Source {
    /// Whether `viewer` may know of it: a source whose reports are RED unless they say otherwise is its member's secret.
    func isVisible(to viewer: Viewer) -> Bool {
        settings.label != .red
            || Visibility.allows(.red, ownedBy: settings.member, naming: [], to: viewer)
    }
}
