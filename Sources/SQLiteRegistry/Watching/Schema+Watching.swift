extension Schema {
    /// `asset` is the key of an address; a rule without one is a search of the conditions beside it. `watch_seen` says up
    /// to which revision somebody has looked.
    static let watching = """
        CREATE TABLE watch_rule (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            member_id INTEGER NOT NULL REFERENCES member (id),
            name TEXT NOT NULL,
            asset BLOB,
            within BLOB,
            kind INTEGER,
            category INTEGER,
            level INTEGER,
            added_by TEXT NOT NULL,
            added_at INTEGER NOT NULL
        );
        CREATE INDEX watch_rule_member ON watch_rule (member_id, id);
        CREATE TABLE watch_seen (
            user_id INTEGER PRIMARY KEY REFERENCES user (id),
            revision INTEGER NOT NULL
        );
        """
}
