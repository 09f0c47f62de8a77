public import Addresses
import GRDB
public import Lists
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``ZoneFeedStore/zoneFeeds()``.
    public func zoneFeeds() throws(StoreError) -> [ZoneFeed] {
        try read { try ZoneFeedTable(database: $0, path: path).all() }
    }

    /// See ``ZoneFeedStore/addZoneFeed(_:by:at:)``.
    public func addZoneFeed(
        _ settings: ZoneFeedSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> ZoneFeed {
        let zone = settings.zone.name
        if let fault = settings.fault { throw StoreError(.invalidValue, "zone \(zone.text): \(fault)") }
        return try write { database in
            let table = ZoneFeedTable(database: database, path: path)
            let list = try ListTable(database: database, path: path, counts: false).existing(settings.list)
                .list
            let feeds = try table.all()
            if let other = feeds.first(where: { $0.settings.zone.name == zone }) {
                throw StoreError(
                    .conflict,
                    "zone \(zone.text): it follows list \(other.settings.list.text) already"
                )
            }
            guard feeds.count < ZoneFeed.maximumCount else {
                throw StoreError(
                    .conflict,
                    "zone \(zone.text): there are \(ZoneFeed.maximumCount) zones already"
                )
            }
            try table.insert(settings, of: list.id, at: at)
            try record(.zoneFeedAdded, settings, by: actor, at: at, in: database)
            return try table.existing(zone)
        }
    }

    /// See ``ZoneFeedStore/removeZoneFeed(_:by:at:)``.
    public func removeZoneFeed(_ zone: ZoneName, by actor: Actor, at: Timestamp) throws(StoreError) {
        try write { database in
            let table = ZoneFeedTable(database: database, path: path)
            let feed = try table.existing(zone)
            try table.delete(feed.id)
            try record(.zoneFeedRemoved, feed.settings, by: actor, at: at, in: database)
        }
    }

    /// See ``ZoneFeedStore/noteStanding(_:of:)``.
    public func noteStanding(_ standing: ZoneStanding, of feed: ZoneFeed.ID) throws(StoreError) {
        try write { try ZoneFeedTable(database: $0, path: path).store(standing, of: feed) }
    }

    /// See ``ZoneFeedStore/zoneResolvers()``.
    public func zoneResolvers() throws(StoreError) -> [ZoneResolver] {
        try read { try ZoneFeedTable(database: $0, path: path).resolvers() }
    }

    /// See ``ZoneFeedStore/setZoneResolver(_:by:at:)``.
    public func setZoneResolver(_ resolver: ZoneResolver, by actor: Actor, at: Timestamp) throws(StoreError) {
        guard resolver.port > 0 else {
            throw StoreError(.invalidValue, "resolver \(resolver.name.text): a port lies between 1 and 65535")
        }
        try write { database in
            let table = ZoneFeedTable(database: database, path: path)
            let feed = try table.existing(resolver.zone)
            let others = try table.resolvers().filter { $0.zone == resolver.zone && $0.name != resolver.name }
            guard others.count < ZoneResolver.maximumCount else {
                throw StoreError(
                    .conflict,
                    "zone \(resolver.zone.text): it has \(ZoneResolver.maximumCount) resolvers already"
                )
            }
            try table.set(resolver, of: feed.id)
            let detail = "\(resolver.name.text) at \(resolver.server) port \(resolver.port)"
            try auditTable(database)
                .append(AuditRecord(.zoneResolverSet, resolver.zone.text, detail: detail, by: actor), at: at)
        }
    }

    /// See ``ZoneFeedStore/removeZoneResolver(_:of:by:at:)``.
    public func removeZoneResolver(
        _ name: ZoneName,
        of zone: ZoneName,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) {
        try write { database in
            let table = ZoneFeedTable(database: database, path: path)
            guard try table.removeResolver(name, of: try table.existing(zone).id) else {
                throw StoreError(.notFound, "resolver \(name.text) of zone \(zone.text)")
            }
            try auditTable(database)
                .append(AuditRecord(.zoneResolverRemoved, zone.text, detail: name.text, by: actor), at: at)
        }
    }

    /// See ``ZoneFeedStore/noteFinding(_:of:)``.
    public func noteFinding(_ finding: ZoneResolver.Finding, of resolver: ZoneResolver) throws(StoreError) {
        try write { try ZoneFeedTable(database: $0, path: path).store(finding, of: resolver) }
    }

    /// See ``ZoneFeedStore/listOrigin(_:)``.
    public func listOrigin(_ list: PublishedList.ID) throws(StoreError) -> String {
        let hash = try hashKey().hash(ofListOrigin: list)
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// See ``ZoneFeedStore/isListed(_:of:serial:)``.
    public func isListed(
        _ address: Address,
        of list: PublishedList.ID,
        serial: Int64
    ) throws(StoreError) -> Bool {
        try read { database in
            let query = try RawStatement(database, ZoneFeedTable.isListed)
            let key = address.key.bytes
            query.bind(list.number, at: 1)
            query.bind(serial, at: 2)
            query.bind(key, at: 3)
            query.bind(key + [ZoneFeedTable.pathMarker], at: 4)
            query.bind(key + [ZoneFeedTable.pathMarker + 1], at: 5)
            query.bind(MatchScope.host.rawValue, at: 6)
            defer { query.reset() }
            return try query.step() && query.int64(0) != 0
        }
    }

    /// See ``ZoneFeedStore/listSerial(_:of:)``.
    public func listSerial(_ number: Int64, of list: PublishedList.ID) throws(StoreError) -> ListSerial? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: Self.serialColumns + " WHERE list_id = ? AND number = ?",
                arguments: [list.number, number]
            )
            .map(Self.serial)
        }
    }

    private func record(
        _ action: AuditAction,
        _ settings: ZoneFeedSettings,
        by actor: Actor,
        at: Timestamp,
        in database: Database
    ) throws {
        let detail =
            "list \(settings.list.text), \(settings.zone.part.rawValue), to \(settings.server) port \(settings.port) "
            + "by the tools of \(settings.tools.rawValue)"
        try auditTable(database)
            .append(AuditRecord(action, settings.zone.name.text, detail: detail, by: actor), at: at)
    }
}

extension HashKey {
    /// What stands for a list where others see it.
    fileprivate func hash(ofListOrigin list: PublishedList.ID) -> UInt64 {
        withUnsafeBytes(of: list.number.littleEndian) { number in
            let bytes = Array("list origin".utf8) + Array(number)
            return bytes.withUnsafeBytes { hash($0).high }
        }
    }
}
