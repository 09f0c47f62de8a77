import Addresses
import Foundation
import GRDB
import JSONOutput
import Reports

/// A batch of sightings on its way to the hub.
struct OutgoingBatch: Sendable {
    let spool: SpoolName
    let sequence: Int64
    /// The sightings as a JSON array.
    let sightings: [UInt8]

    /// The body of `POST /api/v1/sightings`.
    var body: [UInt8] {
        Array("{\"spool\":\"\(spool)\",\"sequence\":\(sequence),\"sightings\":".utf8) + sightings
            + Array("}".utf8)
    }
}

extension SensorSpool {
    /// Most sightings of a batch.
    static let batchLength = 5_000
    /// Refused batches that are kept.
    static let keptRefusals = 100

    /// The batch to be sent now: the one that the hub has not acknowledged, else one of what waits.
    /// - Returns: nil when nothing waits.
    func nextBatch() throws(SpoolError) -> OutgoingBatch? {
        if let batch = try read({ try oldest($0) }) { return batch }
        // Whoever the hub tells of this batch must find it here again after a crash of the machine.
        return try write(.machine) { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM sighting LIMIT \(Self.batchLength)"
            ).compactMap { SeenRow($0) }
            guard !rows.isEmpty else { return nil }
            let delete = try database.cachedStatement(
                sql: "DELETE FROM sighting WHERE address = ? AND hour = ? AND seen = ? AND inside = ?"
            )
            for row in rows {
                let place = row.place
                try delete.execute(arguments: [
                    Data(place.address.bytes), place.hour, place.seen ?? "",
                    Data(place.inside?.spooled ?? []),
                ])
            }
            try database.execute(
                sql: """
                    INSERT INTO outbox (sequence, sightings) SELECT next_sequence, ? FROM spool;
                    UPDATE spool SET next_sequence = next_sequence + 1
                    """,
                arguments: [Data(Self.json(rows))]
            )
            return try oldest(database)
        }
    }

    private func oldest(_ database: Database) throws -> OutgoingBatch? {
        guard
            let row = try Row.fetchOne(
                database,
                sql: "SELECT name, sequence, sightings FROM outbox, spool ORDER BY sequence LIMIT 1"
            )
        else { return nil }
        let name: Data = row["name"]
        let sightings: Data = row["sightings"]
        return OutgoingBatch(
            spool: SpoolName(bytes: name),
            sequence: row["sequence"],
            sightings: [UInt8](sightings)
        )
    }

    /// The hub has the batch.
    func settle(_ batch: OutgoingBatch) throws(SpoolError) {
        try write(.process) { database in
            try database.execute(sql: "DELETE FROM outbox WHERE sequence = ?", arguments: [batch.sequence])
        }
    }

    /// The hub will never take the batch: it is kept aside.
    func refuse(_ batch: OutgoingBatch, _ reason: String, at now: Timestamp) throws(SpoolError) {
        try write(.machine) { database in
            try database.execute(sql: "DELETE FROM outbox WHERE sequence = ?", arguments: [batch.sequence])
            // The hub counts without gaps, so the number is given again.
            try database.execute(
                sql: "UPDATE spool SET next_sequence = ? WHERE next_sequence = ?",
                arguments: [batch.sequence, batch.sequence + 1]
            )
            try database.execute(
                sql: "INSERT INTO refused (at, reason, sightings) VALUES (?, ?, ?)",
                arguments: [now.seconds, reason, Data(batch.sightings)]
            )
            try database.execute(
                sql: """
                    DELETE FROM refused WHERE number <= (SELECT max(number) FROM refused) - \(Self.keptRefusals)
                    """
            )
        }
    }

    /// The hub does not know this spool so far: what is in the outbox is counted anew under another name.
    func begin(_ name: SpoolName) throws(SpoolError) {
        try write(.machine) { database in
            let numbers = try Int64.fetchAll(database, sql: "SELECT sequence FROM outbox ORDER BY sequence")
            for (index, number) in numbers.enumerated() {
                try database.execute(
                    sql: "UPDATE outbox SET sequence = ? WHERE sequence = ?",
                    arguments: [Int64(index + 1), number]
                )
            }
            try database.execute(
                sql: "UPDATE spool SET name = ?, next_sequence = ?",
                arguments: [Data(name.bytes), Int64(numbers.count + 1)]
            )
        }
    }

    private static func json(_ rows: [SeenRow]) -> [UInt8] {
        var writer = JSONWriter()
        writer.array { writer in
            for row in rows {
                guard let address = Address(key: row.place.address) else { continue }
                writer.object { writer in
                    writer.field("address", "\(address)")
                    if let seen = row.place.seen { writer.field("seen", seen) }
                    if let inside = row.place.inside { writer.field("inside", "\(inside)") }
                    writer.field("count", Int(row.count))
                    writer.field("first", "\(Timestamp(seconds: row.first))")
                    writer.field("last", "\(Timestamp(seconds: row.last))")
                }
            }
        }
        return writer.bytes
    }
}
