internal import Addresses
internal import Observations

/// What a hunt has found so far, latest days first.
struct HuntTally {
    private struct Key: Hashable {
        let address: UInt32
        let sensor: SensorNumber
        let inside: IPAddress?
    }

    let limits: HuntLimits
    private(set) var totals = MeetingCount()
    private(set) var remainder = HuntRemainder()
    private(set) var rowsRead = 0
    private var addresses: [[UInt8]] = []
    private var addressNumbers: [[UInt8]: UInt32] = [:]
    private var places: [Key: Int] = [:]
    private var counts: [(key: Key, counted: MeetingCount)] = []
    /// The number of the address being read; nil when it is not kept.
    private var address: UInt32?

    init(_ limits: HuntLimits) {
        self.limits = limits
    }

    /// Rows that may still be read.
    var rowsLeft: Int { limits.rows - rowsRead }

    /// Whether rows can still say anything that the totals do not.
    var isFull: Bool { counts.count >= limits.meetings }

    /// What follows is of this address.
    mutating func begin(_ bytes: [UInt8]) {
        if let number = addressNumbers[bytes] {
            address = number
        } else if isFull {
            address = nil
        } else {
            address = UInt32(addresses.count)
            addressNumbers[bytes] = UInt32(addresses.count)
            addresses.append(bytes)
        }
    }

    /// A row that is in no summary.
    mutating func addSingle(_ key: ObservationKey, _ occurrences: Occurrences, of day: Day) {
        totals.add(occurrences, hourOfDay: key.hourOfDay, of: day)
        keep(key, occurrences, of: day)
    }

    /// A row outside the period.
    mutating func passOver() {
        rowsRead += 1
    }

    /// A row that a summary counts.
    mutating func addOfCrowd(_ key: ObservationKey, _ occurrences: Occurrences, of day: Day) {
        keep(key, occurrences, of: day)
    }

    /// An hour of a summary.
    mutating func addSummary(_ occurrences: Occurrences, hourOfDay: UInt8, of day: Day) {
        totals.add(occurrences, hourOfDay: hourOfDay, of: day)
    }

    mutating func leaveUnread(_ rows: UInt64) {
        remainder.unreadRows &+= rows
    }

    mutating func stop(in day: Day, after address: [UInt8]) {
        remainder.stop = HuntRemainder.Stop(day: day, address: Address(key: AddressKey(bytes: address)))
    }

    private mutating func keep(_ key: ObservationKey, _ occurrences: Occurrences, of day: Day) {
        rowsRead += 1
        guard let address else {
            remainder.unkeptRows += 1
            return
        }
        let place = Key(address: address, sensor: key.sensor, inside: key.inside)
        if let index = places[place] {
            counts[index].counted.add(occurrences, hourOfDay: key.hourOfDay, of: day)
        } else if isFull {
            remainder.unkeptRows += 1
        } else {
            var counted = MeetingCount()
            counted.add(occurrences, hourOfDay: key.hourOfDay, of: day)
            places[place] = counts.count
            counts.append((place, counted))
        }
    }

    /// The meetings kept, latest first, then most often.
    var meetings: [Meeting] {
        let known = addresses.map { Address(key: AddressKey(bytes: $0)) }
        let all = counts.compactMap { key, counted in
            known[Int(key.address)].map {
                Meeting(address: $0, inside: key.inside, sensor: key.sensor, counted: counted)
            }
        }
        return all.sorted { left, right in
            if left.counted.last != right.counted.last { return left.counted.last > right.counted.last }
            return left.counted.count > right.counted.count
        }
    }
}
