/// What stands at the top of a zone that follows a list.
public struct ZoneHead: Hashable, Sendable {
    /// What the zone is called.
    public var name: ZoneName
    /// The zone's own serial, for its secondaries; another than the list's.
    public var serial: UInt32
    /// The text beside it that says which serial of the list the zone holds.
    public var marker: String

    /// A head of these parts.
    public init(name: ZoneName, serial: UInt32, marker: String) {
        self.name = name
        self.serial = serial
        self.marker = marker
    }
}
