import GRDB
import Reports
import SourceWorth

/// The rows of `past_listing`: chains of listings that a source ended before it listed the address anew.
struct PastListings {
    /// Older ones are forgotten: nothing looks further back.
    static let keptDays = ReliabilityRules.lookBackDays + ReliabilityRules.confirmationDays

    private let insert: RawStatement

    init(_ database: Database) throws {
        insert = try RawStatement(
            database,
            "INSERT OR IGNORE INTO past_listing (address_id, source_id, listed_at, left_at) VALUES (?, ?, ?, ?)"
        )
    }

    func append(_ address: Int64, source: Int64, listedAt: Timestamp, leftAt: Timestamp?) throws {
        insert.bind(address, at: 1)
        insert.bind(source, at: 2)
        insert.bind(listedAt.seconds, at: 3)
        insert.bind(leftAt?.seconds, at: 4)
        try insert.run()
    }

    /// Forgets what is too old on `day`.
    static func prune(_ database: Database, on day: Day) throws {
        let first = day.advanced(by: -keptDays).start
        try database.execute(sql: "DELETE FROM past_listing WHERE listed_at < ?", arguments: [first.seconds])
    }
}
