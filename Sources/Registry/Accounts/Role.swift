/// What somebody is there for. The raw value is stored and never changes.
public enum Role: UInt8, Sendable, CaseIterable {
    /// Looks.
    case reader = 1
    /// Registers, hunts and works on what is found.
    case analyst = 2
    /// Does the same, and lets the reports of others through.
    case approver = 3
    /// Keeps members, users, feeds, lists and sensors in order.
    case administrator = 4
    /// Looks at everything that was done.
    case auditor = 5
    /// Pulls lists: an enforcement point.
    case consumer = 6
    /// Reports what is seen: a sensor.
    case sensor = 7

    /// The word used in output, JSON and SQL.
    public var name: String {
        switch self {
        case .reader: "reader"
        case .analyst: "analyst"
        case .approver: "approver"
        case .administrator: "administrator"
        case .auditor: "auditor"
        case .consumer: "consumer"
        case .sensor: "sensor"
        }
    }

    /// The role called `name`, or nil when there is none.
    public init?(name: some StringProtocol) {
        guard let role = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = role
    }

    /// What the role may do.
    public var permissions: Permissions {
        switch self {
        case .reader: [.read]
        case .analyst: [.read, .submit]
        case .approver: [.read, .submit, .approve]
        case .administrator: [.read, .submit, .administer]
        case .auditor: [.read, .audit]
        case .consumer: [.consume]
        case .sensor: [.sense]
        }
    }
}

/// What may be done. The raw values are stored and never change.
public struct Permissions: OptionSet, Hashable, Sendable {
    /// One bit for each.
    public let rawValue: UInt8

    /// Those of these bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// To look at what the labels allow.
    public static let read = Permissions(rawValue: 1)
    /// To report, retract, dispute and hunt.
    public static let submit = Permissions(rawValue: 2)
    /// To pull lists and acknowledge them.
    public static let consume = Permissions(rawValue: 4)
    /// To pull watchlists and post sightings.
    public static let sense = Permissions(rawValue: 8)
    /// To change members, users, tokens, feeds, lists and allowlists.
    public static let administer = Permissions(rawValue: 16)
    /// To let reports of others through.
    public static let approve = Permissions(rawValue: 32)
    /// To read the audit records.
    public static let audit = Permissions(rawValue: 64)

    private static let names: [(Permissions, String)] = [
        (.read, "read"), (.submit, "submit"), (.consume, "consume"), (.sense, "sense"),
        (.administer, "admin"), (.approve, "approve"), (.audit, "audit"),
    ]

    /// The words for these, as scopes of tokens are written.
    public var words: [String] { Self.names.filter { contains($0.0) }.map(\.1) }

    /// The permissions of these words; nil when one is none.
    public init?(words: some Sequence<String>) {
        var permissions: Permissions = []
        for word in words {
            guard let (permission, _) = Self.names.first(where: { $0.1 == word }) else { return nil }
            permissions.insert(permission)
        }
        self = permissions
    }
}
