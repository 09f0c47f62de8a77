import Foundation
import GRDB
import Registry
import SourceWorth

/// The rows of `source_history`: since when a source tells what every member may see, and how addresses stay on its list.
struct HistoryTable {
    /// What is kept of one source.
    struct Row {
        /// When it was first read, or reported first.
        var firstDay: Day
        /// Nil when it keeps no list.
        var stay: StayHistory?
    }

    let database: Database

    /// What is kept of a source; nil when it has told nothing yet that every member may see.
    /// - Throws: ``SourceWorthError`` when it cannot be read.
    func row(of source: Int64) throws -> Row? {
        try GRDB.Row.fetchOne(
            database,
            sql: "SELECT first_day, stay FROM source_history WHERE source_id = ?",
            arguments: [source]
        ).map { try Self.row($0[0], $0[1]) }
    }

    /// All that is kept, by source.
    /// - Throws: ``SourceWorthError`` when it cannot be read.
    func all() throws -> [Int64: Row] {
        var rows: [Int64: Row] = [:]
        let stored = try GRDB.Row.fetchAll(
            database,
            sql: "SELECT source_id, first_day, stay FROM source_history"
        )
        for row in stored { rows[row[0]] = try Self.row(row[1], row[2]) }
        return rows
    }

    private static func row(_ day: Int32, _ stay: Data?) throws -> Row {
        Row(firstDay: Day(day), stay: try stay.map { try StayHistory(stored: Array($0)) })
    }

    func store(_ row: Row, of source: Int64) throws {
        try database.execute(
            sql: """
                INSERT INTO source_history (source_id, first_day, stay) VALUES (?1, ?2, ?3)
                ON CONFLICT (source_id) DO UPDATE SET first_day = ?2, stay = ?3
                """,
            arguments: [source, row.firstDay.number, row.stay.map { Data($0.stored) }]
        )
    }

    func removeAll() throws {
        try database.execute(sql: "DELETE FROM source_history")
    }
}
