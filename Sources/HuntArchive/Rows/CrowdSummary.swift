internal import Observations

/// What the many rows of one address in one table come to, hour by hour.
///
/// Stored as a bit for each hour that has rows (three bytes, midnight the lowest bit of the last), then for each such hour
/// the number of rows and its occurrences: count, first second, and how much later the last one was.
struct CrowdSummary {
    struct HourCount {
        var rows: UInt64
        var occurrences: Occurrences
    }

    private(set) var hours: [HourCount?] = Array(repeating: nil, count: Int(Day.hours))

    mutating func add(_ occurrences: Occurrences, rows: UInt64 = 1, hour: UInt8) {
        if hours[Int(hour)] == nil {
            hours[Int(hour)] = HourCount(rows: rows, occurrences: occurrences)
        } else {
            hours[Int(hour)]?.rows &+= rows
            hours[Int(hour)]?.occurrences.join(occurrences)
        }
    }

    func append(to bytes: inout [UInt8]) {
        var mask: UInt32 = 0
        for (hour, count) in hours.enumerated() where count != nil { mask |= 1 << UInt32(hour) }
        withUnsafeBytes(of: mask.bigEndian) { bytes.append(contentsOf: $0.dropFirst()) }
        for case let hour? in hours {
            VariableNumber.append(hour.rows, to: &bytes)
            VariableNumber.append(hour.occurrences.count, to: &bytes)
            VariableNumber.append(UInt64(hour.occurrences.first), to: &bytes)
            VariableNumber.append(UInt64(hour.occurrences.last - hour.occurrences.first), to: &bytes)
        }
    }

    /// Adds what ``append(to:)`` wrote; false when `bytes` are something else.
    mutating func add(stored bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count > 3 else { return false }
        let mask = UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])
        var reader = VariableNumber.Reader(UnsafeRawBufferPointer(rebasing: bytes[3...]))
        for hour in 0..<Day.hours where mask & 1 << UInt32(hour) != 0 {
            guard let rows = reader.next(), let count = reader.next(), let first = reader.next(),
                let span = reader.next(), rows > 0, first <= UInt64(Occurrences.lastSecond),
                span <= UInt64(Occurrences.lastSecond) - first,
                let occurrences = Occurrences(count: count, first: UInt16(first), last: UInt16(first + span))
            else { return false }
            add(occurrences, rows: rows, hour: hour)
        }
        return reader.isAtEnd
    }
}
