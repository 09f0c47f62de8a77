public import Addresses
public import Reports

/// Where sightings are kept.
public protocol SightingStore: Sendable {
    /// Takes a sensor's batch, once however often it is sent.
    /// - Parameters:
    ///   - batch: the sightings.
    ///   - sensor: the token that the sensor presented; its member is whose network it watches.
    ///   - at: now.
    /// - Returns: what became of it.
    /// - Throws: ``StoreError/Code/invalidValue`` for a batch with a ``SightingBatch/fault`` or a sensor without a member.
    func record(
        _ batch: SightingBatch,
        from sensor: Token,
        at: Timestamp
    ) throws(StoreError) -> SightingReceipt

    /// Who met an address: one summary a member, by member.
    func sightingSummaries(of address: Address) throws(StoreError) -> [SightingSummary]

    /// The sightings of an address, of what lies in it too if it is wide, latest first; only those of `member` where one
    /// is given.
    func sightings(
        of address: Address,
        by member: Member.ID?,
        limit: Int
    ) throws(StoreError) -> [SightingRecord]

    /// What a member's sensors saw since a moment, of all addresses, latest first.
    func latestSightings(
        by member: Member.ID,
        since: Timestamp,
        limit: Int
    ) throws(StoreError) -> [SightingRecord]

    /// How often sensors met registered addresses in each hour since a moment, hours without any left out; those of
    /// `member` where one is given.
    func sightedHours(by member: Member.ID?, since: Timestamp) throws(StoreError) -> [SightedHour]
}

/// How often sensors met registered addresses within one hour.
public struct SightedHour: Hashable, Sendable {
    /// Whole hours since 1970.
    public var hour: Int64
    /// How often.
    public var count: Int

    /// An hour as stored.
    public init(hour: Int64, count: Int) {
        self.hour = hour
        self.count = count
    }
}

/// One member's sightings of an address, summed up.
public struct SightingSummary: Hashable, Sendable {
    /// Whose sensors met it.
    public var member: Member.ID
    /// How often.
    public var count: Int
    /// The first time.
    public var firstAt: Timestamp
    /// The last time.
    public var lastAt: Timestamp

    /// A summary as stored.
    public init(member: Member.ID, count: Int, firstAt: Timestamp, lastAt: Timestamp) {
        self.member = member
        self.count = count
        self.firstAt = firstAt
        self.lastAt = lastAt
    }
}

/// A sighting and who had it.
public struct SightingRecord: Hashable, Sendable {
    /// What was seen.
    public var sighting: Sighting
    /// Whose sensor saw it.
    public var member: Member.ID
    /// The name of the sensor.
    public var sensor: String

    /// A record as stored.
    public init(sighting: Sighting, member: Member.ID, sensor: String) {
        self.sighting = sighting
        self.member = member
        self.sensor = sensor
    }
}
