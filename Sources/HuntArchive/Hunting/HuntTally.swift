internal import Addresses
internal import Observations

/// What a hunt has found so far, latest days first.
struct HuntTally {
    let limits: HuntLimits
    private(set) var totals = MeetingCount()
    private(set) var remainder = HuntRemainder()
    private(set) var rowsRead = 0
    private var addresses: [[UInt8]] = []
    private var numbers: [[UInt8]: UInt32] = [:]
    private var table: MeetingTable
    /// The number of the address being read; nil when it is not kept.
    private var address: UInt32?

    init(_ limits: HuntLimits) {
        self.limits = limits
        table = MeetingTable(capacity: limits.meetings)
    }

    /// Rows that may still be read.
    var rowsLeft: Int { limits.rows - rowsRead }

    /// Whether there is no room for more meetings, so that rows say little that summaries do not.
    var isFull: Bool { table.isFull }

    /// What follows is of this address.
    mutating func begin(_ bytes: [UInt8]) {
        if let number = numbers[bytes] {
            address = number
        } else if isFull {
            address = nil
        } else {
            address = UInt32(addresses.count)
            numbers[bytes] = UInt32(addresses.count)
            addresses.append(bytes)
        }
    }

    /// A row that is in no summary.
    mutating func addSingle(_ key: ObservationKey, _ occurrences: Occurrences, of day: Day) {
        totals.add(occurrences, hourOfDay: key.hourOfDay, of: day)
        keep(key, occurrences, of: day)
    }

    /// A row that a summary counts.
    mutating func addOfCrowd(_ key: ObservationKey, _ occurrences: Occurrences, of day: Day) {
        keep(key, occurrences, of: day)
    }

    /// A row outside the period.
    mutating func passOver() {
        rowsRead += 1
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
        guard let address, table.add(address, key, occurrences, of: day) else {
            remainder.unkeptRows += 1
            return
        }
    }

    /// The meetings kept, latest first, then most often.
    var meetings: [Meeting] {
        table.meetings(of: addresses.map { Address(key: AddressKey(bytes: $0)) })
    }
}
