public import Addresses
public import Lists
public import Reports

/// A resolver that is to have a zone, and is asked whether it does.
public struct ZoneResolver: Hashable, Sendable {
    /// Most resolvers of a zone.
    public static let maximumCount = 256

    /// The zone.
    public var zone: ZoneName
    /// What the resolver is called.
    public var name: ZoneName
    /// Where it answers.
    public var server: IPAddress
    /// At which port.
    public var port: UInt16
    /// Whose tools ask it: those of the feed.
    public var tools: ZoneFeedSettings.Tools
    /// The serial that the list serves.
    public var listSerial: Int64
    /// What was last found.
    public var finding: Finding

    /// What a resolver was found to hold.
    public struct Finding: Hashable, Sendable {
        /// The serial of the list; nil when it did not say.
        public var serial: Int64?
        /// The serial of the zone itself.
        public var zoneSerial: UInt32?
        /// When it last answered.
        public var answeredAt: Timestamp?
        /// Why it said nothing when it was last asked; nil when it did.
        public var fault: String?

        /// A finding of these parts.
        public init(
            serial: Int64? = nil,
            zoneSerial: UInt32? = nil,
            answeredAt: Timestamp? = nil,
            fault: String? = nil
        ) {
            self.serial = serial
            self.zoneSerial = zoneSerial
            self.answeredAt = answeredAt
            self.fault = fault
        }
    }

    /// A resolver as stored.
    public init(
        zone: ZoneName,
        name: ZoneName,
        server: IPAddress,
        port: UInt16,
        tools: ZoneFeedSettings.Tools,
        listSerial: Int64 = 0,
        finding: Finding = Finding()
    ) {
        self.zone = zone
        self.name = name
        self.server = server
        self.port = port
        self.tools = tools
        self.listSerial = listSerial
        self.finding = finding
    }
}
