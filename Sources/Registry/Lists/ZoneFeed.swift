public import Addresses
public import Lists
public import Reports

/// A zone at a primary name server that follows a list.
public struct ZoneFeed: Hashable, Sendable, Identifiable {
    /// Most feeds of a registry.
    public static let maximumCount = 64

    /// The number of a feed in a registry.
    public struct ID: Hashable, Sendable {
        /// The number, from 1.
        public let number: Int64

        /// The feed with this number.
        public init(_ number: Int64) {
            self.number = number
        }
    }

    /// The number.
    public let id: ID
    /// What it is.
    public var settings: ZoneFeedSettings
    /// The list that the zone follows.
    public var list: PublishedList.ID
    /// The serial that the list serves; 0 before the first.
    public var listSerial: Int64
    /// What is known of the zone.
    public var standing: ZoneStanding
    /// When it was made.
    public var createdAt: Timestamp

    /// A feed as stored.
    public init(
        id: ID,
        settings: ZoneFeedSettings,
        list: PublishedList.ID,
        listSerial: Int64,
        standing: ZoneStanding,
        createdAt: Timestamp
    ) {
        self.id = id
        self.settings = settings
        self.list = list
        self.listSerial = listSerial
        self.standing = standing
        self.createdAt = createdAt
    }
}

/// What an administrator says of a zone that follows a list.
public struct ZoneFeedSettings: Hashable, Sendable {
    /// Longest path of a file, in bytes.
    public static let maximumPathLength = 1024

    /// Whose tools speak to the primary. The raw value is stored and never changes.
    public enum Tools: String, Sendable, CaseIterable {
        /// Knot DNS's: knsupdate, kdig, knotc.
        case knot
        /// BIND's: nsupdate, dig, rndc.
        case bind
    }

    /// The list.
    public var list: ListName
    /// The zone.
    public var zone: ResponsePolicyZone
    /// Where the primary takes updates.
    public var server: IPAddress
    /// At which port.
    public var port: UInt16
    /// The file with the key that signs updates, in the notation of the tools.
    public var keyFile: String
    /// Whose tools are used.
    public var tools: Tools
    /// Where the whole zone is written when differences do not do; nil for a file in the data folder.
    public var zoneFile: String?
    /// What lets the tools tell the primary to load that file: the control socket of Knot DNS, the configuration of
    /// rndc. Nil when a person does.
    public var control: String?

    /// Settings of these parts.
    public init(
        list: ListName,
        zone: ResponsePolicyZone,
        server: IPAddress,
        port: UInt16,
        keyFile: String,
        tools: Tools,
        zoneFile: String? = nil,
        control: String? = nil
    ) {
        self.list = list
        self.zone = zone
        self.server = server
        self.port = port
        self.keyFile = keyFile
        self.tools = tools
        self.zoneFile = zoneFile
        self.control = control
    }

    /// What is wrong with the settings, as one sentence; nil when nothing is.
    public var fault: String? {
        if port == 0 { return "a port lies between 1 and 65535" }
        for path in [keyFile, zoneFile, control].compactMap(\.self) {
            guard path.hasPrefix("/"), path.utf8.count <= Self.maximumPathLength,
                path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
            else {
                return "a file is named by its whole path, of at most \(Self.maximumPathLength) bytes"
            }
        }
        return nil
    }
}

/// What is known of a zone that follows a list.
public struct ZoneStanding: Hashable, Sendable {
    /// Longest ``fault`` in bytes.
    public static let maximumFaultLength = 1000

    /// The text in the zone that says what it holds, as last seen or written; nil when none was.
    public var marker: String?
    /// The serial of the list that the zone holds; nil when that is not known.
    public var serial: Int64?
    /// When it came to hold that.
    public var at: Timestamp?
    /// The serial of the list in the zone file that was last written for the primary; nil when none was.
    public var fileSerial: Int64?
    /// Why the zone does not hold what the list serves, for a person; nil when nothing is wrong.
    public var fault: String?
    /// Since when.
    public var faultSince: Timestamp?

    /// A standing of these parts.
    public init(
        marker: String? = nil,
        serial: Int64? = nil,
        at: Timestamp? = nil,
        fileSerial: Int64? = nil,
        fault: String? = nil,
        faultSince: Timestamp? = nil
    ) {
        self.marker = marker
        self.serial = serial
        self.at = at
        self.fileSerial = fileSerial
        self.fault = fault
        self.faultSince = faultSince
    }
}
