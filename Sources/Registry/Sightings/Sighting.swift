public import Addresses
public import Reports

/// A registered address met in telemetry by one inside host within one hour.
public struct Sighting: Hashable, Sendable {
    /// Longest ``seen``, in bytes of UTF-8.
    public static let maximumSeenLength = 2048

    /// The registered address that was met, or that lies around what was met.
    public var address: Address
    /// What stood in the log, where it is another address inside ``address``.
    public var seen: String?
    /// The inside host that met it; nil when the log does not tell.
    public var inside: IPAddress?
    /// How often.
    public var count: Int
    /// The first time.
    public var firstAt: Timestamp
    /// The last time, in the same hour of UTC.
    public var lastAt: Timestamp

    /// Seconds in an hour.
    public static let secondsPerHour: Int64 = 3600

    /// Whole hours since 1970 that it happened in.
    public var hour: Int64 { firstAt.seconds.flooredHours }

    /// A sighting of these parts.
    public init(
        address: Address,
        seen: String? = nil,
        inside: IPAddress?,
        count: Int,
        firstAt: Timestamp,
        lastAt: Timestamp
    ) {
        self.address = address
        self.seen = seen
        self.inside = inside
        self.count = count
        self.firstAt = firstAt
        self.lastAt = lastAt
    }

    /// What is wrong with it, as one sentence; nil when nothing is.
    public var fault: String? {
        if count < 1 { return "a sighting counts one or more" }
        if lastAt < firstAt || lastAt.seconds.flooredHours != hour {
            return "first and last lie in one hour, in this order"
        }
        if let seen, seen.isEmpty || seen.utf8.count > Self.maximumSeenLength {
            return "what was seen has 1 to \(Self.maximumSeenLength) bytes"
        }
        return nil
    }
}

extension Int64 {
    fileprivate var flooredHours: Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: Sighting.secondsPerHour)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

/// Sightings that a sensor sends together, once.
public struct SightingBatch: Hashable, Sendable {
    /// Bytes of ``spool``.
    public static let spoolLength = 16
    /// Most sightings of a batch.
    public static let maximumCount = 10_000

    /// Names the sensor's spool, which begins a new sequence when it is made anew.
    public var spool: [UInt8]
    /// The number of the batch in its spool, from 1 without gaps.
    public var sequence: Int64
    /// The sightings.
    public var sightings: [Sighting]

    /// A batch of these parts.
    public init(spool: [UInt8], sequence: Int64, sightings: [Sighting]) {
        self.spool = spool
        self.sequence = sequence
        self.sightings = sightings
    }

    /// What is wrong with it, as one sentence; nil when nothing is.
    public var fault: String? {
        if spool.count != Self.spoolLength { return "a spool is named by \(Self.spoolLength) bytes" }
        if sequence < 1 { return "batches are numbered from 1" }
        if sightings.count > Self.maximumCount { return "a batch has at most \(Self.maximumCount) sightings" }
        for (index, sighting) in sightings.enumerated() {
            if let fault = sighting.fault { return "sighting \(index + 1): \(fault)" }
        }
        return nil
    }
}

/// What became of a batch.
public enum SightingReceipt: Hashable, Sendable {
    /// Its sightings are in the registry; so many were of addresses that are not registered, and are left out.
    case recorded(unregistered: Int)
    /// It was recorded before; nothing changed.
    case known
    /// Batches before it are missing: the number that is awaited. Nothing changed.
    case outOfOrder(awaited: Int64)
}
