internal import Observations
internal import Reports

/// The records of a day's family that are no rows. Their keys begin with 00 and so stand before all rows.
///
/// ```
/// 00 'b' batch id                                    → batch number u32: it was taken in
/// 00 'c' sensor u16, number u32, index u32           → coverage note: claim, start and end as seconds of the day, lost
/// 00 's'                                             → number u32 of the last batch joined into the day's one table
/// ```
enum DayRecord {
    static let seal: [UInt8] = [0x00, UInt8(ascii: "s")]
    static let batches: [UInt8] = [0x00, UInt8(ascii: "b")]
    static let coverage: [UInt8] = [0x00, UInt8(ascii: "c")]
    /// Where the rows begin.
    static let rows: [UInt8] = [0x01]

    static func batch(_ id: BatchID) -> [UInt8] { batches + id.bytes }

    static func number(_ value: UInt32) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    static func number(stored bytes: some Collection<UInt8>) -> UInt32? {
        guard bytes.count == 4 else { return nil }
        return bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The key of a note: `number` tells batches apart, `index` the notes of one.
    static func coverage(_ note: CoverageNote, number: UInt32, index: UInt32) -> [UInt8] {
        let sensor = note.sensor.rawValue
        return coverage + [UInt8(sensor >> 8), UInt8(truncatingIfNeeded: sensor)] + self.number(number)
            + self.number(index)
    }

    /// The value of a note that lies in `day`.
    static func value(of note: CoverageNote, in day: Day) -> [UInt8] {
        var bytes: [UInt8] = []
        let start = note.interval.start.seconds - day.start.seconds
        let end = note.interval.end.seconds - day.start.seconds
        switch note.claim {
        case .covered: bytes = [0]
        case .gap(let reason, let lost):
            bytes = [1, reason.rawValue]
            VariableNumber.append(lost, to: &bytes)
        }
        VariableNumber.append(UInt64(max(0, start)), to: &bytes)
        VariableNumber.append(UInt64(max(0, end)), to: &bytes)
        return bytes
    }

    /// The note of a record; nil when the bytes are no note of `day`.
    static func note(
        key: UnsafeRawBufferPointer,
        value: UnsafeRawBufferPointer,
        in day: Day
    ) -> CoverageNote? {
        guard key.count == coverage.count + 10, key.starts(with: coverage) else { return nil }
        let sensor = SensorNumber(UInt16(key[2]) << 8 | UInt16(key[3]))
        let isGap = value.first == 1
        guard value.count > (isGap ? 2 : 1), isGap || value[0] == 0 else { return nil }
        var reader = VariableNumber.Reader(UnsafeRawBufferPointer(rebasing: value[(isGap ? 2 : 1)...]))
        var claim = CoverageNote.Claim.covered
        if isGap {
            guard let lost = reader.next() else { return nil }
            claim = .gap(GapReason(rawValue: value[1]) ?? .other, lost: lost)
        }
        guard let start = reader.next(), let end = reader.next(), reader.isAtEnd,
            end <= UInt64(Timestamp.secondsPerDay),
            let interval = Interval(
                from: Timestamp(seconds: day.start.seconds + Int64(min(start, end))),
                to: Timestamp(seconds: day.start.seconds + Int64(end))
            )
        else { return nil }
        return CoverageNote(sensor: sensor, interval: interval, claim: claim)
    }
}
