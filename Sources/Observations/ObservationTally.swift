public import Addresses
internal import Reports

/// Counts observations as telemetry is read: as many different ones as fit, each of them any number of times.
///
/// Meeting a known observation again allocates nothing. Nothing is lost silently: when there is no room for a new
/// observation ``add(_:inside:sensor:at:times:)`` says ``Outcome/full``, and the caller drains and adds again, or calls
/// ``giveUp(_:)``; what cannot be counted at all is in ``dropped``. Not safe to share between threads.
public struct ObservationTally: ~Copyable {
    /// Most different observations held by default: 1 Mi, about 90 MB with their keys and the index.
    public static let defaultCapacity = 1 << 20
    /// Most bytes of address keys held by default: 64 MiB.
    public static let defaultKeyCapacity = 64 << 20
    /// Most different observations that may be asked for: 64 Mi.
    public static let maximumCapacity = 1 << 26
    /// Most bytes of address keys that may be asked for: 2 GiB.
    public static let maximumKeyCapacity = 1 << 31

    /// What became of one addition.
    public enum Outcome: Hashable, Sendable {
        /// It was counted.
        case counted
        /// There is no room: drain and add again, or give it up.
        case full
        /// It cannot be counted, and stands in ``ObservationTally/dropped``.
        case dropped(ObservationDrops.Reason)
    }

    /// What was not counted since the last drain.
    public private(set) var dropped = ObservationDrops()

    private let capacity: Int
    private let keyCapacity: Int
    private let hash: KeyHash
    private var entries: [TallyEntry] = []
    private var keys: [UInt8] = []
    /// The upper half of an entry's hash and, in the lower half, its place plus one; 0 where nothing is.
    private var slots: [UInt64]

    private static let firstSlotCount = 1 << 10

    /// An empty tally.
    /// - Parameters:
    ///   - capacity: most different observations, held within 1 and ``maximumCapacity``.
    ///   - keyCapacity: most bytes of address keys, held within one longest key and ``maximumKeyCapacity``.
    ///   - generator: where the secret of the hash comes from.
    public init(
        capacity: Int = Self.defaultCapacity,
        keyCapacity: Int = Self.defaultKeyCapacity,
        using generator: inout some RandomNumberGenerator
    ) {
        self.capacity = min(max(capacity, 1), Self.maximumCapacity)
        self.keyCapacity = min(
            max(keyCapacity, ObservationKey.maximumAddressLength),
            Self.maximumKeyCapacity
        )
        hash = KeyHash(using: &generator)
        slots = Array(repeating: 0, count: Self.firstSlotCount)
    }

    /// An empty tally with a secret of the system's.
    public init(capacity: Int = Self.defaultCapacity, keyCapacity: Int = Self.defaultKeyCapacity) {
        var generator = SystemRandomNumberGenerator()
        self.init(capacity: capacity, keyCapacity: keyCapacity, using: &generator)
    }

    /// How many different observations there are.
    public var count: Int { entries.count }

    /// Whether there is nothing to drain.
    public var isEmpty: Bool { entries.isEmpty && dropped.isEmpty }

    /// Counts that an address was met.
    /// - Parameters:
    ///   - address: the address's key, as ``Address/appendKey(to:)`` writes it.
    ///   - inside: who met it.
    ///   - sensor: in whose telemetry.
    ///   - seconds: when, in seconds since 1970-01-01T00:00:00Z.
    ///   - times: how often at that moment.
    /// - Returns: what became of it; nothing has changed when it is not ``Outcome/counted``, but for ``dropped``.
    public mutating func add(
        _ address: UnsafeRawBufferPointer,
        inside: IPAddress?,
        sensor: SensorNumber,
        at seconds: Int64,
        times: UInt32 = 1
    ) -> Outcome {
        guard times > 0 else { return .counted }
        guard seconds >= 0, seconds < Day.last.end.seconds else { return drop(times, .timeOutOfRange) }
        guard !address.isEmpty, address.count <= ObservationKey.maximumAddressLength else {
            return drop(times, .unusableAddress)
        }
        if let normalized = ObservedURL.normalized(address) {
            return normalized.withUnsafeBytes {
                count($0, inside: inside, sensor: sensor, at: seconds, times: times)
            }
        }
        return count(address, inside: inside, sensor: sensor, at: seconds, times: times)
    }

