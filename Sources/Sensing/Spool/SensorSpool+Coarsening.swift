import GRDB
import Synchronization

/// How the spool stays within its bounds while the hub is away: counts are never given up, only detail is.
///
/// When more rows wait than the limit, those of one hour that differ only in what stood in the log become one, the latest
/// hour first; if that is not enough, those that differ only in the inside host. What is left has one row for each
/// address and hour; when that is still too much, ``isFull()`` says so and no more lines are taken until the hub is back.
extension SensorSpool {
    /// The part of the limit that is aimed at.
    private static let aim = 0.9

    /// Whether no more lines are to be taken.
    func isFull() throws(SpoolError) -> Bool {
        guard waitingAtMost.withLock({ $0 }) > detailLimit else { return false }
        return try waiting() > detailLimit
    }

    /// How many rows of sightings wait.
    func waiting() throws(SpoolError) -> Int {
        try read { try waiting($0) }
    }

    private func waiting(_ database: Database) throws -> Int {
        let count = try database.cachedStatement(sql: "SELECT count(*) FROM sighting").fetchNumber() ?? 0
        waitingAtMost.withLock { $0 = Int(count) }
        return Int(count)
    }

    /// Gives up detail where there is too much, after so many sightings were added.
    func coarsen(after added: Int, _ database: Database) throws {
        // Counting takes as long as there are rows: only when there may be too many.
        guard
            waitingAtMost.withLock({
                $0 += added; return $0
            }) > detailLimit
        else { return }
        var count = try waiting(database)
        guard count > detailLimit else { return }
        let aim = Int(Double(detailLimit) * Self.aim)
        for lost in ["seen = ''", "inside = x''"] {
            let hours = try Int64.fetchAll(
                database,
                sql: "SELECT DISTINCT hour FROM sighting WHERE NOT (\(lost)) ORDER BY hour DESC"
            )
            for hour in hours {
                if count <= aim { return }
                try join(hour, giving: lost, database)
                count = try waiting(database)
            }
        }
    }

    /// Joins the rows of an hour that differ only in a column.
    private func join(_ hour: Int64, giving lost: String, _ database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT * FROM sighting WHERE hour = ? AND NOT (\(lost))",
            arguments: [hour]
        ).compactMap { SeenRow($0) }
        try database.execute(
            sql: "DELETE FROM sighting WHERE hour = ? AND NOT (\(lost))",
            arguments: [hour]
        )
        let statement = try database.cachedStatement(sql: SeenRow.upsertSQL)
        for row in rows {
            let place = SeenRow.Place(
                address: row.place.address,
                hour: hour,
                seen: nil,
                inside: lost.hasPrefix("seen") ? row.place.inside : nil
            )
            let coarse = SeenRow(place, count: row.count, first: row.first, last: row.last)
            try statement.execute(arguments: coarse.arguments)
        }
    }
}
