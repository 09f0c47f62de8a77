extension Schema {
    /// `proposal` holds the reports that wait for a second person and, once decided, who decided; what a member reported
    /// before stands in `report` meanwhile. `idempotency` holds the answers to requests that may be sent again.
    static let submissions = """
        DROP TABLE submission;
        DROP INDEX report_pending;
        ALTER TABLE member ADD COLUMN source_id INTEGER REFERENCES source (id);
        CREATE TABLE proposal (
            id INTEGER PRIMARY KEY,
            address_id INTEGER NOT NULL,
            source_id INTEGER NOT NULL,
            member_id INTEGER NOT NULL,
            user_id INTEGER NOT NULL,
            who TEXT NOT NULL,
            at INTEGER NOT NULL,
            claim_id INTEGER NOT NULL,
            first_seen INTEGER,
            last_seen INTEGER,
            expires_at INTEGER,
            reference TEXT,
            named BLOB,
            decided_by TEXT,
            decided_at INTEGER,
            is_approved INTEGER,
            note TEXT
        );
        CREATE INDEX proposal_waiting ON proposal (member_id, id) WHERE decided_at IS NULL;
        CREATE UNIQUE INDEX proposal_address ON proposal (address_id, source_id) WHERE decided_at IS NULL;
        CREATE TABLE idempotency (
            actor TEXT NOT NULL,
            key TEXT NOT NULL,
            digest BLOB NOT NULL,
            at INTEGER NOT NULL,
            added INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            waiting INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            PRIMARY KEY (actor, key)
        ) WITHOUT ROWID;
        CREATE INDEX idempotency_at ON idempotency (at);
        CREATE INDEX revision_at ON revision (at);
        """
}
