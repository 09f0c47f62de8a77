extension Schema {
    /// `address` is a key, `owner` the number of a member; an appeal without `verdict` waits.
    static let appeals = """
        CREATE TABLE appeal (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            reference TEXT NOT NULL,
            address BLOB,
            owner INTEGER REFERENCES member (id),
            contact TEXT NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL,
            due INTEGER NOT NULL,
            verdict INTEGER,
            reason TEXT,
            act TEXT,
            answered_by TEXT,
            answered_at INTEGER
        );
        CREATE INDEX appeal_open ON appeal (due, id) WHERE verdict IS NULL;
        CREATE INDEX appeal_answered ON appeal (answered_at, id) WHERE verdict IS NOT NULL;
        """
}
