import Addresses
import GRDB
import Registry
import Reports

/// The rows of `proposal`.
struct ProposalTable {
    private let withdraw: RawStatement
    private let insert: RawStatement
    private let decide: RawStatement

    init(_ database: Database) throws {
        withdraw = try RawStatement(
            database,
            """
            UPDATE proposal SET decided_at = ?, decided_by = ?, is_approved = 0, note = ?
            WHERE address_id = ? AND source_id = ? AND decided_at IS NULL RETURNING id
            """
        )
        decide = try RawStatement(
            database,
            "UPDATE proposal SET decided_at = ?, decided_by = ?, is_approved = ?, note = ? WHERE id = ?"
        )
        insert = try RawStatement(
            database,
            """
            INSERT INTO proposal (address_id, source_id, member_id, user_id, who, at, claim_id, first_seen, last_seen,
                expires_at, reference, named) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
    }

    /// What stands in place of a person's number where a program proposed.
    private static let noUser: Int64 = 0

    /// What a proposal is stored with besides its claim.
    struct Author {
        let member: Member.ID
        /// Nil for a program.
        let user: User.ID?
        let name: String
    }

    /// Adds a proposal; one of the same address and source that waited is withdrawn.
    func add(
        _ item: Submission.Item,
        of address: Int64,
        source: Source.ID,
        claimID: Int64,
        by author: Author,
        at: Timestamp
    ) throws {
        _ = try withdraw(address, source: source, by: author.name, note: "proposed anew", at: at)
        insert.bind(address, at: 1)
        insert.bind(source.number, at: 2)
        insert.bind(author.member.number, at: 3)
        insert.bind(author.user?.number ?? Self.noUser, at: 4)
        insert.bind(author.name, at: 5)
        insert.bind(at.seconds, at: 6)
        insert.bind(claimID, at: 7)
        insert.bind(item.claim.firstSeen?.seconds, at: 8)
        insert.bind(item.claim.lastSeen?.seconds, at: 9)
        insert.bind(item.claim.expiry?.seconds, at: 10)
        insert.bind(item.claim.reference, at: 11)
        if let named = MemberList.bytes(item.named) {
            insert.bind(named, at: 12)
        } else {
            insert.bind(Int64?.none, at: 12)
        }
        try insert.run()
    }

    /// Ends what waits of an address.
    /// - Returns: whether anything did.
    func withdraw(
        _ address: Int64,
        source: Source.ID,
        by name: String,
        note: String,
        at: Timestamp
    ) throws -> Bool {
        withdraw.bind(at.seconds, at: 1)
        withdraw.bind(name, at: 2)
        withdraw.bind(note, at: 3)
        withdraw.bind(address, at: 4)
        withdraw.bind(source.number, at: 5)
        defer { withdraw.reset() }
        var isDone = false
        while try withdraw.step() { isDone = true }
        return isDone
    }

    /// Notes a decision.
    func decide(_ id: Proposal.ID, isApproved: Bool, by name: String, note: String, at: Timestamp) throws {
        decide.bind(at.seconds, at: 1)
        decide.bind(name, at: 2)
        decide.bind(isApproved, at: 3)
        decide.bind(note, at: 4)
        decide.bind(id.number, at: 5)
        try decide.run()
    }

    private static let columns = """
        SELECT p.id, a.key, p.member_id, p.user_id, p.who, p.at, p.first_seen, p.last_seen, p.expires_at, p.reference,
            p.named, c.category, c.confidence, c.label, c.permitted_use, c.scope, c.comment, p.address_id
        FROM proposal p CROSS JOIN address a ON a.id = p.address_id CROSS JOIN claim c ON c.id = p.claim_id
        """

    /// What waits of member ?1 after number ?2, at most ?3.
    static let waiting =
        columns + " WHERE p.member_id = ? AND p.id > ? AND p.decided_at IS NULL ORDER BY p.id LIMIT ?"
    /// What waits under number ?1.
    static let one = columns + " WHERE p.id = ? AND p.decided_at IS NULL"

    /// What waits of a member.
    static func waiting(
        in database: Database,
        of member: Member.ID,
        after last: Proposal.ID?,
        limit: Int
    ) throws -> [Proposal] {
        let query = try RawStatement(database, waiting)
        query.bind(member.number, at: 1)
        query.bind(last?.number ?? 0, at: 2)
        query.bind(Int64(limit), at: 3)
        defer { query.reset() }
        var proposals: [Proposal] = []
        while try query.step() { proposals.append(try proposal(query)) }
        return proposals
    }

    /// What waits under a number, and the number of its address.
    static func proposal(
        _ id: Proposal.ID,
        in database: Database
    ) throws -> (proposal: Proposal, address: Int64)? {
        let query = try RawStatement(database, one)
        query.bind(id.number, at: 1)
        defer { query.reset() }
        guard try query.step() else { return nil }
        return (try proposal(query), query.int64(17))
    }

    private static func proposal(_ row: RawStatement) throws -> Proposal {
        guard let address = Address(key: AddressKey(bytes: row.bytes(1))) else {
            throw StoreError(.damaged, "the address of proposal number \(row.int64(0))")
        }
        func time(_ column: Int32) -> Timestamp? { row.optionalInt64(column).map(Timestamp.init(seconds:)) }
        var claim = ClaimTable.claim(row, from: 11)
        claim.firstSeen = time(6)
        claim.lastSeen = time(7)
        claim.expiry = time(8)
        claim.reference = row.text(9)
        return Proposal(
            id: Proposal.ID(row.int64(0)),
            address: address,
            member: Member.ID(row.int64(2)),
            claim: claim,
            named: row.isNull(10) ? [] : MemberList.members(row.bytes(10)),
            user: row.int64(3) == noUser ? nil : User.ID(row.int64(3)),
            who: row.text(4) ?? "",
            at: Timestamp(seconds: row.int64(5))
        )
    }
}
