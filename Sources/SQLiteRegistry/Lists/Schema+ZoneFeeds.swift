extension Schema {
    /// `marker` to `fault_since` say how a zone stands; what is above is what somebody wants.
    /// A resolver's row says what it was found to hold.
    static let zoneFeeds = """
        CREATE TABLE zone_feed (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            list_id INTEGER NOT NULL,
            zone TEXT NOT NULL UNIQUE,
            part TEXT NOT NULL,
            server TEXT NOT NULL,
            port INTEGER NOT NULL,
            key_file TEXT NOT NULL,
            tools TEXT NOT NULL,
            zone_file TEXT,
            control TEXT,
            created_at INTEGER NOT NULL,
            marker TEXT,
            serial INTEGER,
            at INTEGER,
            file_serial INTEGER,
            fault TEXT,
            fault_since INTEGER
        );
        CREATE TABLE zone_resolver (
            feed_id INTEGER NOT NULL REFERENCES zone_feed (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            server TEXT NOT NULL,
            port INTEGER NOT NULL,
            serial INTEGER,
            zone_serial INTEGER,
            answered_at INTEGER,
            fault TEXT,
            PRIMARY KEY (feed_id, name)
        ) WITHOUT ROWID;
        """
}
