public import Addresses
import GRDB
public import Registry
import Reports

extension SQLiteStore {
    /// See ``ReportStore/source(named:)``.
    public func source(named name: String) throws(StoreError) -> Source? {
        try read { try SourceTable(database: $0).source(named: name) }
    }

    /// See ``ReportStore/sources()``.
    public func sources() throws(StoreError) -> [Source] {
        try read { try SourceTable(database: $0).all() }
    }

    /// See ``ReportStore/counts()``.
    public func counts() throws(StoreError) -> RegistryCounts {
        try read { database in
            func number(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
            return RegistryCounts(
                // Addresses are never removed, so the last number counts them.
                addresses: try number("SELECT coalesce(max(id), 0) FROM address"),
                listed: try number("SELECT coalesce(sum(listed), 0) FROM source"),
                sources: try number("SELECT count(*) FROM source"),
                revision: try RevisionTable(database: database).last()
            )
        }
    }

    /// See ``ReportStore/lookup(_:)``.
    public func lookup(_ address: Address) throws(StoreError) -> LookupResult {
        try read { database in
            var within = try ContainerQuery(database: database).containers(of: address)
            guard let last = within.last, last.address == address else {
                return LookupResult(record: nil, within: within)
            }
            within.removeLast()
            return LookupResult(record: try RecordQuery(database: database).record(last), within: within)
        }
    }

    /// See ``ReportStore/contents(of:after:limit:)``.
    public func contents(
        of address: Address,
        after: AddressKey?,
        limit: Int
    ) throws(StoreError) -> [AddressSummary] {
        try read { database in
            let query = try RawStatement(
                database,
                after == nil ? SummaryQuery.range : SummaryQuery.rangeAfter
            )
            query.bind((after ?? address.key).bytes, at: 1)
            query.bind(address.lastContainedKey.bytes, at: 2)
            query.bind(Int64(limit), at: 3)
            return try SummaryQuery.all(query, path: path)
        }
    }

    /// See ``ReportStore/changes(after:limit:)``.
    public func changes(after cursor: ChangeCursor, limit: Int) throws(StoreError) -> ChangePage {
        try read { database in
            let changes = try ChangeQuery(database, path: path).addresses(after: cursor, limit: limit)
            let next = changes.last.map { ChangeCursor(revision: $0.revision, address: $0.id) }
            return ChangePage(changes: changes, next: next ?? cursor)
        }
    }

    /// See ``ReportStore/forEachScoredAddress(_:)``.
    public func forEachScoredAddress(_ body: (ScoredAddress) throws -> Void) throws {
        var refusal: (any Error)?
        try read { database in
            let query = try RawStatement(database, SummaryQuery.watchlist)
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
