public import Lists
public import Reports

/// What a consumer has of a list: what it says it applied, what it was given, or what a resolver was found to hold.
public struct ListReceipt: Hashable, Sendable {
    /// Seconds without a word after which a consumer that pulls is silent.
    public static let pullerPatience: Int64 = 3600
    /// Seconds without an answer after which a resolver is silent: it is asked every minute.
    public static let resolverPatience: Int64 = 300

    /// How a consumer stands.
    public enum State: String, Sendable, CaseIterable {
        /// It applied what the list serves.
        case applied = "applied"
        /// It was given what the list serves, and did not say that it applied it.
        case given = "given"
        /// It has an earlier serial.
        case behind = "behind"
        /// It has said nothing for too long.
        case silent = "silent"
    }

    /// Who it is.
    public enum Consumer: Hashable, Sendable {
        /// Whoever presents a token.
        case token(Token.ID)
        /// A resolver that has a zone.
        case resolver(zone: ZoneName)
    }

    /// Who it is.
    public var consumer: Consumer
    /// What it is called.
    public var name: String
    /// Whom the token belongs to.
    public var member: Member.ID?
    /// The serial that it applied; nil when that is not known.
    public var serial: Int64?
    /// When it said so.
    public var at: Timestamp?
    /// The serial that it was last given; nil when it was given none.
    public var given: Int64?
    /// When it was last given one.
    public var givenAt: Timestamp?
    /// The serial of a resolver's zone itself.
    public var zoneSerial: UInt32?

    /// A receipt as stored.
    public init(
        consumer: Consumer,
        name: String,
        member: Member.ID? = nil,
        serial: Int64?,
        at: Timestamp?,
        given: Int64? = nil,
        givenAt: Timestamp? = nil,
        zoneSerial: UInt32? = nil
    ) {
        self.consumer = consumer
        self.name = name
        self.member = member
        self.serial = serial
        self.at = at
        self.given = given
        self.givenAt = givenAt
        self.zoneSerial = zoneSerial
    }

    /// How the consumer stands when it is to have `wanted`.
    /// - Parameters:
    ///   - wanted: the serial that the list serves.
    ///   - heardAt: when it was last heard of for another reason.
    ///   - now: the moment.
    /// - Returns: how it stands.
    public func state(wanting wanted: Int64, heardAt: Timestamp? = nil, at now: Timestamp) -> State {
        let patience: Int64
        switch consumer {
        case .token: patience = Self.pullerPatience
        case .resolver: patience = Self.resolverPatience
        }
        let last = [at, givenAt, heardAt].compactMap(\.self).max()
        guard let last, now.seconds - last.seconds <= patience else { return .silent }
        if serial == wanted { return .applied }
        return given == wanted ? .given : .behind
    }
}
