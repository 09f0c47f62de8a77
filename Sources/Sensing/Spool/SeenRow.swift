import Addresses
import Foundation
import GRDB
import Reports

/// A sighting as the spool keeps it: a listed address met by an inside host within one hour.
struct SeenRow: Hashable, Sendable {
    /// What tells it from others.
    struct Place: Hashable, Sendable {
        /// The listed address.
        let address: AddressKey
        /// Whole hours since 1970.
        let hour: Int64
        /// What stood in the log, where it is another address.
        let seen: String?
        /// Who met it.
        let inside: IPAddress?
    }

    static let secondsPerHour: Int64 = 3600

    let place: Place
    var count: Int64
    var first: Int64
    var last: Int64

    /// One meeting at a moment.
    init(address: AddressKey, seen: String?, inside: IPAddress?, at seconds: Int64, count: Int64 = 1) {
        place = Place(address: address, hour: seconds.flooredHours, seen: seen, inside: inside)
        self.count = count
        first = seconds
        last = seconds
    }

    init(_ place: Place, count: Int64, first: Int64, last: Int64) {
        self.place = place
        self.count = count
        self.first = first
        self.last = last
    }

    mutating func join(_ other: SeenRow) {
        count += other.count
        first = min(first, other.first)
        last = max(last, other.last)
    }
}

extension Int64 {
    /// Whole hours since 1970 of seconds since then.
    var flooredHours: Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: SeenRow.secondsPerHour)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension SeenRow {
    /// Adds the row to those that wait.
    static let upsertSQL = """
        INSERT INTO sighting (address, hour, seen, inside, count, first, last) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET count = count + excluded.count, first = min(first, excluded.first),
            last = max(last, excluded.last)
        """

    var arguments: StatementArguments {
        [
            Data(place.address.bytes), place.hour, place.seen ?? "", Data(place.inside?.spooled ?? []), count,
            first, last,
        ]
    }

    /// A row of `address, hour, seen, inside, count, first, last`; nil for what is none.
    init?(_ row: Row) {
        let seen: String = row["seen"]
        let inside: Data = row["inside"]
        let address: Data = row["address"]
        place = Place(
            address: AddressKey(bytes: [UInt8](address)),
            hour: row["hour"],
            seen: seen.isEmpty ? nil : seen,
            inside: IPAddress(spooled: [UInt8](inside))
        )
        count = row["count"]
        first = row["first"]
        last = row["last"]
    }
}

extension IPAddress {
    /// 16 bytes, the most significant first.
    var spooled: [UInt8] { withUnsafeBytes(of: bits.bigEndian) { Array($0) } }

    /// Reads what ``spooled`` gave; nil for anything else, also for nothing.
    init?(spooled bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.init(bits: bytes.reduce(0) { $0 << 8 | UInt128($1) })
    }
}
