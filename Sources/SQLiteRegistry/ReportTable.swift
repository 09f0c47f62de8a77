import GRDB
import Registry
import Reports

/// The rows of `report`: one for each address and source.
struct ReportTable {
    static let columns = [
        "address_id", "source_id", "claim_id", "state", "listed_at", "left_at", "last_listed_at",
        "first_seen",
        "last_seen", "expires_at", "reference", "named", "listed_since",
    ]

    private let find: RawStatement
    private let others: RawStatement
    private let insert: RawStatement
    private let update: RawStatement
    private let leave: RawStatement
    private let expire: RawStatement
    private let facts: RawStatement
    private let settle: RawStatement

    init(_ database: Database) throws {
        let key = "WHERE address_id = ? AND source_id = ?"
        find = try RawStatement(
            database,
            """
            SELECT r.state, r.listed_at, c.label, r.named, r.left_at, r.listed_since FROM report r JOIN claim c ON c.id = r.claim_id
            WHERE r.address_id = ? AND r.source_id = ?
            """
        )
        others = try RawStatement(
            database,
            """
            SELECT 1 FROM report r CROSS JOIN claim c ON c.id = r.claim_id CROSS JOIN source s ON s.id = r.source_id
            WHERE r.address_id = ? AND r.source_id <> ? AND r.state = 1
                AND coalesce(c.label, s.label) <> \(SharingLabel.red.rawValue) LIMIT 1
            """
        )
        let places = Self.columns.map { _ in "?" }.joined(separator: ", ")
        insert = try RawStatement(
            database,
            "INSERT INTO report (\(Self.columns.joined(separator: ", "))) VALUES (\(places))"
        )
        let assignments = Self.columns.dropFirst(2).map { "\($0) = ?" }.joined(separator: ", ")
        update = try RawStatement(database, "UPDATE report SET \(assignments) \(key)")
        leave = try RawStatement(
            database,
            "UPDATE report SET state = 3, left_at = ?, last_listed_at = ? \(key)"
        )
        expire = try RawStatement(
            database,
            "UPDATE report SET state = 2 WHERE address_id = ? AND source_id = ? AND state = 1"
        )
        settle = try RawStatement(database, "UPDATE report SET state = ? \(key)")
        facts = try RawStatement(
            database,
            """
            SELECT r.source_id, c.category, c.confidence, c.scope, r.state, r.listed_at, r.last_listed_at,
                r.last_seen, r.expires_at, c.label, r.named, r.listed_since
            FROM report r JOIN claim c ON c.id = r.claim_id WHERE r.address_id = ? ORDER BY r.source_id
            """
        )
    }

    /// How a report stands.
    struct Standing {
        let state: ReportRecord.State
        let listedAt: Timestamp
        let label: SharingLabel?
        let named: [Member.ID]
        let leftAt: Timestamp?
        let listedSince: Timestamp?

        /// When the chain of listings began of which the last is the present one.
        var chainStart: Timestamp { listedSince ?? listedAt }
    }

    /// How the report of `source` stands; nil when there never was one.
    func standing(of address: Int64, by source: Source.ID) throws -> Standing? {
        find.bind(address, at: 1)
        find.bind(source.number, at: 2)
        defer { find.reset() }
        guard try find.step() else { return nil }
        return Standing(
            state: Self.state(find.int64(0)),
            listedAt: Timestamp(seconds: find.int64(1)),
            label: find.optionalInt64(2).flatMap { SharingLabel(rawValue: UInt8(truncatingIfNeeded: $0)) },
            named: MemberList.members(find.bytes(3)),
            leftAt: find.optionalInt64(4).map(Timestamp.init(seconds:)),
            listedSince: find.optionalInt64(5).map(Timestamp.init(seconds:))
        )
    }

    /// Whether another source than `source` has an active report that every member may see.
    func hasOthers(_ address: Int64, than source: Source.ID) throws -> Bool {
        others.bind(address, at: 1)
        others.bind(source.number, at: 2)
        defer { others.reset() }
        return try others.step()
    }

