public import Reports

/// What holds for a whole list.
public struct ListOptions: Sendable {
    /// What it is called.
    public var name: ListName
    /// The moment: what ended before is left out, and what ends later is written with the time that is left.
    public var now: Timestamp
    /// The serial of a zone.
    public var serial: UInt32
    /// Whether neighbouring networks may be written as the one they form together. Nothing else is added by it.
    public var joinsNetworks: Bool
    /// Most entries; nil for the format's own limit.
    public var maximumEntries: Int?
    /// For zones that follow a list by differences: their head. Every entry then has records of its own.
    public var zone: ZoneHead?

    /// Options; what is left out is what most lists want.
    public init(
        name: ListName,
        now: Timestamp,
        serial: UInt32 = 1,
        joinsNetworks: Bool = true,
        maximumEntries: Int? = nil,
        zone: ZoneHead? = nil
    ) {
        self.name = name
        self.now = now
        self.serial = serial
        self.joinsNetworks = joinsNetworks
        self.maximumEntries = maximumEntries
        self.zone = zone
    }
}
