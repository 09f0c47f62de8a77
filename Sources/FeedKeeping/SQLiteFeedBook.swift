public import Feeds
public import Foundation
import GRDB
public import Registry
public import Reports

/// Feeds, their states and their runs in one SQLite file beside the registry, which keeps the sources.
///
/// Functions of ``FeedBook`` may be called from any task; they block for a few statements.
public final class SQLiteFeedBook: FeedBook {
    /// The file's name in the data folder.
    public static let fileName = "feeds.sqlite"
    /// Runs of a feed that are kept; older ones go first.
    public static let keptRuns = 1000

    let queue: DatabaseQueue
    let store: any Store
    let path: String

    /// The book in `folder`, made when it is missing; `store` keeps the settings of the feeds' sources.
    /// - Throws: ``FeedBookError``.
    public init(folder: URL, store: any Store) throws(FeedBookError) {
        path = folder.appending(path: Self.fileName).path
        self.store = store
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            var configuration = Configuration()
            configuration.prepareDatabase { database in
                try database.execute(
                    sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 10000"
                )
            }
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try Self.migrator.migrate(queue)
        } catch { throw FeedBookError(path, error) }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 feeds") { database in
            try database.execute(
                sql: """
                    CREATE TABLE feed (
                        id TEXT PRIMARY KEY, source TEXT NOT NULL UNIQUE, definition BLOB NOT NULL,
                        state BLOB NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TABLE run (
                        number INTEGER PRIMARY KEY AUTOINCREMENT, feed TEXT NOT NULL, body BLOB NOT NULL
                    );
                    CREATE INDEX run_feed ON run (feed, number);
                    """
            )
        }
        migrator.registerMigration("2 feeds that were offered") { database in
            try database.execute(sql: "CREATE TABLE offered (feed TEXT PRIMARY KEY) WITHOUT ROWID")
        }
        return migrator
    }

    /// See ``FeedBook/feeds()``.
    public func feeds() async throws -> [(feed: Feed, state: FeedState)] {
        try all().map { (feed: $0.feed, state: $0.state) }
    }

    /// All feeds with their states, by name.
    /// - Throws: ``FeedBookError``.
    public func all() throws(FeedBookError) -> [KeptFeed] {
        try converting {
            let rows = try queue.read { try Row.fetchAll($0, sql: "SELECT * FROM feed ORDER BY id") }
            return try rows.map { try kept($0) }
        }
    }

    /// The feed called `id`; nil when there is none.
    /// - Throws: ``FeedBookError``.
    public func feed(_ id: Feed.ID) throws(FeedBookError) -> KeptFeed? {
        try converting {
            let row = try queue.read {
                try Row.fetchOne($0, sql: "SELECT * FROM feed WHERE id = ?", arguments: [id])
            }
            return try row.map { try kept($0) }
        }
    }

    private func kept(_ row: Row) throws -> KeptFeed {
        let name: String = row["source"]
        let definition: Data = row["definition"]
        let state: Data = row["state"]
        let source = try store.source(named: name)
        let feed = try JSONDecoder().decode(FeedDefinition.self, from: definition)
            .feed(row["id"], source: source?.settings ?? SourceSettings(name: name))
        return KeptFeed(
            feed: feed,
            state: try JSONDecoder().decode(FeedState.self, from: state),
            source: source
        )
    }

    /// Adds a feed, or gives the one of that name this definition; its source gets its settings.
    /// - Throws: ``FeedBookError``.
    public func put(_ feed: Feed, at now: Timestamp) throws(FeedBookError) {
        try converting {
            try store.configure(feed.source, at: now)
            let definition = try JSONEncoder().encode(FeedDefinition(feed))
            let state = try JSONEncoder().encode(FeedState())
            try queue.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO feed (id, source, definition, state) VALUES (?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET source = excluded.source, definition = excluded.definition
                        """,
                    arguments: [feed.id, feed.source.name, definition, state]
                )
            }
        }
    }

    /// Adds those of `feeds` that were never offered before: one that a person took out or changed is left alone.
    /// - Returns: the feeds that were added.
    /// - Throws: ``FeedBookError``.
    @discardableResult
    public func offer(_ feeds: [Feed], at now: Timestamp) throws(FeedBookError) -> [Feed.ID] {
        let known = try converting {
            try queue.read {
                try String.fetchSet($0, sql: "SELECT feed FROM offered UNION SELECT id FROM feed")
            }
        }
        let added = feeds.filter { !known.contains($0.id) }
        for feed in added { try put(feed, at: now) }
        try converting {
            try queue.write { database in
                for feed in feeds {
                    try database.execute(
                        sql: "INSERT OR IGNORE INTO offered (feed) VALUES (?)",
                        arguments: [feed.id]
                    )
                }
            }
        }
        return added.map(\.id)
    }

    /// Takes a feed out; its source and what it reported stay.
    /// - Returns: whether there was one.
    /// - Throws: ``FeedBookError``.
    public func remove(_ id: Feed.ID) throws(FeedBookError) -> Bool {
        try converting {
            try queue.write { database in
                try database.execute(sql: "DELETE FROM run WHERE feed = ?", arguments: [id])
                try database.execute(sql: "DELETE FROM feed WHERE id = ?", arguments: [id])
                return database.changesCount > 0
            }
        }
    }

    /// Lets through what a feed holds.
    /// - Returns: whether something was held that could be read.
    /// - Throws: ``FeedBookError``.
    public func release(_ id: Feed.ID) throws(FeedBookError) -> Bool {
        try converting {
            try queue.write { database in
                guard
                    let data = try Data.fetchOne(
                        database,
                        sql: "SELECT state FROM feed WHERE id = ?",
                        arguments: [id]
                    )
                else { return false }
                var state = try JSONDecoder().decode(FeedState.self, from: data)
                guard state.release() else { return false }
                try Self.store(state, of: id, database)
                return true
            }
        }
    }

    /// See ``FeedBook/keep(_:_:of:)``.
    public func keep(_ run: FeedRun, _ state: FeedState, of feed: Feed.ID) async throws {
        let body = try JSONEncoder().encode(run)
        try await queue.write { database in
            try Self.store(state, of: feed, database)
            try database.execute(sql: "INSERT INTO run (feed, body) VALUES (?, ?)", arguments: [feed, body])
            try database.execute(
                sql: """
                    DELETE FROM run WHERE feed = ? AND number <= (
                        SELECT number FROM run WHERE feed = ? ORDER BY number DESC LIMIT 1 OFFSET \(Self.keptRuns)
                    )
                    """,
                arguments: [feed, feed]
            )
        }
    }

    private static func store(_ state: FeedState, of feed: Feed.ID, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE feed SET state = ? WHERE id = ?",
            arguments: [try JSONEncoder().encode(state), feed]
        )
    }

    /// The latest runs of a feed, the last one first.
    /// - Throws: ``FeedBookError``.
    public func runs(of feed: Feed.ID, limit: Int) throws(FeedBookError) -> [FeedRun] {
        try converting {
            let bodies = try queue.read { database in
                try Data.fetchAll(
                    database,
                    sql: "SELECT body FROM run WHERE feed = ? ORDER BY number DESC LIMIT ?",
                    arguments: [feed, limit]
                )
            }
            return try bodies.map { try JSONDecoder().decode(FeedRun.self, from: $0) }
        }
    }

    /// Closes the file.
    /// - Throws: ``FeedBookError``.
    public func close() throws(FeedBookError) {
        try converting { try queue.close() }
    }

    private func converting<Value>(_ body: () throws -> Value) throws(FeedBookError) -> Value {
        do { return try body() } catch { throw FeedBookError(path, error) }
    }
}
