import Addresses
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``SearchStore/search(_:after:limit:for:)``.
    public func search(
        _ query: AddressQuery,
        after cursor: SearchCursor?,
        limit: Int,
        for viewer: Viewer
    ) throws(StoreError) -> SearchPage {
        let limit = min(max(limit, 1), AddressQuery.maximumLimit)
        return try read { database in
            let search = try AddressSearch(
                database: database,
                query: query,
                limit: limit,
                viewer: viewer,
                path: self.path
            )
            switch (query.order, cursor) {
            case (.key, nil): return try search.byKey(after: nil)
            case (.key, .key(let key)): return try search.byKey(after: key)
            case (.change, nil):
                return try search.byChange(after: ChangeCursor(after: query.changedAfter ?? 0))
            case (.change, .change(let cursor)): return try search.byChange(after: cursor)
            default: throw StoreError(.invalidValue, "the cursor: it belongs to another order")
            }
        }
    }

    /// The last revision before ?1.
    static let revisionBefore =
        "SELECT number FROM revision WHERE at < ? ORDER BY at DESC, number DESC LIMIT 1"

    /// See ``SearchStore/revision(before:)``.
    public func revision(before moment: Timestamp) throws(StoreError) -> Int64 {
        try read { database in
            try Int64.fetchOne(database, sql: Self.revisionBefore, arguments: [moment.seconds]) ?? 0
        }
    }
}

/// Goes through addresses in an order and keeps those that a query means.
///
/// It looks at a bounded number of them, whatever the conditions: a rare find costs more pages, not a longer wait.
struct AddressSearch {
    let database: Database
    let query: AddressQuery
    let limit: Int
    let viewer: Viewer
    let path: String
    private let records: RecordQuery

    init(database: Database, query: AddressQuery, limit: Int, viewer: Viewer, path: String) throws {
        self.database = database
        self.query = query
        self.limit = limit
        self.viewer = viewer
        self.path = path
        records = RecordQuery(database: database, viewer: viewer)
    }

    func byKey(after key: AddressKey?) throws -> SearchPage {
        let summaries = SummaryQuery(for: viewer)
        let rows = try RawStatement(database, key == nil ? summaries.range : summaries.rangeAfter)
        let first = query.within?.key
        rows.bind((key ?? first ?? AddressKey(bytes: [])).bytes, at: 1)
        rows.bind(query.within?.lastContainedKey.bytes ?? AddressSearch.lastKey, at: 2)
        rows.bind(Int64(AddressQuery.maximumExamined), at: 3)
        defer { rows.reset() }
        var found: [AddressSummary] = []
        var examined = 0
        var last: AddressKey?
        while try rows.step() {
            examined += 1
            let key = AddressKey(bytes: rows.bytes(SummaryQuery.keyColumn))
            guard let address = Address(key: key) else {
                throw StoreError(.damaged, "\(path), address number \(rows.int64(0))")
            }
            let summary = SummaryQuery.summary(rows, address: address)
            last = key
            guard try isMeant(summary) else { continue }
            found.append(summary)
            if found.count == limit { break }
        }
        let isWhole = found.count < limit && examined < AddressQuery.maximumExamined
        return SearchPage(summaries: found, next: isWhole ? nil : last.map(SearchCursor.key))
    }

    func byChange(after start: ChangeCursor) throws -> SearchPage {
        let changes = try ChangeQuery(database, path: path, for: viewer)
        var found: [AddressSummary] = []
        var examined = 0
        var cursor = start
        while examined < AddressQuery.maximumExamined {
            let page = try changes.addresses(after: cursor, limit: AddressQuery.maximumLimit)
            for summary in page {
                examined += 1
                cursor = ChangeCursor(revision: summary.revision, address: summary.id)
                guard try isMeant(summary) else { continue }
                found.append(summary)
                if found.count == limit { return SearchPage(summaries: found, next: .change(cursor)) }
            }
            if page.count < AddressQuery.maximumLimit { return SearchPage(summaries: found, next: nil) }
        }
        return SearchPage(summaries: found, next: .change(cursor))
    }

    private func isMeant(_ summary: AddressSummary) throws -> Bool {
        guard query.admits(summary) else { return false }
        guard query.asksReports else { return true }
        return query.admits(try records.visibleReports(of: summary.id))
    }

    /// After every key.
    private static let lastKey = [UInt8](repeating: 0xFF, count: 16)
}