    /// Inserts the report that `facts` and `claim` give.
    func insert(_ address: Int64, claimID: Int64, facts: ReportFacts, claim: Claim) throws {
        insert.bind(address, at: 1)
        insert.bind(facts.source, at: 2)
        Self.bind(insert, at: 3, claimID: claimID, facts: facts, claim: claim)
        try insert.run()
    }

    /// Makes the report what `facts` and `claim` give.
    func update(_ address: Int64, claimID: Int64, facts: ReportFacts, claim: Claim) throws {
        Self.bind(update, at: 1, claimID: claimID, facts: facts, claim: claim)
        update.bind(address, at: Int32(Self.columns.count - 1))
        update.bind(facts.source, at: Int32(Self.columns.count))
        try update.run()
    }

    /// Notes that the source no longer lists the address.
    func leave(_ address: Int64, source: Source.ID, at: Timestamp, lastListedAt: Timestamp?) throws {
        leave.bind(at.seconds, at: 1)
        leave.bind((lastListedAt ?? at).seconds, at: 2)
        leave.bind(address, at: 3)
        leave.bind(source.number, at: 4)
        try leave.run()
    }

    /// Notes that a report ran out.
    func expire(_ address: Int64, source: Int64) throws {
        expire.bind(address, at: 1)
        expire.bind(source, at: 2)
        try expire.run()
    }

    /// Gives a report another state.
    func settle(_ address: Int64, source: Source.ID, as state: ReportRecord.State) throws {
        settle.bind(state.rawValue, at: 1)
        settle.bind(address, at: 2)
        settle.bind(source.number, at: 3)
        try settle.run()
    }

    /// What counts for the score of an address, by source.
    func facts(of address: Int64) throws -> [ReportFacts] {
        facts.bind(address, at: 1)
        var result: [ReportFacts] = []
        func time(_ column: Int32) -> Timestamp? { facts.optionalInt64(column).map(Timestamp.init(seconds:)) }
        func code(_ column: Int32) -> UInt8? {
            facts.optionalInt64(column).map(UInt8.init(truncatingIfNeeded:))
        }
        while try facts.step() {
            result.append(
                ReportFacts(
                    source: facts.int64(0),
                    category: code(1).flatMap(Category.init),
                    confidence: code(2),
                    label: code(9).flatMap(SharingLabel.init),
                    named: facts.isNull(10) ? [] : MemberList.members(facts.bytes(10)),
                    scope: code(3).flatMap(MatchScope.init) ?? .exact,
                    state: Self.state(facts.int64(4)),
                    listedAt: Timestamp(seconds: facts.int64(5)),
                    lastListedAt: time(6),
                    lastSeen: time(7),
                    expiresAt: time(8),
                    listedSince: time(11)
                )
            )
        }
        facts.reset()
        return result
    }

    /// Binds claim, state and the rest of ``columns`` from `first` on.
    static func bind(
        _ statement: RawStatement,
        at first: Int32,
        claimID: Int64,
        facts: ReportFacts,
        claim: Claim
    ) {
        statement.bind(claimID, at: first)
        statement.bind(Int64(facts.state.rawValue), at: first + 1)
        statement.bind(facts.listedAt.seconds, at: first + 2)
        statement.bind(Int64?.none, at: first + 3)
        statement.bind(Int64?.none, at: first + 4)
        statement.bind(claim.firstSeen?.seconds, at: first + 5)
        statement.bind(claim.lastSeen?.seconds, at: first + 6)
        statement.bind(facts.expiresAt?.seconds, at: first + 7)
        statement.bind(claim.reference, at: first + 8)
        if let named = MemberList.bytes(facts.named) {
            statement.bind(named, at: first + 9)
        } else {
            statement.bind(Int64?.none, at: first + 9)
        }
        statement.bind(facts.listedSince?.seconds, at: first + 10)
    }

    static func state(_ value: Int64) -> ReportRecord.State {
        ReportRecord.State(rawValue: UInt8(truncatingIfNeeded: value)) ?? .delisted
    }
}
