internal import Addresses

/// One counted observation of a tally: 40 bytes beside its key.
struct TallyEntry: Sendable {
    let keyOffset: UInt32
    let keyLength: UInt16
    let sensor: UInt16
    let hour: Int32
    private(set) var count: UInt32
    private(set) var first: UInt16
    private(set) var last: UInt16
    private let hasInside: Bool
    /// The inside host's bits; zeros where there is none.
    let high: UInt64
    let low: UInt64

    @inline(__always)
    init(
        keyOffset: UInt32,
        keyLength: UInt16,
        hour: Int32,
        sensor: SensorNumber,
        inside: IPAddress?,
        second: UInt16,
        times: UInt32
    ) {
        self.keyOffset = keyOffset
        self.keyLength = keyLength
        self.sensor = sensor.rawValue
        self.hour = hour
        count = times
        first = second
        last = second
        hasInside = inside != nil
        let bits = inside?.bits ?? 0
        high = UInt64(truncatingIfNeeded: bits >> 64)
        low = UInt64(truncatingIfNeeded: bits)
    }

    var inside: IPAddress? {
        hasInside ? IPAddress(bits: UInt128(high) << 64 | UInt128(low)) : nil
    }

    var occurrences: Occurrences { Occurrences(unchecked: UInt64(count), first: first, last: last) }

    /// Hour, sensor and whether there is an inside host, as one word.
    @inline(__always)
    var place: UInt64 {
        UInt64(UInt32(bitPattern: hour)) << 32 | UInt64(sensor) << 1 | (hasInside ? 1 : 0)
    }

    /// Whether all but the key, which has to be compared, and the counts agree.
    @inline(__always)
    func isSame(as other: TallyEntry) -> Bool {
        place == other.place && low == other.low && high == other.high && keyLength == other.keyLength
    }

    /// Adds the other's counts; false, and nothing changed, when they do not fit.
    @inline(__always)
    mutating func join(_ other: TallyEntry) -> Bool {
        let (sum, overflow) = count.addingReportingOverflow(other.count)
        if overflow { return false }
        count = sum
        first = min(first, other.first)
        last = max(last, other.last)
        return true
    }
}
