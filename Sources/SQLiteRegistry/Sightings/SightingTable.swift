import Addresses
import GRDB
import Registry
import Reports

/// The rows of `sighting`: one for each address, hour, sensor, inside host and address seen.
struct SightingTable {
    private let add: RawStatement

    init(_ database: Database) throws {
        add = try RawStatement(
            database,
            """
            INSERT INTO sighting (address_id, hour, token_id, inside, seen, count, first_at, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (address_id, hour, token_id, inside, seen) DO UPDATE SET count = count + excluded.count,
                first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)
            """
        )
    }

    func add(_ sighting: Sighting, of address: Int64, by sensor: Token.ID) throws {
        add.bind(address, at: 1)
        add.bind(sighting.hour, at: 2)
        add.bind(sensor.number, at: 3)
        add.bind(sighting.inside.map(Self.bytes) ?? [], at: 4)
        add.bind(sighting.seen ?? "", at: 5)
        add.bind(Int64(sighting.count), at: 6)
        add.bind(sighting.firstAt.seconds, at: 7)
        add.bind(sighting.lastAt.seconds, at: 8)
        try add.run()
    }

    static func bytes(_ address: IPAddress) -> [UInt8] {
        withUnsafeBytes(of: address.bits.bigEndian) { Array($0) }
    }

    static func address(_ bytes: [UInt8]) -> IPAddress? {
        bytes.count == 16 ? IPAddress(bits: bytes.reduce(0) { $0 << 8 | UInt128($1) }) : nil
    }
}
