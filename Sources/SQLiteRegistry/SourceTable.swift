import Foundation
import GRDB
import Registry
import Reports

/// The rows of `source`.
struct SourceTable {
    let database: Database

    private static let columns = """
        id, name, owner, reliability, lineage, category, confidence, label, permitted_use, expiry_days, \
        usual_stay_days, fetched_at, first_success_at, succeeded_at, digest, listed, last_read, member_id, nature
        """

    func all() throws -> [Source] {
        try Row.fetchAll(database, sql: "SELECT \(Self.columns) FROM source ORDER BY name").map(Self.source)
    }

    func source(named name: String) throws -> Source? {
        try Row.fetchOne(
            database,
            sql: "SELECT \(Self.columns) FROM source WHERE name = ?",
            arguments: [name]
        )
        .map(Self.source)
    }

    func source(_ id: Source.ID) throws -> Source {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT \(Self.columns) FROM source WHERE id = ?",
            arguments: [id.number]
        )
        guard let row else { throw StoreError(.unknownSource, "source number \(id.number)") }
        return Self.source(row)
    }

    /// Inserts or updates the row of that name.
    func store(_ settings: SourceSettings) throws {
        try database.execute(
            sql: """
                INSERT INTO source (name, owner, reliability, lineage, category, confidence, label, permitted_use,
                    expiry_days, usual_stay_days, member_id, nature)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, reliability = excluded.reliability,
                    lineage = excluded.lineage, category = excluded.category, confidence = excluded.confidence,
                    label = excluded.label, permitted_use = excluded.permitted_use,
                    expiry_days = excluded.expiry_days, usual_stay_days = excluded.usual_stay_days,
                    member_id = excluded.member_id, nature = excluded.nature
                """,
            arguments: [
                settings.name, settings.owner, settings.reliability, settings.lineage,
                settings.category.rawValue, settings.confidence, settings.label.rawValue,
                settings.permittedUse.rawValue, settings.expiryDays, settings.usualStayDays,
                settings.member?.number, settings.nature.rawValue,
            ]
        )
    }

    /// Notes a complete reading; `digest` nil leaves the one stored.
    func recordSuccess(
        _ id: Source.ID,
        at: Timestamp,
        digest: ContentDigest?,
        listed: Int?,
        read: ReadCounts?
    ) throws {
        try database.execute(
            sql: """
                UPDATE source SET fetched_at = ?1, succeeded_at = ?1,
                    first_success_at = coalesce(first_success_at, ?1), digest = coalesce(?2, digest),
                    listed = coalesce(?3, listed), last_read = coalesce(?4, last_read)
                WHERE id = ?5
                """,
            arguments: [at.seconds, digest.map { Data($0.bytes) }, listed, read?.stored, id.number]
        )
    }

    func recordFailure(_ id: Source.ID, at: Timestamp) throws {
        try database.execute(
            sql: "UPDATE source SET fetched_at = ? WHERE id = ?",
            arguments: [at.seconds, id.number]
        )
    }

    private static func source(_ row: Row) -> Source {
        let settings = SourceSettings(
            name: row[1],
            owner: row[2],
            member: (row[17] as Int64?).map(Member.ID.init),
            nature: SourceNature(rawValue: row[18]) ?? .list,
            reliability: row[3],
            lineage: row[4],
            category: Category(rawValue: row[5]) ?? .undetermined,
            confidence: row[6],
            label: SharingLabel(rawValue: row[7]) ?? .red,
            permittedUse: PermittedUse(rawValue: row[8]) ?? .inform,
            expiryDays: row[9],
            usualStayDays: row[10]
        )
        func time(_ column: Int) -> Timestamp? { (row[column] as Int64?).map(Timestamp.init(seconds:)) }
        return Source(
            id: Source.ID(row[0]),
            settings: settings,
            fetchedAt: time(11),
            firstSuccessAt: time(12),
            succeededAt: time(13),
            digest: (row[14] as Data?).flatMap { ContentDigest(bytes: Array($0)) },
            lastRead: (row[16] as String?).flatMap(ReadCounts.init(stored:)),
            listedCount: row[15]
        )
    }
}
