import Foundation
import GRDB

extension SensorSpool {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 spool") { database in
            try database.execute(
                sql: """
                    -- The one row: the name of the spool at the hub, and the number of the next batch.
                    CREATE TABLE spool (
                        one INTEGER PRIMARY KEY CHECK (one = 1),
                        name BLOB NOT NULL,
                        next_sequence INTEGER NOT NULL,
                        covered_until INTEGER
                    );
                    -- How far each input is read.
                    CREATE TABLE position (source TEXT PRIMARY KEY, place TEXT NOT NULL) WITHOUT ROWID;
                    -- Sightings that no batch holds yet; nothing is '' and x''.
                    CREATE TABLE sighting (
                        address BLOB NOT NULL, hour INTEGER NOT NULL, seen TEXT NOT NULL, inside BLOB NOT NULL,
                        count INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
                        PRIMARY KEY (address, hour, seen, inside)
                    ) WITHOUT ROWID;
                    CREATE INDEX sighting_hour ON sighting (hour);
                    -- The batch on its way to the hub.
                    CREATE TABLE outbox (sequence INTEGER PRIMARY KEY, sightings BLOB NOT NULL);
                    -- Batches that the hub would not take, for who looks after the sensor.
                    CREATE TABLE refused (
                        number INTEGER PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL, sightings BLOB NOT NULL
                    );
                    -- Observations that the archive does not hold yet; the last one that is on its way there.
                    CREATE TABLE observed (number INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL);
                    CREATE TABLE archiving (one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL);
                    -- What is looked for: a file, and the changes since.
                    CREATE TABLE watchlist (
                        one INTEGER PRIMARY KEY CHECK (one = 1), file TEXT NOT NULL, tag TEXT NOT NULL
                    );
                    CREATE TABLE watchlist_delta (revision INTEGER PRIMARY KEY, body BLOB NOT NULL);
                    -- What was listed anew and is to be hunted among what was met before.
                    CREATE TABLE hunt (
                        number INTEGER PRIMARY KEY AUTOINCREMENT, boundary INTEGER NOT NULL, until INTEGER NOT NULL,
                        targets BLOB NOT NULL
                    );
                    -- When an address left the list; what it is hunted from when it comes back.
                    CREATE TABLE unlisted (address BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
                    """
            )
            try database.execute(
                sql: "INSERT INTO spool (one, name, next_sequence) VALUES (1, ?, 1)",
                arguments: [Data(SpoolName.random().bytes)]
            )
        }
        return migrator
    }
}

/// The name of a spool at the hub.
struct SpoolName: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    init(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    static func random() -> SpoolName {
        SpoolName(bytes: withUnsafeBytes(of: UUID().uuid) { Array($0) })
    }

    /// As a UUID is written.
    var description: String {
        let digits = bytes.map { String(format: "%02x", $0) }
        return [digits[..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10...]]
            .map { $0.joined() }.joined(separator: "-")
    }
}
