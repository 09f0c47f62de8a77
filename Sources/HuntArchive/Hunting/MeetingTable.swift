internal import Addresses
internal import Observations
internal import Reports

/// Meetings by address, sensor and inside host, as many as fit: rows come by the hundred thousand, so that one takes no
/// memory of its own.
struct MeetingTable {
    private struct Entry {
        let address: UInt32
        let sensor: SensorNumber
        let hasInside: Bool
        /// The inside host's bits; zeros where there is none.
        let high: UInt64
        let low: UInt64
        var count: UInt64 = 0
        /// Seconds since 1970.
        var first = Int64.max
        var last = Int64.min
        /// The place of the last day added, -1 before the first.
        var day: Int32 = -1

        @inline(__always)
        init(address: UInt32, _ key: ObservationKey) {
            self.address = address
            sensor = key.sensor
            hasInside = key.inside != nil
            let bits = key.inside?.bits ?? 0
            high = UInt64(truncatingIfNeeded: bits >> 64)
            low = UInt64(truncatingIfNeeded: bits)
        }

        @inline(__always)
        var who: UInt64 { UInt64(address) << 32 | UInt64(sensor.rawValue) << 1 | (hasInside ? 1 : 0) }

        @inline(__always)
        func isSame(as other: Entry) -> Bool { who == other.who && low == other.low && high == other.high }

        var inside: IPAddress? { hasInside ? IPAddress(bits: UInt128(high) << 64 | UInt128(low)) : nil }
    }

    /// A day of an entry, and the place of the day before it in the order of adding.
    private struct DayLink {
        let day: Day
        var count: UInt64
        let previous: Int32
    }

    private static let firstSlotCount = 1 << 8

    private let capacity: Int
    private let hash: KeyHash
    private var entries: [Entry] = []
    private var days: [DayLink] = []
    /// An entry's place plus one; 0 where nothing is.
    private var slots = [UInt32](repeating: 0, count: firstSlotCount)

    init(capacity: Int) {
        var generator = SystemRandomNumberGenerator()
        self.capacity = min(capacity, Int(Int32.max))
        hash = KeyHash(using: &generator)
    }

    var isFull: Bool { entries.count >= capacity }

    /// Counts a row of the address with this number; false when it is of a new meeting and there is no room.
    @inline(__always)
    mutating func add(_ address: UInt32, _ key: ObservationKey, _ occurrences: Occurrences, of day: Day)
        -> Bool
    {
        let probe = Entry(address: address, key)
        let mask = slots.count &- 1
        var slot = self.slot(of: probe, mask)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) &- 1
            if entries[place].isSame(as: probe) {
                count(occurrences, key.hourOfDay, of: day, at: place)
                return true
            }
            slot = (slot &+ 1) & mask
        }
        guard !isFull else { return false }
        entries.append(probe)
        slots[slot] = UInt32(entries.count)
        count(occurrences, key.hourOfDay, of: day, at: entries.count &- 1)
        if entries.count &* 2 > slots.count { grow() }
        return true
    }

    /// The meetings, latest first, then most often. `addresses` are those with the numbers given.
    func meetings(of addresses: [Address?]) -> [Meeting] {
        let order = entries.indices.sorted { left, right in
            let (left, right) = (entries[left], entries[right])
            return left.last != right.last ? left.last > right.last : left.count > right.count
        }
        return order.compactMap { place in
            let entry = entries[place]
            guard let address = addresses[Int(entry.address)] else { return nil }
            return Meeting(
                address: address,
                inside: entry.inside,
                sensor: entry.sensor,
                counted: MeetingCount(
                    count: entry.count,
                    first: Timestamp(seconds: entry.first),
                    last: Timestamp(seconds: entry.last),
                    days: dayCounts(endingAt: entry.day)
                )
            )
        }
    }

    private func dayCounts(endingAt place: Int32) -> [MeetingCount.DayCount] {
        var counts: [MeetingCount.DayCount] = []
        var place = place
        while place >= 0 {
            let link = days[Int(place)]
            counts.append(MeetingCount.DayCount(day: link.day, count: link.count))
            place = link.previous
        }
        counts.reverse()
        return counts
    }

    @inline(__always)
    private mutating func count(_ occurrences: Occurrences, _ hour: UInt8, of day: Day, at place: Int) {
        let start = day.start.seconds &+ Int64(hour) &* Hour.seconds
        entries[place].count = entries[place].count.addingHeld(occurrences.count)
        entries[place].first = min(entries[place].first, start &+ Int64(occurrences.first))
        entries[place].last = max(entries[place].last, start &+ Int64(occurrences.last))
        let link = entries[place].day
        if link >= 0, days[Int(link)].day == day {
            days[Int(link)].count = days[Int(link)].count.addingHeld(occurrences.count)
        } else {
            entries[place].day = Int32(truncatingIfNeeded: days.count)
            days.append(DayLink(day: day, count: occurrences.count, previous: link))
        }
    }

    @inline(__always)
    private func slot(of entry: Entry, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: hash.joining(entry.who, to: hash.joining(entry.low, to: entry.high))) & mask
    }

    private mutating func grow() {
        var larger = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for (place, entry) in entries.enumerated() {
            var slot = self.slot(of: entry, mask)
            while larger[slot] != 0 { slot = (slot + 1) & mask }
            larger[slot] = UInt32(place + 1)
        }
        slots = larger
    }
}

extension UInt64 {
    /// The sum, or the largest number when that does not fit.
    @inline(__always)
    func addingHeld(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
