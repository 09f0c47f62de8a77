public import Addresses

/// One end of what a log speaks of.
public struct LogEndpoint: Hashable, Sendable {
    /// The address, when the log gives one.
    public internal(set) var address: IPAddress?
    /// The port, when the log gives one.
    public internal(set) var port: UInt16?
}

/// A further address of an event and the part it plays.
public struct LogAddress: Hashable, Sendable {
    /// What the address is to the event.
    public enum Role: UInt8, Sendable, CaseIterable {
        /// Named in the record; nothing more is known.
        case other
        /// The source, as seen on the far side of address translation.
        case translatedSource
        /// The destination, as seen on the far side of address translation.
        case translatedDestination
        /// In the answer to a question to a name server.
        case answer
        /// The client or proxy that a proxy speaks for, as a header tells.
        case forwardedFor
        /// The host behind the source: a client behind its proxy or its public address.
        case client
        /// The device that wrote the log.
        case sensor

        /// The word in JSON.
        public var name: String {
            switch self {
            case .other: "other"
            case .translatedSource: "translated-source"
            case .translatedDestination: "translated-destination"
            case .answer: "answer"
            case .forwardedFor: "forwarded-for"
            case .client: "client"
            case .sensor: "sensor"
            }
        }
    }

    /// The address.
    public let address: IPAddress
    /// The part it plays.
    public let role: Role
}

/// What a log line says: when, who, whom, by which names.
///
/// A reader fills the same value again and again; filling it allocates nothing once its storage has grown. Names and
/// URLs are held as the log writes them and turned into strings and addresses when asked for.
public struct LogEvent: Sendable {
    /// Most further addresses, and most names and URLs, that an event holds; what a record has beyond is left out.
    public static let maximumParts = 64
    /// Most bytes of names and URLs that an event holds.
    public static let maximumTextLength = 64 << 10

    /// The format of the record.
    public internal(set) var format: LogFormat = .text
    /// When it happened; nil when the record does not say.
    public internal(set) var time: LogTime?
    /// Who began: the client, the sender.
    public internal(set) var source = LogEndpoint()
    /// Who was spoken to: the server, the receiver. For a name server's log this is the server.
    public internal(set) var destination = LogEndpoint()
    /// What the device did.
    public internal(set) var action = LogAction.unstated
    /// The direction that the record states, seen from the inside.
    public internal(set) var statedDirection = LogDirection.unknown
    /// Further addresses, in the order of the record.
    public internal(set) var otherAddresses: [LogAddress] = []

    var pieces: [Piece] = []
    var text: [UInt8] = []

    /// A text of the record and what it is.
    struct Piece: Sendable, Hashable {
        let role: LogText.Role
        let start: UInt32
        let end: UInt32
    }

    /// An event of which nothing is known.
    public init() {}

    /// Whether nothing was found.
    var isEmpty: Bool {
        time == nil && source.address == nil && destination.address == nil && otherAddresses.isEmpty
            && pieces.isEmpty
    }

    /// Forgets everything and keeps the storage.
    mutating func clear(_ format: LogFormat) {
        self.format = format
        time = nil
        source = LogEndpoint()
        destination = LogEndpoint()
        action = .unstated
        statedDirection = .unknown
        otherAddresses.removeAll(keepingCapacity: true)
        pieces.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
    }
}
