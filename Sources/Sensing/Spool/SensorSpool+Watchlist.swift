import Addresses
import Foundation
import GRDB
import Reports

/// What a sensor looks for, and what it still has to hunt, across restarts.
extension SensorSpool {
    /// What the sensor looked for last.
    struct StoredWatchlist: Sendable {
        /// The file's name in the sensor's folder.
        let file: String
        /// The changes since, in order.
        let deltas: [[UInt8]]
    }

    /// Addresses listed anew, to be hunted among what was met before.
    struct Hunt: Sendable {
        let number: Int64
        /// The last observation block that belongs to the time before.
        let boundary: Int64
        /// When they were listed.
        let until: Timestamp
        let targets: [NewlyListed]
    }

    /// What the sensor looks for; nil when it never had anything.
    func watchlist() throws(SpoolError) -> StoredWatchlist? {
        try read { database in
            guard let file = try String.fetchOne(database, sql: "SELECT file FROM watchlist") else {
                return nil
            }
            let deltas = try Data.fetchAll(
                database,
                sql: "SELECT body FROM watchlist_delta ORDER BY revision"
            )
            return StoredWatchlist(file: file, deltas: deltas.map { [UInt8]($0) })
        }
    }

    /// Looks for what is in `file` from now on.
    func store(
        watchlist file: String,
        _ change: ListChange,
        boundary: Int64,
        at now: Timestamp
    ) throws(SpoolError) {
        try write(.machine) { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO watchlist (one, file, tag) VALUES (1, ?, '')",
                arguments: [file]
            )
            try database.execute(sql: "DELETE FROM watchlist_delta")
            try note(change, boundary, now, database)
        }
    }

    /// Looks for what a delta leads to from now on.
    func store(
        delta bytes: [UInt8],
        revision: UInt64,
        _ change: ListChange,
        boundary: Int64,
        at now: Timestamp
    ) throws(SpoolError) {
        try write(.machine) { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO watchlist_delta (revision, body) VALUES (?, ?)",
                arguments: [Int64(clamping: revision), Data(bytes)]
            )
            try note(change, boundary, now, database)
        }
    }

    private func note(
        _ change: ListChange,
        _ boundary: Int64,
        _ now: Timestamp,
        _ database: Database
    ) throws {
        let unlist = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO unlisted (address, at) VALUES (?, ?)"
        )
        for address in change.unlisted {
            try unlist.execute(arguments: [Data(address.key.bytes), now.seconds])
        }
        let since = try database.cachedStatement(sql: "SELECT at FROM unlisted WHERE address = ?")
        var targets: [UInt8] = []
        for listed in change.listed {
            let unlistedAt = try Int64.fetchOne(since, arguments: [Data(listed.address.key.bytes)])
            NewlyListed(
                address: listed.address,
                scope: listed.scope,
                since: unlistedAt.map { Timestamp(seconds: $0) }
            ).append(to: &targets)
        }
        guard !targets.isEmpty else { return }
        try database.execute(
            sql: "INSERT INTO hunt (boundary, until, targets) VALUES (?, ?, ?)",
            arguments: [boundary, now.seconds, Data(targets)]
        )
    }

    /// The next hunt that is not done; nil when all are.
    func nextHunt() throws(SpoolError) -> Hunt? {
        try read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM hunt ORDER BY number LIMIT 1")
            else {
                return nil
            }
            let targets: Data = row["targets"]
            return Hunt(
                number: row["number"],
                boundary: row["boundary"],
                until: Timestamp(seconds: row["until"]),
                targets: NewlyListed.all(in: [UInt8](targets))
            )
        }
    }

    /// A hunt is done: what it found waits for the hub.
    func finish(_ hunt: Hunt, found: [SeenRow]) throws(SpoolError) {
        try write(.process) { database in
            try add(found, database)
            try database.execute(sql: "DELETE FROM hunt WHERE number = ?", arguments: [hunt.number])
        }
    }
}
