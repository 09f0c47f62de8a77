import GRDB
import Registry
import Reports
import Reputation

/// What people decided of addresses: the rows of `vote` and `override`.
struct JudgementTable {
    private let votes: RawStatement
    private let override: RawStatement
    /// Most registries hold few; then nothing is asked.
    private let isEmpty: Bool
    private let disputes: RawStatement

    init(_ database: Database) throws {
        disputes = try RawStatement(
            database,
            "SELECT member_id, who, why, at FROM vote WHERE address_id = ? ORDER BY member_id"
        )
        votes = try RawStatement(database, "SELECT count(*) FROM vote WHERE address_id = ?")
        override = try RawStatement(
            database,
            """
            SELECT id, score, until, who, why FROM override WHERE address_id = ? AND ended_at IS NULL
            ORDER BY id DESC LIMIT 1
            """
        )
        isEmpty =
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT NOT EXISTS (SELECT 1 FROM vote) AND NOT EXISTS (SELECT 1 FROM override
                        WHERE ended_at IS NULL)
                    """
            ) ?? true
    }

    /// What counts for the score of an address.
    func judgement(of address: Int64) throws -> Judgement {
        guard !isEmpty else { return Judgement() }
        votes.bind(address, at: 1)
        defer { votes.reset() }
        let count = try votes.step() ? votes.int(0) : 0
        return Judgement(votes: count, override: try override(of: address))
    }

    /// The override of an address that was not ended by hand; it may have run out.
    func override(of address: Int64) throws -> Override? {
        override.bind(address, at: 1)
        defer { override.reset() }
        guard try override.step() else { return nil }
        return try Override(
            id: override.int64(0),
            score: Double(override.int64(1)) / 100,
            until: Timestamp(seconds: override.int64(2)),
            who: override.text(3) ?? "",
            why: override.text(4) ?? ""
        )
    }

    /// Who takes an address for a false positive, by member.
    func disputes(of address: Int64) throws -> [Decisions.Dispute] {
        disputes.bind(address, at: 1)
        defer { disputes.reset() }
        var found: [Decisions.Dispute] = []
        while try disputes.step() {
            found.append(
                Decisions.Dispute(
                    member: Member.ID(disputes.int64(0)),
                    who: disputes.text(1) ?? "",
                    why: disputes.text(2) ?? "",
                    at: Timestamp(seconds: disputes.int64(3))
                )
            )
        }
        return found
    }
}
