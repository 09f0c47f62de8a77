import Addresses
import GRDB
import Registry
import Reports

/// Registries of the first schema hold addresses scored without what the networks around them lend.
enum LendingMigration {
    /// Makes every IP address in a registered network due at once.
    static func markBorrowers(_ database: Database) throws {
        let networks = try RawStatement(database, "SELECT key FROM address WHERE kind = 2 ORDER BY key")
        let contents = try RawStatement(database, Rescorer.contentsSQL)
        var borrowers: Set<Int64> = []
        while try networks.step() {
            guard let network = Address(key: AddressKey(bytes: networks.bytes(0))) else { continue }
            contents.bind(network.key.bytes, at: 1)
            contents.bind(network.lastContainedKey.bytes, at: 2)
            while try contents.step() { borrowers.insert(contents.int64(0)) }
            contents.reset()
        }
        networks.reset()
        let update = try RawStatement(database, "UPDATE address SET next_crossing = 0 WHERE id = ?")
        var due = try DueLog(database)
        for address in borrowers.sorted() {
            update.bind(address, at: 1)
            try update.run()
            try due.append(address, at: Timestamp(seconds: 0))
        }
        try due.flush()
    }
}
