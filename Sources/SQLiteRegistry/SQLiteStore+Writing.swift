import Foundation
import GRDB
public import Registry
public import Reports

extension SQLiteStore {
    /// See ``ReportStore/configure(_:at:)``.
    @discardableResult
    public func configure(_ settings: SourceSettings, at: Timestamp) throws(StoreError) -> Source {
        try settings.check()
        return try write { try self.configure(settings, in: $0, at: at) }
    }

    func configure(
        _ settings: SourceSettings,
        in database: Database,
        at: Timestamp
    ) throws -> Source {
        let table = SourceTable(database: database)
        let before = try table.source(named: settings.name)
        if let before, before.settings == settings { return before }
        try table.store(settings)
        guard let source = try table.source(named: settings.name) else {
            throw StoreError(.failed, "source \(settings.name)")
        }
        if let before, before.settings.weighsUnlike(settings) {
            // A lineage that is left or joined can change the number that others of it count under, not what counts.
            let addresses = try Int64.fetchAll(
                database,
                sql: "SELECT address_id FROM report WHERE source_id = ? ORDER BY address_id",
                arguments: [source.id.number]
            )
            _ = try rescore(addresses, in: database, at: at, cause: .settingsChanged, source: source.id)
        }
        return source
    }

    /// See ``ReportStore/apply(_:to:at:digest:read:)``.
    public func apply(
        _ snapshot: Snapshot,
        to source: Source.ID,
        at: Timestamp,
        digest: ContentDigest?,
        read: ReadCounts?
    ) throws(StoreError) -> ImportOutcome {
        try apply(snapshot, at: at, digest: digest, read: read) {
            try SourceTable(database: $0).source(source)
        }
    }

    /// See ``ReportStore/apply(_:settings:at:digest:read:)``.
    public func apply(
        _ snapshot: Snapshot,
        settings: SourceSettings,
        at: Timestamp,
        digest: ContentDigest?,
        read: ReadCounts?
    ) throws(StoreError) -> ImportOutcome {
        try settings.check()
        return try apply(snapshot, at: at, digest: digest, read: read) {
            try self.configure(settings, in: $0, at: at)
        }
    }

    private func apply(
        _ snapshot: Snapshot,
        at: Timestamp,
        digest: ContentDigest?,
        read: ReadCounts?,
        to source: (Database) throws -> Source
    ) throws(StoreError) -> ImportOutcome {
        let key = try hashKey()
        let sorted = SortedSnapshot(snapshot, key: key)
        return try write { database in
            try ImportTransaction.run(
                database,
                snapshot: sorted,
                source: try source(database),
                at: at,
                digest: digest,
                read: read,
                model: self.model,
                key: key
            )
        }
    }

    /// See ``ReportStore/recordUnchangedFetch(of:at:)``.
    public func recordUnchangedFetch(of source: Source.ID, at: Timestamp) throws(StoreError) {
        try write { database in
            let table = SourceTable(database: database)
            _ = try table.source(source)
            try table.recordSuccess(source, at: at, digest: nil, listed: nil, read: nil)
        }
    }

    /// See ``ReportStore/recordFailedFetch(of:at:)``.
    public func recordFailedFetch(of source: Source.ID, at: Timestamp) throws(StoreError) {
        try write { database in
            let table = SourceTable(database: database)
            _ = try table.source(source)
            try table.recordFailure(source, at: at)
        }
    }

    /// See ``ReportStore/rescoreDue(at:)``.
    public func rescoreDue(at now: Timestamp) throws(StoreError) -> RescoreOutcome {
        try write { database in
            let isDue = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM due WHERE at <= ?1) OR EXISTS (\(Self.dueOverlaysSQL))",
                arguments: [now.seconds]
            )
            guard isDue == true else { return RescoreOutcome() }
            let addresses = try Int64.fetchSet(database, sql: Self.dueSQL, arguments: [now.seconds])
                .union(try Int64.fetchSet(database, sql: Self.dueOverlaysSQL, arguments: [now.seconds]))
            let outcome = try self.rescore(
                addresses.sorted(),
                in: database,
                at: now,
                cause: .timePassed,
                source: nil
            )
            try database.execute(sql: "DELETE FROM due WHERE at <= ?", arguments: [now.seconds])
            return outcome
        }
    }

    /// The addresses that are due. Their time is asked for on both sides: a run may name addresses that have been
    /// scored again since.
    static let dueSQL = """
        SELECT a.id FROM due d CROSS JOIN address a ON a.id BETWEEN d.first_id AND d.last_id
        WHERE d.at <= ?1 AND a.next_crossing <= ?1
        """

    /// The addresses of which some member's own score is due.
    static let dueOverlaysSQL = """
        SELECT address_id FROM overlay WHERE is_active = 1 AND next_crossing <= ?1
        """

    func hashKey() throws(StoreError) -> HashKey {
        let bytes = try read { try Data.fetchOne($0, sql: "SELECT hash_key FROM registry") }
        guard let key = bytes.flatMap({ HashKey(bytes: Array($0)) }) else { throw StoreError(.damaged, path) }
        return key
    }
}

extension SourceSettings {
    /// Refuses settings with a ``fault``.
    func check() throws(StoreError) {
        if let fault { throw StoreError(.invalidValue, "source \(name): \(fault)") }
    }

    /// Whether reports count otherwise under `other`.
    fileprivate func weighsUnlike(_ other: SourceSettings) -> Bool {
        reliability != other.reliability || lineage != other.lineage || category != other.category
            || confidence != other.confidence || usualStayDays != other.usualStayDays
            || (label == .red) != (other.label == .red) || member != other.member || nature != other.nature
    }
}
