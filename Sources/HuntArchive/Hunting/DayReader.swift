internal import Addresses
internal import Observations

/// Reads the rows of targets in one day.
struct DayReader {
    private let family: RocksFamily
    private let day: Day
    private let hours: ClosedRange<UInt8>
    private let ofOneHost: RocksIterator
    private let ofAnyHost: RocksIterator
    /// The key of the address whose rows are being read.
    private var address: [UInt8] = []
    private var place: [UInt8] = []

    init(_ family: RocksFamily, day: Day, hours: ClosedRange<UInt8>) {
        self.family = family
        self.day = day
        self.hours = hours
        ofOneHost = RocksIterator(family, .oneHost)
        ofAnyHost = RocksIterator(family, .wholeOrder)
    }

    /// Adds the rows of `range` to `tally`.
    /// - Returns: whether all were read; false when the tally's limit was reached.
    mutating func read(_ range: HuntRange, into tally: inout HuntTally) throws(RocksError) -> Bool {
        if let gate = range.gate {
            ofOneHost.seek(gate)
            guard ofOneHost.isValid else {
                try ofOneHost.check()
                return true
            }
        }
        let rows = range.isOneHost ? ofOneHost : ofAnyHost
        address.removeAll(keepingCapacity: true)
        rows.seek(range.lower)
        while rows.isValid, range.reaches(rows.key) {
            guard let length = RowKey.addressLength(of: rows.key, known: address) else { throw malformed }
            if length != address.count || !rows.key.starts(with: address) {
                address.removeAll(keepingCapacity: true)
                address.append(contentsOf: rows.key[..<length])
                guard address.withUnsafeBytes({ range.includes($0) }) else {
                    seek(rows, RowMarker.presence)
                    continue
                }
                tally.begin(address)
            }
            switch rows.key[length] {
            case RowMarker.single:
                guard tally.rowsLeft > 0 else {
                    tally.stop(in: day, after: address)
                    return false
                }
                try readSingle(rows, into: &tally)
            case RowMarker.crowd: try readCrowd(rows, into: &tally)
            case RowMarker.crowdSummary, RowMarker.presence: rows.next()
            default: throw malformed
            }
        }
        try rows.check()
        return true
    }

    private mutating func readSingle(_ rows: RocksIterator, into tally: inout HuntTally) throws(RocksError) {
        let (key, occurrences) = try row(at: rows)
        if hours.contains(key.hourOfDay) {
            tally.addSingle(key, occurrences, of: day)
        } else {
            tally.passOver()
        }
        rows.next()
    }

    /// Counts a crowd by its summaries, reads as many of its rows as are left to read, latest hours first, and goes on
    /// behind it.
    private mutating func readCrowd(_ rows: RocksIterator, into tally: inout HuntTally) throws(RocksError) {
        let summary = try summary(rows)
        var unread: UInt64 = 0
        for hour in hours {
            guard let counted = summary.hours[Int(hour)] else { continue }
            tally.addSummary(counted.occurrences, hourOfDay: hour, of: day)
            unread &+= counted.rows
        }
        if unread <= UInt64(max(0, tally.rowsLeft)), !tally.isFull {
            seek(rows, RowMarker.crowd, hours.lowerBound)
            while isAtCrowd(rows) {
                let (key, occurrences) = try row(at: rows)
                guard key.hourOfDay <= hours.upperBound else { break }
                tally.addOfCrowd(key, occurrences, of: day)
                unread -= min(unread, 1)
                rows.next()
            }
        } else {
            for hour in hours.reversed() where summary.hours[Int(hour)] != nil {
                seek(rows, RowMarker.crowd, hour)
                while tally.rowsLeft > 0, !tally.isFull, isAtCrowd(rows) {
                    let (key, occurrences) = try row(at: rows)
                    guard key.hourOfDay == hour else { break }
                    tally.addOfCrowd(key, occurrences, of: day)
                    unread -= min(unread, 1)
                    rows.next()
                }
                if tally.rowsLeft <= 0 || tally.isFull { break }
            }
        }
        tally.leaveUnread(unread)
        seek(rows, RowMarker.presence)
    }

    /// The crowd's summaries, one of each table, together.
    private mutating func summary(_ rows: RocksIterator) throws(RocksError) -> CrowdSummary {
        var summary = CrowdSummary()
        seek(rows, RowMarker.crowdSummary)
        while rows.isValid, rows.key.count > address.count, rows.key.starts(with: address),
            rows.key[address.count] == RowMarker.crowdSummary
        {
            guard summary.add(stored: rows.value) else { throw malformed }
            rows.next()
        }
        return summary
    }

    private func isAtCrowd(_ rows: RocksIterator) -> Bool {
        rows.isValid && rows.key.count > address.count && rows.key[address.count] == RowMarker.crowd
            && rows.key.starts(with: address)
    }

    private func row(at rows: RocksIterator) throws(RocksError) -> (ObservationKey, Occurrences) {
        guard let key = ObservationKey(prefixOf: rows.key, addressLength: address.count),
            let occurrences = Occurrences(stored: rows.value)
        else { throw malformed }
        return (key, occurrences)
    }

    /// Goes to the present address's first row that is not below these bytes.
    private mutating func seek(_ rows: RocksIterator, _ tail: UInt8...) {
        place.removeAll(keepingCapacity: true)
        place.append(contentsOf: address)
        place.append(contentsOf: tail)
        rows.seek(place)
    }

    private var malformed: RocksError {
        RocksError(message: "Corruption: a row of \(family.name) is malformed")
    }
}
