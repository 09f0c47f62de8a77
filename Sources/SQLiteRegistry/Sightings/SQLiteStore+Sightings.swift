public import Addresses
import Foundation
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``SightingStore/record(_:from:at:)``.
    public func record(
        _ batch: SightingBatch,
        from sensor: Token,
        at: Timestamp
    ) throws(StoreError) -> SightingReceipt {
        if let fault = batch.fault {
            throw StoreError(
                .invalidValue,
                "batch \(batch.sequence) of sensor \(sensor.settings.name): \(fault)"
            )
        }
        guard let member = sensor.settings.member else {
            throw StoreError(.invalidValue, "sensor \(sensor.settings.name): it belongs to no member")
        }
        return try write { database in
            let awaited = try self.awaitedSequence(of: batch, from: sensor, in: database)
            guard batch.sequence >= awaited else { return .known }
            guard batch.sequence == awaited else { return .outOfOrder(awaited: awaited) }
            let unregistered = try self.store(batch, from: sensor.id, of: member, in: database, at: at)
            try database.execute(
                sql: """
                    INSERT INTO spool (token_id, spool, sequence, at) VALUES (?1, ?2, ?3, ?4)
                    ON CONFLICT (token_id, spool) DO UPDATE SET sequence = ?3, at = ?4
                    """,
                arguments: [sensor.id.number, Data(batch.spool), batch.sequence, at.seconds]
            )
            return .recorded(unregistered: unregistered)
        }
    }

    private func awaitedSequence(
        of batch: SightingBatch,
        from sensor: Token,
        in database: Database
    ) throws -> Int64 {
        let last = try Int64.fetchOne(
            database,
            sql: "SELECT sequence FROM spool WHERE token_id = ? AND spool = ?",
            arguments: [sensor.id.number, Data(batch.spool)]
        )
        return (last ?? 0) + 1
    }

    /// - Returns: how many sightings are of addresses that are not registered.
    private func store(
        _ batch: SightingBatch,
        from sensor: Token.ID,
        of member: Member.ID,
        in database: Database,
        at: Timestamp
    ) throws -> Int {
        let find = try RawStatement(database, "SELECT id FROM address WHERE key = ?")
        let table = try SightingTable(database)
        let sums = try SightedTable(database)
        var touched: Set<Int64> = []
        var first: Set<Int64> = []
        var unregistered = 0
        for sighting in batch.sightings {
            find.bind(sighting.address.key.bytes, at: 1)
            let address = try find.step() ? find.int64(0) : nil
            find.reset()
            guard let address else {
                unregistered += 1
                continue
            }
            try table.add(sighting, of: address, by: sensor)
            if try sums.add(sighting, of: address, by: member) { first.insert(address) }
            touched.insert(address)
        }
        guard !touched.isEmpty else { return unregistered }
        let revision = try RevisionTable(database: database).last() + 1
        let timeline = try TimelineTable(database, revision: revision)
        let code = try String.fetchOne(
            database,
            sql: "SELECT code FROM member WHERE id = ?",
            arguments: [member.number]
        )
        for address in first.sorted() { try timeline.append(address, .sighted, detail: code) }
        _ = try rescore(touched.sorted(), in: database, at: at, cause: .sighted, source: nil)
        return unregistered
    }

    /// See ``SightingStore/sightingSummaries(of:)``.
    public func sightingSummaries(of address: Address) throws(StoreError) -> [SightingSummary] {
        try read { database in
            let id = try Int64.fetchOne(
                database,
                sql: "SELECT id FROM address WHERE key = ?",
                arguments: [Data(address.key.bytes)]
            )
            return try id.map { try SightedTable(database).summaries(of: $0) } ?? []
        }
    }

    /// The sightings of addresses with keys from ?1 to ?2.
    static let sightingsSQL = """
        SELECT a.key, s.seen, s.inside, s.count, s.first_at, s.last_at, t.member_id, t.name
        FROM address a CROSS JOIN sighting s ON s.address_id = a.id CROSS JOIN token t ON t.id = s.token_id
        WHERE a.key >= ? AND a.key <= ?
        """

    /// See ``SightingStore/sightings(of:by:limit:)``.
    public func sightings(
        of address: Address,
        by member: Member.ID?,
        limit: Int
    ) throws(StoreError) -> [SightingRecord] {
        try read { database in
            let condition = member == nil ? "" : " AND t.member_id = ?"
            let query = try RawStatement(
                database,
                Self.sightingsSQL + condition + " ORDER BY s.last_at DESC, a.key LIMIT ?"
            )
            query.bind(address.key.bytes, at: 1)
            query.bind(address.lastContainedKey.bytes, at: 2)
            if let member { query.bind(member.number, at: 3) }
            query.bind(Int64(limit), at: member == nil ? 3 : 4)
            return try records(query)
        }
    }

    /// The sightings in the hours from ?1 on by sensors of the member ?2, at most ?3.
    static let latestSightingsSQL = """
        SELECT a.key, s.seen, s.inside, s.count, s.first_at, s.last_at, t.member_id, t.name
        FROM sighting s CROSS JOIN token t ON t.id = s.token_id CROSS JOIN address a ON a.id = s.address_id
        WHERE s.hour >= ? AND t.member_id = ? ORDER BY s.hour DESC, s.last_at DESC, a.key LIMIT ?
        """

    /// See ``SightingStore/latestSightings(by:since:limit:)``.
    public func latestSightings(
        by member: Member.ID,
        since: Timestamp,
        limit: Int
    ) throws(StoreError) -> [SightingRecord] {
        try read { database in
            let query = try RawStatement(database, Self.latestSightingsSQL)
            query.bind(since.seconds / Sighting.secondsPerHour, at: 1)
            query.bind(member.number, at: 2)
            query.bind(Int64(limit), at: 3)
            return try records(query)
        }
    }

    /// See ``SightingStore/sightedHours(by:since:)``.
    public func sightedHours(by member: Member.ID?, since: Timestamp) throws(StoreError) -> [SightedHour] {
        try read { database in
            let condition = member == nil ? "" : " AND t.member_id = ?"
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT s.hour, sum(s.count) FROM sighting s CROSS JOIN token t ON t.id = s.token_id
                    WHERE s.hour >= ?\(condition) GROUP BY s.hour ORDER BY s.hour
                    """,
                arguments: StatementArguments(
                    [since.seconds / Sighting.secondsPerHour] + [member?.number].compactMap(\.self)
                )
            )
            .map { SightedHour(hour: $0[0], count: $0[1]) }
        }
    }

    private func records(_ query: RawStatement) throws -> [SightingRecord] {
        defer { query.reset() }
        var records: [SightingRecord] = []
        while try query.step() {
            guard let address = Address(key: AddressKey(bytes: query.bytes(0))) else {
                throw StoreError(.damaged, path)
            }
            let seen = query.text(1) ?? ""
            records.append(
                SightingRecord(
                    sighting: Sighting(
                        address: address,
                        seen: seen.isEmpty ? nil : seen,
                        inside: SightingTable.address(query.bytes(2)),
                        count: query.int(3),
                        firstAt: Timestamp(seconds: query.int64(4)),
                        lastAt: Timestamp(seconds: query.int64(5))
                    ),
                    member: Member.ID(query.int64(6)),
                    sensor: query.text(7) ?? ""
                )
            )
        }
        return records
    }
}
