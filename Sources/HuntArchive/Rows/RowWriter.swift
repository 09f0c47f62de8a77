internal import Addresses
internal import Observations

/// Writes the rows of one table: observations in the order of their keys, and with them crowd summaries and the names
/// above what was met.
struct RowWriter: ~Copyable {
    private let table: TableFile
    /// The batch number, or nothing in a table that holds all of its day.
    private let suffix: [UInt8]
    /// The key being built; its first ``addressLength`` bytes are the present address.
    private var key: [UInt8] = []
    private var value: [UInt8] = []
    private var presence: [UInt8] = []
    private var addressLength = 0
    /// The first rows of the present address, while they may stay few.
    private var singles: [Row] = []
    private var crowd: CrowdSummary?

    /// Rows written so far, summaries and names above not counted.
    private(set) var rowCount: UInt64 = 0

    init(into table: consuming TableFile, batch: UInt32?) {
        self.table = table
        suffix = batch.map { number in withUnsafeBytes(of: number.bigEndian) { Array($0) } } ?? []
        singles.reserveCapacity(RowMarker.crowdThreshold)
    }

    /// Writes a record that is no row. All of them stand before the rows.
    mutating func record(_ key: [UInt8], _ value: [UInt8]) throws(RocksError) {
        try table.put(key, value)
    }

    /// Adds the next row in order: not before and not the same as the last one.
    mutating func add(_ row: Row, of address: UnsafeRawBufferPointer) throws(RocksError) {
        if !isPresent(address) {
            try endAddress()
            try begin(address)
        }
        rowCount += 1
        if crowd != nil { return try putCrowd(row) }
        guard singles.count == RowMarker.crowdThreshold else {
            singles.append(row)
            return
        }
        crowd = CrowdSummary()
        for single in singles { try putCrowd(single) }
        singles.removeAll(keepingCapacity: true)
        try putCrowd(row)
    }

    /// Writes what is left and completes the table.
    mutating func finish() throws(RocksError) {
        try endAddress()
        try table.finish()
    }

    private func isPresent(_ address: UnsafeRawBufferPointer) -> Bool {
        guard address.count == addressLength else { return false }
        return key.withUnsafeBytes {
            ByteOrder.areEqual(UnsafeRawBufferPointer(rebasing: $0[..<addressLength]), address)
        }
    }

    private mutating func begin(_ address: UnsafeRawBufferPointer) throws(RocksError) {
        try AddressKey.forEachNameAbove(address, maximumLabels: RowMarker.maximumPresenceLabels) {
            (length) throws(RocksError) in
            guard !sharesBeginning(address, length) else { return }
            presence.removeAll(keepingCapacity: true)
            presence.append(contentsOf: address[..<length])
            presence.append(RowMarker.presence)
            try table.put(presence, [])
        }
        key.removeAll(keepingCapacity: true)
        key.append(contentsOf: address)
        addressLength = address.count
    }

    /// Whether the address before had the same first bytes: then the name they are was marked with it.
    private func sharesBeginning(_ address: UnsafeRawBufferPointer, _ length: Int) -> Bool {
        guard addressLength >= length else { return false }
        return key.withUnsafeBytes {
            ByteOrder.areEqual(
                UnsafeRawBufferPointer(rebasing: $0[..<length]),
                UnsafeRawBufferPointer(rebasing: address[..<length])
            )
        }
    }

    private mutating func endAddress() throws(RocksError) {
        for single in singles { try put(single, marker: RowMarker.single) }
        singles.removeAll(keepingCapacity: true)
        guard let crowd else { return }
        key.removeLast(key.count - addressLength)
        key.append(RowMarker.crowdSummary)
        key.append(contentsOf: suffix)
        value.removeAll(keepingCapacity: true)
        crowd.append(to: &value)
        try table.put(key, value)
        self.crowd = nil
    }

    private mutating func putCrowd(_ row: Row) throws(RocksError) {
        crowd?.add(row.occurrences, hour: row.hourOfDay)
        try put(row, marker: RowMarker.crowd)
    }

    private mutating func put(_ row: Row, marker: UInt8) throws(RocksError) {
        key.removeLast(key.count - addressLength)
        ObservationKey.appendTail(
            marker: marker,
            hourOfDay: row.hourOfDay,
            sensor: row.sensor,
            inside: row.inside,
            to: &key
        )
        key.append(contentsOf: suffix)
        value.removeAll(keepingCapacity: true)
        row.occurrences.append(to: &value)
        try table.put(key, value)
    }
}
