internal import Addresses

/// Puts the entries of a tally in the order of their observation keys: by day, address, hour, sensor, inside host.
///
/// Addresses are in the order of their keys with a marker behind: the URLs on a host stand before the host, and its
/// subdomains behind it.
struct TallyOrder {
    /// A place among the entries, with the bytes that decide most comparisons.
    private struct Rank {
        /// The first sixteen bytes of key and marker, zeros behind.
        let lead: UInt128
        let place: UInt32
        let dayNumber: Int32
    }

    let days: [(day: Day, order: [UInt32])]

    init(entries: [TallyEntry], keys: [UInt8]) {
        var ranks: [Rank] = []
        ranks.reserveCapacity(entries.count)
        keys.withUnsafeBytes { bytes in
            for (place, entry) in entries.enumerated() {
                ranks.append(
                    Rank(
                        lead: Self.lead(Self.key(entry, in: bytes)),
                        place: UInt32(place),
                        dayNumber: entry.hour / Int32(Day.hours)
                    )
                )
            }
            ranks.sort { left, right in
                if left.dayNumber != right.dayNumber { return left.dayNumber < right.dayNumber }
                if left.lead != right.lead { return left.lead < right.lead }
                return Self.precedes(entries[Int(left.place)], entries[Int(right.place)], keys: bytes)
            }
        }
        var days: [(Day, [UInt32])] = []
        var start = 0
        while start < ranks.count {
            let day = ranks[start].dayNumber
            var end = start
            while end < ranks.count, ranks[end].dayNumber == day { end += 1 }
            days.append((Day(unchecked: day), ranks[start..<end].map(\.place)))
            start = end
        }
        self.days = days
    }

    private static func key(_ entry: TallyEntry, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let start = Int(entry.keyOffset)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(entry.keyLength)])
    }

    private static func lead(_ key: UnsafeRawBufferPointer) -> UInt128 {
        var lead: UInt128 = 0
        for index in 0..<min(16, key.count) { lead |= UInt128(key[index]) << UInt128(120 - 8 * index) }
        if key.count < 16 { lead |= UInt128(marker) << UInt128(120 - 8 * key.count) }
        return lead
    }

    private static let marker = AddressKey.followers.lowerBound

    /// Like the order of bytes, but a key ends with a marker.
    private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let common = min(left.count, right.count)
        let order = ByteOrder.compare(
            UnsafeRawBufferPointer(rebasing: left[..<common]),
            UnsafeRawBufferPointer(rebasing: right[..<common])
        )
        if order != 0 || left.count == right.count { return order }
        return left.count < right.count ? Int(marker) - Int(right[common]) : Int(left[common]) - Int(marker)
    }

    private static func precedes(
        _ left: TallyEntry,
        _ right: TallyEntry,
        keys: UnsafeRawBufferPointer
    ) -> Bool {
        let order = compare(key(left, in: keys), key(right, in: keys))
        if order != 0 { return order < 0 }
        if left.hour != right.hour { return left.hour < right.hour }
        if left.sensor != right.sensor { return left.sensor < right.sensor }
        return InsideRank(left.inside) < InsideRank(right.inside)
    }
}
