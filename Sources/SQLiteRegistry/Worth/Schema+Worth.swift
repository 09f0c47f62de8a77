extension Schema {
    /// What is learnt of sources. `listed_since` is the start of a chain of listings that returned within days; what is
    /// written over in `report` when an address comes back after longer stands in `past_listing`.
    ///
    /// `learnt.is_whole` says whether `source_history` holds all that the timeline tells; where it does not, it is told
    /// anew before something is learnt. `scored_to` is the address up to which those of the sources in `reweighed_source`
    /// have been scored again.
    static let worth = """
        ALTER TABLE report ADD COLUMN listed_since INTEGER;
        CREATE TABLE source_history (
            source_id INTEGER PRIMARY KEY REFERENCES source (id),
            first_day INTEGER NOT NULL,
            stay BLOB
        );
        CREATE TABLE past_listing (
            address_id INTEGER NOT NULL,
            source_id INTEGER NOT NULL,
            listed_at INTEGER NOT NULL,
            left_at INTEGER,
            PRIMARY KEY (address_id, source_id, listed_at)
        ) WITHOUT ROWID;
        CREATE TABLE learnt (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            is_whole INTEGER NOT NULL,
            at INTEGER,
            lineages BLOB,
            reliabilities BLOB,
            worth BLOB,
            scored_to INTEGER NOT NULL DEFAULT 0
        );
        INSERT INTO learnt (id, is_whole) SELECT 1, NOT EXISTS (SELECT 1 FROM revision);
        CREATE TABLE reweighed_source (
            source_id INTEGER PRIMARY KEY REFERENCES source (id)
        );
        CREATE TABLE lineage_ruling (
            first_id INTEGER NOT NULL REFERENCES source (id),
            second_id INTEGER NOT NULL REFERENCES source (id),
            is_one INTEGER NOT NULL,
            who TEXT NOT NULL,
            why TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (first_id, second_id)
        ) WITHOUT ROWID;
        CREATE TABLE comparison (
            source_id INTEGER PRIMARY KEY REFERENCES source (id),
            at INTEGER NOT NULL,
            listed INTEGER NOT NULL,
            alone INTEGER NOT NULL,
            timed INTEGER NOT NULL,
            median_days INTEGER
        );
        CREATE TABLE shared_listing (
            source_id INTEGER NOT NULL,
            other_id INTEGER NOT NULL,
            shared INTEGER NOT NULL,
            PRIMARY KEY (source_id, other_id)
        ) WITHOUT ROWID;
        """

    /// `forecast` holds what scores said on a day, by step, until it is known what came of them.
    static let forecasts = """
        CREATE TABLE forecast (
            day INTEGER NOT NULL,
            address_id INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            step INTEGER NOT NULL,
            PRIMARY KEY (day, address_id)
        ) WITHOUT ROWID;
        ALTER TABLE learnt ADD COLUMN chances BLOB;
        """
}
