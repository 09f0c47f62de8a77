extension Schema {
    /// `form`, `rule` and `reach` are a rule's; see `AllowlistRule.init(form:text:reach:)`. An entry without a member is
    /// the system's. `place` numbers the rules of a list.
    static let allowlists = """
        CREATE TABLE allow_entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            form INTEGER NOT NULL,
            rule TEXT NOT NULL,
            reach INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            label INTEGER,
            reason TEXT NOT NULL,
            member_id INTEGER REFERENCES member (id),
            scope_member_id INTEGER REFERENCES member (id),
            expires_at INTEGER,
            added_by TEXT NOT NULL,
            added_at INTEGER NOT NULL
        );
        CREATE INDEX allow_entry_rule ON allow_entry (rule);
        CREATE TABLE allow_list (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            kind INTEGER NOT NULL,
            label INTEGER,
            owner TEXT NOT NULL,
            reason TEXT NOT NULL,
            scope_member_id INTEGER REFERENCES member (id),
            expires_at INTEGER,
            rules INTEGER NOT NULL,
            imported_by TEXT NOT NULL,
            imported_at INTEGER NOT NULL
        );
        CREATE TABLE allow_rule (
            list_id INTEGER NOT NULL,
            place INTEGER NOT NULL,
            form INTEGER NOT NULL,
            rule TEXT NOT NULL,
            reach INTEGER NOT NULL,
            PRIMARY KEY (list_id, place)
        ) WITHOUT ROWID;
        """

    /// What waits for a second person, and what was decided. `entry_id` is the entry to be removed; null asks to add one.
    static let allowProposals = """
        ALTER TABLE allow_entry ADD COLUMN approved_by TEXT;
        CREATE TABLE allow_proposal (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            entry_id INTEGER,
            form INTEGER NOT NULL,
            rule TEXT NOT NULL,
            reach INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            label INTEGER,
            reason TEXT NOT NULL,
            member_id INTEGER REFERENCES member (id),
            scope_member_id INTEGER REFERENCES member (id),
            expires_at INTEGER,
            user_id INTEGER,
            who TEXT NOT NULL,
            at INTEGER NOT NULL,
            decided_at INTEGER,
            decided_by TEXT,
            is_approved INTEGER,
            note TEXT
        );
        CREATE INDEX allow_proposal_waiting ON allow_proposal (id) WHERE decided_at IS NULL;
        """
}
