import GRDB
import Registry

/// The rows of `timeline`, which are only ever added.
struct TimelineTable {
    private let insert: RawStatement
    private let insertRange: RawStatement
    private let revision: Int64

    init(_ database: Database, revision: Int64) throws {
        self.revision = revision
        insert = try RawStatement(
            database,
            "INSERT INTO timeline (address_id, revision, event, source_id, detail) VALUES (?, ?, ?, ?, ?)"
        )
        insertRange = try RawStatement(
            database,
            """
            INSERT INTO timeline (address_id, revision, event, source_id)
            SELECT id, ?, ?, ? FROM address WHERE id BETWEEN ? AND ? ORDER BY id
            """
        )
    }

    /// Adds what happened to one address; `source` 0 is none.
    func append(
        _ address: Int64,
        _ event: TimelineEntry.Event,
        source: Int64 = 0,
        detail: String? = nil
    ) throws {
        insert.bind(address, at: 1)
        insert.bind(revision, at: 2)
        insert.bind(Int64(event.rawValue), at: 3)
        insert.bind(source, at: 4)
        insert.bind(detail, at: 5)
        try insert.run()
    }

    /// Adds what happened to all addresses with these numbers.
    func append(_ addresses: ClosedRange<Int64>, _ event: TimelineEntry.Event, source: Int64) throws {
        insertRange.bind(revision, at: 1)
        insertRange.bind(Int64(event.rawValue), at: 2)
        insertRange.bind(source, at: 3)
        insertRange.bind(addresses.lowerBound, at: 4)
        insertRange.bind(addresses.upperBound, at: 5)
        try insertRange.run()
    }
}
