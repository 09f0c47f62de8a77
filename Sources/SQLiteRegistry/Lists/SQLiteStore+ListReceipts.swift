import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``ListStore/listReceipts(of:)``.
    public func listReceipts(of list: PublishedList.ID) throws(StoreError) -> [ListReceipt] {
        try read { database in
            try tokenReceipts(of: list, in: database)
                + ZoneFeedTable(database: database, path: path)
                .receipts(of: list)
        }
    }

    private func tokenReceipts(of list: PublishedList.ID, in database: Database) throws -> [ListReceipt] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT r.token_id, t.name, t.member_id, r.serial, r.at, r.given, r.given_at
                FROM list_receipt r CROSS JOIN token t ON t.id = r.token_id
                WHERE r.list_id = ? ORDER BY t.name, t.id
                """,
            arguments: [list.number]
        )
        .map { row in
            ListReceipt(
                consumer: .token(Token.ID(row[0])),
                name: row[1],
                member: (row[2] as Int64?).map(Member.ID.init),
                serial: row[3],
                at: (row[4] as Int64?).map(Timestamp.init(seconds:)),
                given: row[5],
                givenAt: (row[6] as Int64?).map(Timestamp.init(seconds:))
            )
        }
    }

    /// See ``ListStore/acknowledgeList(_:serial:by:at:)``.
    public func acknowledgeList(
        _ list: PublishedList.ID,
        serial: Int64,
        by token: Token.ID,
        at: Timestamp
    ) throws(StoreError) {
        try write { database in
            let last = try Int64.fetchOne(
                database,
                sql: "SELECT serial FROM list WHERE id = ?",
                arguments: [list.number]
            )
            guard let last, (1...max(1, last)).contains(serial), last > 0 else {
                throw StoreError(.invalidValue, "serial \(serial): it was never published")
            }
            try database.execute(
                sql: """
                    INSERT INTO list_receipt (list_id, token_id, serial, at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (list_id, token_id) DO UPDATE SET serial = excluded.serial, at = excluded.at
                    """,
                arguments: [list.number, token.number, serial, at.seconds]
            )
        }
    }

    /// See ``ListStore/recordListGiven(_:serial:to:at:)``.
    public func recordListGiven(
        _ list: PublishedList.ID,
        serial: Int64,
        to token: Token.ID,
        at: Timestamp
    ) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO list_receipt (list_id, token_id, given, given_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (list_id, token_id) DO UPDATE SET given = excluded.given, given_at = excluded.given_at
                    """,
                arguments: [list.number, token.number, serial, at.seconds]
            )
        }
    }

    /// See ``ListStore/followedSerials(of:by:)``.
    public func followedSerials(
        of list: PublishedList.ID,
        by token: Token.ID
    ) throws(StoreError) -> FollowedSerials? {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT followed_before, followed FROM list_receipt
                    WHERE list_id = ? AND token_id = ? AND followed IS NOT NULL
                    """,
                arguments: [list.number, token.number]
            )
            return row.map { FollowedSerials(before: $0[0], last: $0[1]) }
        }
    }

    /// See ``ListStore/recordFollowed(_:of:by:)``.
    public func recordFollowed(
        _ serials: FollowedSerials,
        of list: PublishedList.ID,
        by token: Token.ID
    ) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO list_receipt (list_id, token_id, followed_before, followed) VALUES (?, ?, ?, ?)
                    ON CONFLICT (list_id, token_id) DO UPDATE SET followed_before = excluded.followed_before,
                        followed = excluded.followed
                    """,
                arguments: [list.number, token.number, serials.before, serials.last]
            )
        }
    }
}
