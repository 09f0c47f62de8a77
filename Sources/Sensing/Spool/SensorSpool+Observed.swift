import Foundation
import GRDB
import Reports

/// What was met and is not in the archive yet.
extension SensorSpool {
    /// Fixes what the next archive batch holds: all observations up to the last one there is now, or those that were fixed
    /// before and may be in the archive already.
    /// - Returns: the number of the first and the last block; nil when nothing waits.
    func beginArchiving() throws(SpoolError) -> ClosedRange<Int64>? {
        try write(.machine) { database in
            guard
                let first = try Int64.fetchOne(database, sql: "SELECT min(number) FROM observed"),
                let last = try Int64.fetchOne(database, sql: "SELECT max(number) FROM observed")
            else { return nil }
            if let fixed = try Int64.fetchOne(database, sql: "SELECT last FROM archiving") {
                return first...max(first, fixed)
            }
            try database.execute(sql: "INSERT INTO archiving (one, last) VALUES (1, ?)", arguments: [last])
            return first...last
        }
    }

    /// The observations of these blocks are in the archive.
    func finishArchiving(_ numbers: ClosedRange<Int64>, coveredUntil: Timestamp) throws(SpoolError) {
        try write(.process) { database in
            try database.execute(
                sql: "DELETE FROM observed WHERE number <= ?",
                arguments: [numbers.upperBound]
            )
            try database.execute(sql: "DELETE FROM archiving")
            try database.execute(sql: "UPDATE spool SET covered_until = ?", arguments: [coveredUntil.seconds])
        }
    }

    /// Calls `body` with each block of these numbers, in order.
    func forEachObserved(
        _ numbers: ClosedRange<Int64>,
        _ body: ([UInt8]) throws -> Void
    ) throws(SpoolError) {
        try read { database in
            let rows = try Data.fetchCursor(
                database,
                sql: "SELECT body FROM observed WHERE number BETWEEN ? AND ? ORDER BY number",
                arguments: [numbers.lowerBound, numbers.upperBound]
            )
            while let body_ = try rows.next() { try body([UInt8](body_)) }
        }
    }

    /// Bytes of observations that wait, and their blocks.
    func observedWaiting() throws(SpoolError) -> (bytes: Int, blocks: Int) {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT coalesce(sum(length(body)), 0) AS bytes, count(*) AS blocks FROM observed"
            )
            return (row?["bytes"] ?? 0, row?["blocks"] ?? 0)
        }
    }

    /// The name of the spool, and until when the archive covers what the sensor met.
    func archived() throws(SpoolError) -> (spool: SpoolName, coveredUntil: Timestamp?) {
        try read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT name, covered_until FROM spool") else {
                throw DatabaseError(message: "the spool has no name")
            }
            let name: Data = row["name"]
            let covered: Int64? = row["covered_until"]
            return (SpoolName(bytes: name), covered.map { Timestamp(seconds: $0) })
        }
    }
}
