/// What a tally could not count, by reason.
public struct ObservationDrops: Hashable, Sendable {
    /// Why something was not counted.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// There was no room, and nobody made any.
        case noRoom = "no-room"
        /// The time lies outside the years 1970…9999.
        case timeOutOfRange = "time-out-of-range"
        /// The address's bytes are no key, or too long a one.
        case unusableAddress = "unusable-address"
    }

    private var counts: [Reason: UInt64] = [:]

    /// Nothing dropped.
    public init() {}

    /// How many were dropped for this reason.
    public subscript(reason: Reason) -> UInt64 { counts[reason] ?? 0 }

    /// How many were dropped in all.
    public var total: UInt64 { counts.values.reduce(0, &+) }

    /// Whether nothing was dropped.
    public var isEmpty: Bool { counts.isEmpty }

    /// Counts `times` more.
    public mutating func add(_ times: UInt64, _ reason: Reason) {
        guard times > 0 else { return }
        counts[reason, default: 0] &+= times
    }

    /// Adds what was dropped elsewhere.
    public mutating func add(_ other: ObservationDrops) {
        for (reason, count) in other.counts { add(count, reason) }
    }
}
