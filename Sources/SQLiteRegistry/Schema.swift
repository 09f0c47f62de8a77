import Foundation
import GRDB
import Registry

/// The tables, as a chain of migrations. One that has been released is never edited; a change is a new one.
///
/// The rows written by the million (`address`, `report`, `timeline`) carry no foreign keys and as few indexes as the
/// queries need: only the store writes them, in one place each.
enum Schema {
    /// Marks the file as a registry of Marsad (`PRAGMA application_id`, "MRSD").
    static let applicationID: Int32 = 0x4D52_5344

    /// The name of the first migration.
    static let first = "1 addresses, reports, timeline, sources, revisions"

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(first) { database in
            for statement in [registry, sources, addresses, reports, history] {
                try database.execute(sql: statement)
            }
            var generator = SystemRandomNumberGenerator()
            try database.execute(
                sql: "INSERT INTO registry (id, hash_key) VALUES (1, ?)",
                arguments: [Data(HashKey.random(using: &generator).bytes)]
            )
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        migrator.registerMigration("2 networks lend to the addresses in them") { database in
            try database.execute(sql: networks)
            try LendingMigration.markBorrowers(database)
        }
        migrator.registerMigration("3 members, accounts, audit, sightings") { database in
            for statement in [members, accounts, audit, sightings] { try database.execute(sql: statement) }
        }
        migrator.registerMigration("4 labels, judgements, submissions") { database in
            for statement in [visibility, judgements] { try database.execute(sql: statement) }
        }
        migrator.registerMigration("5 idle sessions, sightings by time") { database in
            for statement in [idleSessions, recentSightings] { try database.execute(sql: statement) }
        }
        migrator.registerMigration("6 members' own reports") { database in
            try database.execute(sql: submissions)
        }
        migrator.registerMigration("8 allowlists") { database in
            try database.execute(sql: allowlists)
        }
        migrator.registerMigration("9 source worth") { database in
            try database.execute(sql: worth)
        }
        migrator.registerMigration("10 lists") { database in
            for statement in [lists, listPolicyTriggers, firstLists] { try database.execute(sql: statement) }
        }
        migrator.registerMigration("11 watch rules") { database in
            try database.execute(sql: watching)
        }
        migrator.registerMigration("12 appeals") { database in
            try database.execute(sql: appeals)
        }
        migrator.registerMigration("13 chances of scores") { database in
            try database.execute(sql: forecasts)
        }
        migrator.registerMigration("14 zones that follow lists") { database in
            try database.execute(sql: zoneFeeds)
        }
        migrator.registerMigration("15 allowlist entries that wait") { database in
            try database.execute(sql: allowProposals)
        }
        migrator.registerMigration("16 users whom a provider knows") { database in
            try database.execute(sql: providerLinks)
        }
        return migrator
    }

    private static let registry = """
        CREATE TABLE registry (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            hash_key BLOB NOT NULL
        );
        CREATE TABLE revision (
            number INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            cause INTEGER NOT NULL,
            source_id INTEGER REFERENCES source (id),
            added INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            retired INTEGER NOT NULL,
            rescored INTEGER NOT NULL
        );
        """

    /// `snapshot` holds what a source lists, in parts of entries sorted by key hash.
    private static let sources = """
        CREATE TABLE source (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            owner TEXT,
            reliability REAL,
            lineage TEXT,
            category INTEGER NOT NULL,
            confidence INTEGER,
            label INTEGER NOT NULL,
            permitted_use INTEGER NOT NULL,
            expiry_days INTEGER,
            usual_stay_days REAL,
            fetched_at INTEGER,
            first_success_at INTEGER,
            succeeded_at INTEGER,
            digest BLOB,
            last_read TEXT,
            part_bits INTEGER,
            listed INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE snapshot (
            id INTEGER PRIMARY KEY,
            source_id INTEGER NOT NULL REFERENCES source (id),
            part INTEGER NOT NULL,
            entries BLOB NOT NULL,
            UNIQUE (source_id, part)
        );
        """

    /// The terms of a score are shared by all addresses that were scored alike at one time; `uses` counts them.
    /// `due` says which address numbers, first to last, have their next crossing at a time; an address in such a run
    /// counts only if its own `next_crossing` says so too. `score` is in hundredths of a point.
    private static let addresses = """
        CREATE TABLE verdict (
            id INTEGER PRIMARY KEY,
            scored_at INTEGER NOT NULL,
            terms TEXT NOT NULL,
            uses INTEGER NOT NULL
        );
        CREATE TABLE address (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL,
            kind INTEGER NOT NULL,
            score INTEGER NOT NULL,
            level INTEGER NOT NULL,
            category INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            next_crossing INTEGER,
            verdict_id INTEGER NOT NULL,
            revision INTEGER NOT NULL
        );
        CREATE UNIQUE INDEX address_key ON address (key);
        CREATE TABLE due (
            at INTEGER NOT NULL,
            first_id INTEGER NOT NULL,
            last_id INTEGER NOT NULL,
            PRIMARY KEY (at, first_id)
        ) WITHOUT ROWID;
        """

    /// 2 is `AddressKind.network`.
    private static let networks = "CREATE INDEX address_network ON address (key) WHERE kind = 2"

    /// `claim` holds what many reports of a source share; what tends to differ line by line stands in the report.
    private static let reports = """
        CREATE TABLE claim (
            id INTEGER PRIMARY KEY,
            hash INTEGER NOT NULL,
            category INTEGER,
            confidence INTEGER,
            label INTEGER,
            permitted_use INTEGER,
            scope INTEGER NOT NULL,
            comment TEXT
        );
        CREATE INDEX claim_hash ON claim (hash);
        CREATE TABLE report (
            address_id INTEGER NOT NULL,
            source_id INTEGER NOT NULL,
            claim_id INTEGER NOT NULL,
            state INTEGER NOT NULL,
            listed_at INTEGER NOT NULL,
            left_at INTEGER,
            last_listed_at INTEGER,
            first_seen INTEGER,
            last_seen INTEGER,
            expires_at INTEGER,
            reference TEXT,
            PRIMARY KEY (address_id, source_id)
        ) WITHOUT ROWID;
        """

    /// `change` says which address numbers, first to last, a revision touched; an address in such a run counts only
    /// under its own `revision`, its latest.
    private static let history = """
        CREATE TABLE timeline (
            address_id INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            event INTEGER NOT NULL,
            source_id INTEGER NOT NULL,
            detail TEXT,
            PRIMARY KEY (address_id, revision, event, source_id)
        ) WITHOUT ROWID;
        CREATE TABLE change (
            revision INTEGER NOT NULL,
            first_id INTEGER NOT NULL,
            last_id INTEGER NOT NULL,
            PRIMARY KEY (revision, first_id)
        ) WITHOUT ROWID;
        """
}
