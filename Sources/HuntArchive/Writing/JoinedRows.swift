internal import Addresses
internal import Observations

/// Joins rows of several tables that count the same thing. Single rows of an address come before those of its crowds, as
/// their keys stand; they are held back and put among the crowd's.
struct JoinedRows: ~Copyable {
    var writer: RowWriter
    private var address: [UInt8] = []
    private var singles: [Row] = []
    private var nextSingle = 0
    /// The last row, to which the next one may add.
    private var held: Row?

    init(into writer: consuming RowWriter) {
        self.writer = writer
    }

    /// Adds the next row of the day in the order of keys; false when it is malformed.
    mutating func add(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) throws(RocksError) -> Bool {
        guard let length = RowKey.addressLength(of: key, known: address) else { return false }
        if length != address.count || !key.starts(with: address) {
            try endAddress()
            address.removeAll(keepingCapacity: true)
            address.append(contentsOf: key[..<length])
        }
        let marker = key[length]
        switch marker {
        case RowMarker.crowdSummary, RowMarker.presence: return true
        case RowMarker.single, RowMarker.crowd:
            guard let parts = ObservationKey(prefixOf: key, addressLength: length),
                let occurrences = Occurrences(stored: value)
            else { return false }
            let row = Row(
                hourOfDay: parts.hourOfDay,
                sensor: parts.sensor,
                inside: parts.inside,
                occurrences: occurrences
            )
            if marker == RowMarker.single {
                singles.append(row)
            } else {
                try takeSingles { !row.precedes($0) }
                try take(row)
            }
            return true
        default: return false
        }
    }

    /// Writes what is left and completes the table.
    mutating func finish() throws(RocksError) {
        try endAddress()
        try writer.finish()
    }

    private mutating func endAddress() throws(RocksError) {
        try takeSingles { _ in true }
        singles.removeAll(keepingCapacity: true)
        nextSingle = 0
        try putHeld()
    }

    private mutating func takeSingles(while condition: (Row) -> Bool) throws(RocksError) {
        while nextSingle < singles.count, condition(singles[nextSingle]) {
            try take(singles[nextSingle])
            nextSingle += 1
        }
    }

    private mutating func take(_ row: Row) throws(RocksError) {
        if held?.isSame(as: row) == true {
            held?.occurrences.join(row.occurrences)
        } else {
            try putHeld()
            held = row
        }
    }

    private mutating func putHeld() throws(RocksError) {
        guard let row = held else { return }
        held = nil
        let address = address
        try address.span.bytes.withUnsafeBytes { bytes throws(RocksError) in try writer.add(row, of: bytes) }
    }
}