    /// Counts that `address` was met; see ``add(_:inside:sensor:at:times:)``, which needs no ``Address``.
    public mutating func add(
        _ address: Address,
        inside: IPAddress?,
        sensor: SensorNumber,
        at seconds: Int64,
        times: UInt32 = 1
    ) -> Outcome {
        address.key.bytes.withUnsafeBytes {
            add($0, inside: inside, sensor: sensor, at: seconds, times: times)
        }
    }

    /// Counts `times` additions as lost because there was no room for them.
    public mutating func giveUp(_ times: UInt32 = 1) {
        dropped.add(UInt64(times), .noRoom)
    }

    /// Takes out everything and what was dropped; the tally is empty afterwards and keeps its secret.
    public mutating func drain() -> DrainedObservations {
        let drained = DrainedObservations(
            days: SortedObservations.days(of: entries, keys: keys),
            dropped: dropped
        )
        entries = []
        keys = []
        slots = Array(repeating: 0, count: Self.firstSlotCount)
        dropped = ObservationDrops()
        return drained
    }
}

extension ObservationTally {
    private mutating func drop(_ times: UInt32, _ reason: ObservationDrops.Reason) -> Outcome {
        dropped.add(UInt64(times), reason)
        return .dropped(reason)
    }

    private mutating func count(
        _ address: UnsafeRawBufferPointer,
        inside: IPAddress?,
        sensor: SensorNumber,
        at seconds: Int64,
        times: UInt32
    ) -> Outcome {
        let (hour, second) = seconds.quotientAndRemainder(dividingBy: Hour.seconds)
        let probe = TallyEntry(
            keyOffset: UInt32(truncatingIfNeeded: keys.count),
            keyLength: UInt16(truncatingIfNeeded: address.count),
            hour: Int32(truncatingIfNeeded: hour),
            sensor: sensor,
            inside: inside,
            second: UInt16(truncatingIfNeeded: second),
            times: times
        )
        let mixed = mixedHash(of: probe, key: address)
        let mark = mixed & 0xFFFF_FFFF_0000_0000
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: mixed) & mask
        while slots[slot] != 0 {
            let content = slots[slot]
            if content & 0xFFFF_FFFF_0000_0000 == mark {
                let place = Int(truncatingIfNeeded: content & 0xFFFF_FFFF) &- 1
                if entries[place].isSame(as: probe), hasKey(address, entries[place]) {
                    return entries[place].join(probe) ? .counted : .full
                }
            }
            slot = (slot &+ 1) & mask
        }
        guard AddressKey.extent(in: address)?.whole == address.count else {
            return drop(times, .unusableAddress)
        }
        guard entries.count < capacity, keys.count <= keyCapacity &- address.count else { return .full }
        keys.append(contentsOf: address)
        entries.append(probe)
        slots[slot] = mark | UInt64(truncatingIfNeeded: entries.count)
        if entries.count &* 2 > slots.count { grow() }
        return .counted
    }

    @inline(__always)
    private func mixedHash(of entry: TallyEntry, key: UnsafeRawBufferPointer) -> UInt64 {
        hash.joining(entry.place, to: hash.joining(entry.low, to: hash.joining(entry.high, to: hash(key))))
    }

    @inline(__always)
    private func hasKey(_ address: UnsafeRawBufferPointer, _ entry: TallyEntry) -> Bool {
        keys.withUnsafeBytes { bytes in
            let start = Int(entry.keyOffset)
            return ByteOrder.areEqual(
                UnsafeRawBufferPointer(rebasing: bytes[start..<start &+ address.count]),
                address
            )
        }
    }

    /// Doubles the index. A mark is half a hash, so the slots are found again from the keys.
    private mutating func grow() {
        let count = slots.count * 2
        var larger: [UInt64] = Array(repeating: 0, count: count)
        keys.withUnsafeBytes { bytes in
            for (place, entry) in entries.enumerated() {
                let start = Int(entry.keyOffset)
                let key = UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(entry.keyLength)])
                let mixed = mixedHash(of: entry, key: key)
                var slot = Int(truncatingIfNeeded: mixed) & (count - 1)
                while larger[slot] != 0 { slot = (slot + 1) & (count - 1) }
                larger[slot] = mixed & 0xFFFF_FFFF_0000_0000 | UInt64(place + 1)
            }
        }
        slots = larger
    }
}
