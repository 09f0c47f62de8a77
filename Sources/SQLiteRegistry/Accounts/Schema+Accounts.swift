extension Schema {
    /// `constituency` holds key ranges: what a member answers for lies between `key` and `last_key`.
    static let members = """
        CREATE TABLE member (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            arabic_name TEXT NOT NULL,
            created_at INTEGER NOT NULL
        );
        CREATE TABLE constituency (
            key BLOB NOT NULL,
            member_id INTEGER NOT NULL REFERENCES member (id),
            PRIMARY KEY (key, member_id)
        ) WITHOUT ROWID;
        """

    /// Secrets are kept as digests, passwords as slow hashes.
    static let accounts = """
        CREATE TABLE user (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            display_name TEXT NOT NULL,
            member_id INTEGER REFERENCES member (id),
            role INTEGER NOT NULL,
            disabled INTEGER NOT NULL DEFAULT 0,
            password TEXT NOT NULL,
            code_key BLOB,
            code_period INTEGER,
            language TEXT,
            digits TEXT NOT NULL DEFAULT 'latn',
            hijri INTEGER NOT NULL DEFAULT 0,
            theme TEXT NOT NULL DEFAULT 'system',
            zone_minutes INTEGER NOT NULL DEFAULT 180,
            created_at INTEGER NOT NULL,
            signed_in_at INTEGER,
            failures INTEGER NOT NULL DEFAULT 0,
            locked_until INTEGER
        );
        CREATE TABLE session (
            digest BLOB PRIMARY KEY,
            user_id INTEGER NOT NULL REFERENCES user (id),
            expires_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX session_user ON session (user_id);
        CREATE TABLE set_up (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            digest BLOB NOT NULL,
            expires_at INTEGER NOT NULL
        );
        CREATE TABLE token (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL,
            member_id INTEGER REFERENCES member (id),
            scopes INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            revoked_at INTEGER,
            used_at INTEGER
        );
        """

    static let audit = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            actor_name TEXT NOT NULL,
            member_id INTEGER,
            action TEXT NOT NULL,
            object TEXT NOT NULL,
            detail TEXT NOT NULL,
            seal BLOB NOT NULL
        );
        CREATE INDEX audit_member ON audit (member_id, id);
        CREATE TABLE audit_head (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            last_id INTEGER NOT NULL,
            seal BLOB NOT NULL
        );
        """

    /// `sighted` sums up `sighting` by member. `inside` is the 16 bytes of an address, or none. `spool` says which batch
    /// of a sensor's spool came last.
    static let sightings = """
        CREATE TABLE sighting (
            address_id INTEGER NOT NULL,
            hour INTEGER NOT NULL,
            token_id INTEGER NOT NULL,
            inside BLOB NOT NULL,
            seen TEXT NOT NULL,
            count INTEGER NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            PRIMARY KEY (address_id, hour, token_id, inside, seen)
        ) WITHOUT ROWID;
        CREATE TABLE sighted (
            address_id INTEGER NOT NULL,
            member_id INTEGER NOT NULL,
            count INTEGER NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            PRIMARY KEY (address_id, member_id)
        ) WITHOUT ROWID;
        CREATE TABLE spool (
            token_id INTEGER NOT NULL,
            spool BLOB NOT NULL,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (token_id, spool)
        ) WITHOUT ROWID;
        """

    /// Sessions that were begun before it lie idle since 1970: their users sign in again.
    static let idleSessions = "ALTER TABLE session ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0"

    static let providerLinks = """
        ALTER TABLE user ADD COLUMN issuer TEXT;
        ALTER TABLE user ADD COLUMN subject TEXT;
        CREATE UNIQUE INDEX user_subject ON user (issuer, subject) WHERE subject IS NOT NULL;
        """

    static let recentSightings = "CREATE INDEX sighting_hour ON sighting (hour)"
}
