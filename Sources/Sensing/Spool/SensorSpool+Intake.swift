import Foundation
import GRDB
import LogInputs

/// What came of a batch of lines.
struct TakenLines: Sendable {
    /// Where reading goes on, where it can.
    var position: ResumePosition?
    /// The listed addresses that were seen.
    var seen: [SeenRow] = []
    /// Everything that was met, as ``ObservedBlock`` writes it; empty for nothing.
    var observed: [UInt8] = []
}

extension SensorSpool {
    /// The positions of all inputs.
    func positions() throws(SpoolError) -> [ResumePosition] {
        try read { database in
            try String.fetchAll(database, sql: "SELECT place FROM position").compactMap { ResumePosition($0) }
        }
    }

    /// Stores what came of a batch of lines.
    /// - Returns: the number of the last observation block that is stored.
    func store(_ taken: TakenLines) throws(SpoolError) -> Int64 {
        try write(.process) { database in
            if let position = taken.position {
                try database.cachedStatement(
                    sql: "INSERT OR REPLACE INTO position (source, place) VALUES (?, ?)"
                ).execute(arguments: ["\(position.source)", "\(position)"])
            }
            try add(taken.seen, database)
            if !taken.observed.isEmpty {
                try database.cachedStatement(sql: "INSERT INTO observed (body) VALUES (?)")
                    .execute(arguments: [Data(taken.observed)])
            }
            return try lastObserved(database)
        }
    }

    /// The number of the last observation block that was ever stored.
    func lastObserved() throws(SpoolError) -> Int64 {
        try read { try lastObserved($0) }
    }

    private func lastObserved(_ database: Database) throws -> Int64 {
        try database.cachedStatement(sql: "SELECT seq FROM sqlite_sequence WHERE name = 'observed'")
            .fetchNumber() ?? 0
    }

    /// Adds sightings to those that wait, and gives up detail when they are too many.
    func add(_ seen: [SeenRow], _ database: Database) throws {
        guard !seen.isEmpty else { return }
        let statement = try database.cachedStatement(sql: SeenRow.upsertSQL)
        for row in seen { try statement.execute(arguments: row.arguments) }
        try coarsen(after: seen.count, database)
    }

    /// Forgets positions that are of no more use.
    func forgetPositions(where isUseless: (String) -> Bool) throws(SpoolError) {
        try write(.process) { database in
            for source in try String.fetchAll(database, sql: "SELECT source FROM position")
            where isUseless(source) {
                try database.execute(sql: "DELETE FROM position WHERE source = ?", arguments: [source])
            }
        }
    }
}

extension Statement {
    /// The first column of the first row as a number.
    func fetchNumber() throws -> Int64? { try Int64.fetchOne(self) }
}
