import Addresses
import GRDB
import Lists
import Registry
import Reports

/// The rows of `zone_feed`.
struct ZoneFeedTable {
    let database: Database
    let path: String

    /// Stands in a key between a host and what it serves; see `AddressKey`.
    static let pathMarker: UInt8 = 0x01

    /// Whether list ?1 has at serial ?2 the key ?3, or between ?4 and ?5 a URL of scope ?6.
    static let isListed = """
        SELECT EXISTS (SELECT 1 FROM list_entry WHERE list_id = ?1 AND key = ?3
                AND since <= ?2 AND (until IS NULL OR until > ?2))
            OR EXISTS (SELECT 1 FROM list_entry WHERE list_id = ?1 AND key >= ?4 AND key < ?5 AND scope = ?6
                AND since <= ?2 AND (until IS NULL OR until > ?2))
        """

    private static let columns = """
        SELECT z.id, z.list_id, l.name, l.serial, z.zone, z.part, z.server, z.port, z.key_file, z.tools, z.zone_file,
            z.control, z.created_at, z.marker, z.serial, z.at, z.file_serial, z.fault, z.fault_since
        FROM zone_feed z JOIN list l ON l.id = z.list_id
        """

    func all() throws -> [ZoneFeed] {
        try Row.fetchAll(database, sql: Self.columns + " ORDER BY z.zone").map(feed)
    }

    /// The feed of the zone called `name`.
    /// - Throws: `notFound` when there is none.
    func existing(_ name: ZoneName) throws -> ZoneFeed {
        let row = try Row.fetchOne(
            database,
            sql: Self.columns + " WHERE z.zone = ?",
            arguments: [name.text]
        )
        guard let row else { throw StoreError(.notFound, "zone \(name.text)") }
        return try feed(row)
    }

    func insert(_ settings: ZoneFeedSettings, of list: PublishedList.ID, at: Timestamp) throws {
        try database.execute(
            sql: """
                INSERT INTO zone_feed (list_id, zone, part, server, port, key_file, tools, zone_file, control, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                list.number, settings.zone.name.text, settings.zone.part.rawValue,
                settings.server.description, Int64(settings.port), settings.keyFile, settings.tools.rawValue,
                settings.zoneFile, settings.control, at.seconds,
            ]
        )
    }

    func delete(_ id: ZoneFeed.ID) throws {
        try database.execute(sql: "DELETE FROM zone_feed WHERE id = ?", arguments: [id.number])
    }

    func store(_ standing: ZoneStanding, of id: ZoneFeed.ID) throws {
        try database.execute(
            sql: """
                UPDATE zone_feed SET marker = ?, serial = ?, at = ?, file_serial = ?, fault = ?, fault_since = ?
                WHERE id = ?
                """,
            arguments: [
                standing.marker, standing.serial, standing.at?.seconds, standing.fileSerial, standing.fault,
                standing.faultSince?.seconds, id.number,
            ]
        )
    }

    // MARK: Resolvers

    private static let resolvers = """
        SELECT z.zone, r.name, r.server, r.port, z.tools, l.serial, r.serial, r.zone_serial, r.answered_at, r.fault
        FROM zone_resolver r JOIN zone_feed z ON z.id = r.feed_id JOIN list l ON l.id = z.list_id
        """

    func resolvers(of list: PublishedList.ID? = nil) throws -> [ZoneResolver] {
        let condition = list == nil ? "" : " WHERE z.list_id = ?"
        return try Row.fetchAll(
            database,
            sql: Self.resolvers + condition + " ORDER BY z.zone, r.name",
            arguments: StatementArguments([list?.number].compactMap(\.self))
        )
        .map(resolver)
    }

    /// What resolvers have of a list.
    func receipts(of list: PublishedList.ID) throws -> [ListReceipt] {
        try resolvers(of: list).map { resolver in
            ListReceipt(
                consumer: .resolver(zone: resolver.zone),
                name: resolver.name.text,
                serial: resolver.finding.serial,
                at: resolver.finding.answeredAt,
                zoneSerial: resolver.finding.zoneSerial
            )
        }
    }

    func set(_ resolver: ZoneResolver, of feed: ZoneFeed.ID) throws {
        try database.execute(
            sql: """
                INSERT INTO zone_resolver (feed_id, name, server, port) VALUES (?, ?, ?, ?)
                ON CONFLICT (feed_id, name) DO UPDATE SET server = excluded.server, port = excluded.port,
                    serial = NULL, zone_serial = NULL, answered_at = NULL, fault = NULL
                """,
            arguments: [
                feed.number, resolver.name.text, resolver.server.description, Int64(resolver.port),
            ]
        )
    }

    /// - Returns: whether there was one.
    func removeResolver(_ name: ZoneName, of feed: ZoneFeed.ID) throws -> Bool {
        try database.execute(
            sql: "DELETE FROM zone_resolver WHERE feed_id = ? AND name = ?",
            arguments: [feed.number, name.text]
        )
        return database.changesCount > 0
    }

    func store(_ finding: ZoneResolver.Finding, of resolver: ZoneResolver) throws {
        try database.execute(
            sql: """
                UPDATE zone_resolver SET serial = ?, zone_serial = ?, answered_at = ?, fault = ?
                WHERE name = ? AND feed_id = (SELECT id FROM zone_feed WHERE zone = ?)
                """,
            arguments: [
                finding.serial, finding.zoneSerial.map { Int64($0) }, finding.answeredAt?.seconds,
                finding.fault,
                resolver.name.text, resolver.zone.text,
            ]
        )
    }

    private func resolver(_ row: Row) throws -> ZoneResolver {
        guard let zone = ZoneName(row[0] as String), let name = ZoneName(row[1] as String),
            let server = try? IPAddress(row[2] as String), let port = UInt16(exactly: row[3] as Int64),
            let tools = ZoneFeedSettings.Tools(rawValue: row[4])
        else { throw StoreError(.damaged, "\(path), zone_resolver") }
        return ZoneResolver(
            zone: zone,
            name: name,
            server: server,
            port: port,
            tools: tools,
            listSerial: row[5],
            finding: ZoneResolver.Finding(
                serial: row[6],
                zoneSerial: (row[7] as Int64?).map { UInt32(truncatingIfNeeded: $0) },
                answeredAt: (row[8] as Int64?).map(Timestamp.init(seconds:)),
                fault: row[9]
            )
        )
    }

    private func feed(_ row: Row) throws -> ZoneFeed {
        func moment(_ column: Int) -> Timestamp? { (row[column] as Int64?).map(Timestamp.init(seconds:)) }
        let text: String = row[4]
        guard let list = ListName(row[2] as String), let name = ZoneName(text),
            let part = ResponsePolicyZone.Part(rawValue: row[5]),
            let server = try? IPAddress(row[6] as String),
            let port = UInt16(exactly: row[7] as Int64),
            let tools = ZoneFeedSettings.Tools(rawValue: row[9])
        else { throw StoreError(.damaged, "\(path), zone \(text)") }
        return ZoneFeed(
            id: ZoneFeed.ID(row[0]),
            settings: ZoneFeedSettings(
                list: list,
                zone: ResponsePolicyZone(part, name: name),
                server: server,
                port: port,
                keyFile: row[8],
                tools: tools,
                zoneFile: row[10],
                control: row[11]
            ),
            list: PublishedList.ID(row[1]),
            listSerial: row[3],
            standing: ZoneStanding(
                marker: row[13],
                serial: row[14],
                at: moment(15),
                fileSerial: row[16],
                fault: row[17],
                faultSince: moment(18)
            ),
            createdAt: Timestamp(seconds: row[12])
        )
    }
}
