import GRDB
import Registry
import Reports

/// The rows of `revision`: one for each committed change.
struct RevisionTable {
    /// Why there is a revision. The raw value is stored and never changes.
    enum Cause: Int64 {
        case imported = 1
        case timePassed = 2
        case settingsChanged = 3
        case sighted = 4
        case judged = 5
        case submitted = 6
        case learnt = 7
    }

    let database: Database

    /// The last one; 0 when there is none.
    func last() throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT max(number) FROM revision") ?? 0
    }

    /// Stores what revision `number` did.
    func store(
        _ number: Int64,
        at: Timestamp,
        cause: Cause,
        source: Source.ID?,
        outcome: ImportOutcome,
        rescored: Int
    ) throws {
        try database.execute(
            sql: "INSERT INTO revision (number, at, cause, source_id, added, changed, retired, rescored) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                number, at.seconds, cause.rawValue, source?.number, outcome.added, outcome.changed,
                outcome.retired, rescored,
            ]
        )
    }
}
