import GRDB
import Registry
import Reports
import SourceWorth

/// The rows of `lineage_ruling`: what analysts decided of two sources.
struct RulingTable {
    let database: Database

    /// The rulings on pairs of these sources; one on a source whose reports are restricted by now rests.
    func all(among sources: [Source]) throws -> [KeptRuling] {
        let open = Set(sources.lazy.filter { $0.settings.label != .red }.map(\.id.number))
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT first_id, second_id, is_one, who, why, at FROM lineage_ruling"
        )
        return rows.compactMap { row in
            guard let pair = SourcePair(row[0], row[1]), open.contains(pair.first), open.contains(pair.second)
            else { return nil }
            return KeptRuling(
                ruling: LineageRuling(pair, isOneLineage: row[2]),
                who: row[3],
                why: row[4],
                at: Timestamp(seconds: row[5])
            )
        }
    }

    func store(_ kept: KeptRuling) throws {
        let pair = kept.ruling.pair
        try database.execute(
            sql: """
                INSERT INTO lineage_ruling (first_id, second_id, is_one, who, why, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT (first_id, second_id) DO UPDATE SET is_one = ?3, who = ?4, why = ?5, at = ?6
                """,
            arguments: [
                pair.first, pair.second, kept.ruling.isOneLineage, kept.who, kept.why, kept.at.seconds,
            ]
        )
    }

    /// - Returns: whether there was one.
    func remove(_ pair: SourcePair) throws -> Bool {
        try database.execute(
            sql: "DELETE FROM lineage_ruling WHERE first_id = ? AND second_id = ?",
            arguments: [pair.first, pair.second]
        )
        return database.changesCount > 0
    }
}
