extension Schema {
    /// A row of `list_entry` stands on its list from serial `since` up to, but without, serial `until`; NULL while it is
    /// served. `list_change` says which keys a serial touched. `list_pending` holds how what the registry would give
    /// now differs from what is served: `present` says whether the entry stands there, `was` whether it is served,
    /// `ended` whether it goes because its time is over. `due` is when an entry has to be looked at again.
    ///
    /// `list_basis` counts what lists depend on besides revisions; see `ListBasis`.
    static let lists = """
        CREATE TABLE list (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            settings TEXT NOT NULL,
            serial INTEGER NOT NULL DEFAULT 0,
            entries INTEGER NOT NULL DEFAULT 0,
            revision INTEGER NOT NULL DEFAULT 0,
            policy INTEGER NOT NULL DEFAULT -1,
            published_at INTEGER,
            hold_cause INTEGER,
            hold_reason TEXT,
            held_by TEXT,
            held_at INTEGER,
            created_at INTEGER NOT NULL
        );
        CREATE TABLE list_entry (
            list_id INTEGER NOT NULL,
            key BLOB NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER,
            address_id INTEGER NOT NULL,
            score INTEGER NOT NULL,
            level INTEGER NOT NULL,
            category INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            sources INTEGER NOT NULL,
            first_listed INTEGER NOT NULL,
            label INTEGER NOT NULL,
            expires_at INTEGER,
            due INTEGER,
            PRIMARY KEY (list_id, key, since)
        ) WITHOUT ROWID;
        CREATE INDEX list_entry_closed ON list_entry (list_id, until) WHERE until IS NOT NULL;
        CREATE INDEX list_entry_due ON list_entry (due) WHERE until IS NULL AND due IS NOT NULL;
        CREATE TABLE list_pending (
            list_id INTEGER NOT NULL,
            key BLOB NOT NULL,
            present INTEGER NOT NULL,
            was INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            address_id INTEGER NOT NULL,
            score INTEGER NOT NULL,
            level INTEGER NOT NULL,
            category INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            sources INTEGER NOT NULL,
            first_listed INTEGER NOT NULL,
            label INTEGER NOT NULL,
            expires_at INTEGER,
            due INTEGER,
            PRIMARY KEY (list_id, key)
        ) WITHOUT ROWID;
        CREATE INDEX list_pending_due ON list_pending (due) WHERE due IS NOT NULL;
        CREATE TABLE list_withheld (
            list_id INTEGER NOT NULL,
            key BLOB NOT NULL,
            reason TEXT NOT NULL,
            stops INTEGER NOT NULL,
            since INTEGER NOT NULL,
            seen_by TEXT,
            PRIMARY KEY (list_id, key)
        ) WITHOUT ROWID;
        CREATE TABLE list_serial (
            list_id INTEGER NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            cause INTEGER NOT NULL,
            who TEXT NOT NULL,
            added INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            removed INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            entries INTEGER NOT NULL,
            note TEXT,
            PRIMARY KEY (list_id, number)
        ) WITHOUT ROWID;
        CREATE TABLE list_change (
            list_id INTEGER NOT NULL,
            serial INTEGER NOT NULL,
            key BLOB NOT NULL,
            PRIMARY KEY (list_id, serial, key)
        ) WITHOUT ROWID;
        CREATE TABLE list_receipt (
            list_id INTEGER NOT NULL,
            token_id INTEGER NOT NULL,
            serial INTEGER,
            at INTEGER,
            given INTEGER,
            given_at INTEGER,
            followed_before INTEGER,
            followed INTEGER,
            PRIMARY KEY (list_id, token_id)
        ) WITHOUT ROWID;
        CREATE TABLE list_basis (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            policy INTEGER NOT NULL,
            lists INTEGER NOT NULL
        );
        INSERT INTO list_basis (id, policy, lists) VALUES (1, 0, 0);
        """

    /// Count what changes the decision on addresses without a revision.
    static let listPolicyTriggers =
        [
            ("allow_entry", "INSERT"), ("allow_entry", "DELETE"), ("allow_list", "INSERT"),
            ("allow_list", "DELETE"), ("constituency", "INSERT"), ("constituency", "DELETE"),
        ]
        .map { table, event in
            """
            CREATE TRIGGER list_policy_\(table)_\(event.lowercased()) AFTER \(event) ON \(table)
            BEGIN UPDATE list_basis SET policy = policy + 1; END;
            """
        }
        .joined(separator: "\n")
            + """
            \nCREATE TRIGGER list_policy_source AFTER UPDATE ON source
            WHEN old.name IS NOT new.name OR old.label IS NOT new.label OR old.category IS NOT new.category
                OR old.permitted_use IS NOT new.permitted_use OR old.member_id IS NOT new.member_id
            BEGIN UPDATE list_basis SET policy = policy + 1; END;
            """

    /// The three lists that exist from the start; codes as `StoredListSettings` has them.
    static let firstLists = """
        INSERT INTO list (name, settings, created_at) VALUES
            ('drop', '{"purpose":"What is certain: dropped at the border, whatever it is.","use":1,"kinds":[1,2],\
        "level":4,"label":2,"maximumEntries":10000}', strftime('%s', 'now')),
            ('block-dns', '{"purpose":"Names that resolvers do not answer, and addresses that names must not lead to.",\
        "use":1,"kinds":[1,2,4],"level":2,"label":2}', strftime('%s', 'now')),
            ('alert', '{"purpose":"What is looked for and told, and never blocked.","use":0,"level":1,"label":2}',
                strftime('%s', 'now'));
        """
}
