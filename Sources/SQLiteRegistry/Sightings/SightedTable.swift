import GRDB
import Registry
import Reports
import Reputation

/// The rows of `sighted`: one for each address and member, summing up its sightings.
struct SightedTable {
    private let find: RawStatement
    private let add: RawStatement
    /// Most registries have few sighted addresses or none; then nothing is asked.
    private let isEmpty: Bool

    init(_ database: Database) throws {
        find = try RawStatement(
            database,
            "SELECT member_id, count, last_at, first_at FROM sighted WHERE address_id = ? ORDER BY member_id"
        )
        add = try RawStatement(
            database,
            """
            INSERT INTO sighted (address_id, member_id, count, first_at, last_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (address_id, member_id) DO UPDATE SET count = count + excluded.count,
                first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)
            RETURNING count = ?3
            """
        )
        isEmpty = try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM sighted)") ?? true
    }

    /// What counts for the score of an address, by member.
    func sightings(of address: Int64) throws -> [MemberSightings] {
        guard !isEmpty else { return [] }
        return try summaries(of: address).map {
            MemberSightings(member: $0.member.number, count: $0.count, lastAt: $0.lastAt)
        }
    }

    func summaries(of address: Int64) throws -> [SightingSummary] {
        find.bind(address, at: 1)
        defer { find.reset() }
        var summaries: [SightingSummary] = []
        while try find.step() {
            summaries.append(
                SightingSummary(
                    member: Member.ID(find.int64(0)),
                    count: find.int(1),
                    firstAt: Timestamp(seconds: find.int64(3)),
                    lastAt: Timestamp(seconds: find.int64(2))
                )
            )
        }
        return summaries
    }

    /// Adds a sighting to the sum.
    /// - Returns: whether it is the member's first of this address.
    func add(_ sighting: Sighting, of address: Int64, by member: Member.ID) throws -> Bool {
        add.bind(address, at: 1)
        add.bind(member.number, at: 2)
        add.bind(Int64(sighting.count), at: 3)
        add.bind(sighting.firstAt.seconds, at: 4)
        add.bind(sighting.lastAt.seconds, at: 5)
        defer { add.reset() }
        return try add.step() && add.int64(0) != 0
    }
}
