extension Schema {
    /// `overlay` holds the scores of members that may see RED reports; a row stays when the reports are gone, so that its
    /// member learns of it, and is then not active. `is_open` says whether every member may know of an address.
    static let visibility = """
        ALTER TABLE source ADD COLUMN member_id INTEGER REFERENCES member (id);
        ALTER TABLE source ADD COLUMN nature INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE report ADD COLUMN named BLOB;
        ALTER TABLE address ADD COLUMN is_open INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE registry ADD COLUMN open_count INTEGER NOT NULL DEFAULT 0;
        UPDATE registry SET open_count = (SELECT count(*) FROM address);
        CREATE TABLE overlay (
            address_id INTEGER NOT NULL,
            member_id INTEGER NOT NULL,
            score INTEGER NOT NULL,
            level INTEGER NOT NULL,
            category INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            next_crossing INTEGER,
            verdict_id INTEGER NOT NULL,
            is_active INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            PRIMARY KEY (address_id, member_id)
        ) WITHOUT ROWID;
        CREATE INDEX overlay_change ON overlay (member_id, revision, address_id);
        CREATE INDEX overlay_due ON overlay (next_crossing) WHERE is_active = 1 AND next_crossing IS NOT NULL;
        """

    /// What people say of addresses by hand.
    static let judgements = """
        CREATE TABLE vote (
            address_id INTEGER NOT NULL,
            member_id INTEGER NOT NULL,
            who TEXT NOT NULL,
            why TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (address_id, member_id)
        ) WITHOUT ROWID;
        CREATE TABLE override (
            id INTEGER PRIMARY KEY,
            address_id INTEGER NOT NULL,
            score INTEGER NOT NULL,
            until INTEGER NOT NULL,
            who TEXT NOT NULL,
            why TEXT NOT NULL,
            at INTEGER NOT NULL,
            ended_at INTEGER
        );
        CREATE INDEX override_address ON override (address_id) WHERE ended_at IS NULL;
        CREATE TABLE submission (
            address_id INTEGER NOT NULL,
            source_id INTEGER NOT NULL,
            user_id INTEGER,
            who TEXT NOT NULL,
            at INTEGER NOT NULL,
            decided_by TEXT,
            decided_at INTEGER,
            note TEXT,
            PRIMARY KEY (address_id, source_id)
        ) WITHOUT ROWID;
        CREATE INDEX report_pending ON report (source_id, address_id) WHERE state = 4;
        """
}
