public import Reports

/// A list that is published, and how it stands.
public struct PublishedList: Hashable, Sendable, Identifiable {
    /// The number of a list in a registry.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The list with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    /// Why what is served is not what the registry would give now.
    public struct Hold: Hashable, Sendable {
        /// Who holds it. The raw value is stored and never changes.
        public enum Cause: UInt8, Sendable, CaseIterable {
            /// The guard, until what it found is gone or a person releases it.
            case guarded = 1
            /// A person, until a person releases it.
            case person = 2
            /// A person who went back to an earlier serial, until a person releases it.
            case rolledBack = 3

            /// The word used in output and JSON.
            public var name: String {
                switch self {
                case .guarded: "guard"
                case .person: "person"
                case .rolledBack: "rolled-back"
                }
            }
        }

        /// Who holds it.
        public var cause: Cause
        /// Why, for a person.
        public var reason: String
        /// The person's name; the program's for the guard.
        public var who: String
        /// Since when.
        public var at: Timestamp

        /// A hold of these parts.
        public init(cause: Cause, reason: String, who: String, at: Timestamp) {
            self.cause = cause
            self.reason = reason
            self.who = who
            self.at = at
        }
    }

    /// The number.
    public let id: ID
    /// What it is.
    public var settings: ListSettings
    /// The serial that is served; 0 before the first.
    public var serial: Int64
    /// How many entries that has.
    public var entryCount: Int
    /// When it was published; nil before the first.
    public var publishedAt: Timestamp?
    /// Why nothing newer is served; nil when nothing is held.
    public var hold: Hold?
    /// How what the registry would give now differs from what is served.
    public var pending: ListDifference
    /// How many addresses allowlists keep off it.
    public var withheldCount: Int
    /// The revision of the registry up to which it was computed.
    public var revision: Int64
    /// When it was made.
    public var createdAt: Timestamp

    /// A list as stored.
    public init(
        id: ID,
        settings: ListSettings,
        serial: Int64,
        entryCount: Int,
        publishedAt: Timestamp?,
        hold: Hold?,
        pending: ListDifference,
        withheldCount: Int,
        revision: Int64,
        createdAt: Timestamp
    ) {
        self.id = id
        self.settings = settings
        self.serial = serial
        self.entryCount = entryCount
        self.publishedAt = publishedAt
        self.hold = hold
        self.pending = pending
        self.withheldCount = withheldCount
        self.revision = revision
        self.createdAt = createdAt
    }
}

/// How many entries two states of a list differ in.
public struct ListDifference: Hashable, Sendable {
    /// Entries that come.
    public var added: Int
    /// Entries of which something else is told.
    public var changed: Int
    /// Entries that go, those that end as they were meant to among them.
    public var removed: Int
    /// Of ``removed``, those whose time is over.
    public var ended: Int

    /// A difference of these counts.
    public init(added: Int = 0, changed: Int = 0, removed: Int = 0, ended: Int = 0) {
        self.added = added
        self.changed = changed
        self.removed = removed
        self.ended = ended
    }

    /// Whether there is no difference.
    public var isEmpty: Bool { added == 0 && changed == 0 && removed == 0 }
}
