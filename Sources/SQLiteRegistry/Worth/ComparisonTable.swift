import GRDB
import Registry
import Reports
import SourceWorth

/// The rows of `comparison` and `shared_listing`: what each source adds to the others, as of the last measurement.
struct ComparisonTable {
    let database: Database

    func replace(by overlaps: [Int64: Overlap], at: Timestamp) throws {
        try database.execute(sql: "DELETE FROM comparison; DELETE FROM shared_listing")
        for (source, overlap) in overlaps.sorted(by: { $0.key < $1.key }) {
            try database.execute(
                sql: """
                    INSERT INTO comparison (source_id, at, listed, alone, timed, median_days)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    source, at.seconds, overlap.listed, overlap.alone, overlap.timed, overlap.medianDays,
                ]
            )
            let most = overlap.shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            for (other, shared) in most.prefix(LearningRules.sharersKept) {
                try database.execute(
                    sql: "INSERT INTO shared_listing (source_id, other_id, shared) VALUES (?, ?, ?)",
                    arguments: [source, other, shared]
                )
            }
        }
    }

    /// The comparison of a source; of the others only those in `visible` are named.
    func comparison(of source: Source.ID, naming visible: [Int64: Source]) throws -> SourceComparison? {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT at, listed, alone, timed, median_days FROM comparison WHERE source_id = ?",
            arguments: [source.number]
        )
        guard let row else { return nil }
        let sharers = try Row.fetchAll(
            database,
            sql: """
                SELECT s.other_id, s.shared, c.listed FROM shared_listing s
                CROSS JOIN comparison c ON c.source_id = s.other_id
                WHERE s.source_id = ? ORDER BY s.shared DESC, s.other_id
                """,
            arguments: [source.number]
        )
        return SourceComparison(
            at: Timestamp(seconds: row[0]),
            listed: row[1],
            alone: row[2],
            timed: row[3],
            medianDays: row[4],
            sharers: sharers.compactMap { sharer in
                guard let other = visible[sharer[0]] else { return nil }
                return .init(name: other.settings.name, shared: sharer[1], listed: sharer[2])
            }
        )
    }
}
