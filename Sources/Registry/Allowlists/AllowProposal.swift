public import Reports

/// An act on the entries that waits for a second person: until then it changes nothing.
public struct AllowProposal: Hashable, Sendable, Identifiable {
    /// The number of a proposal in a registry.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The proposal with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    /// What is asked for.
    public enum Act: Hashable, Sendable {
        /// To add an entry: a new one, a wider one, or one that lasts longer than the one there is.
        case add
        /// To remove an entry before its time.
        case remove(AllowEntry.ID)

        /// The word used in output and JSON.
        public var name: String {
            switch self {
            case .add: "add"
            case .remove: "remove"
            }
        }
    }

    /// Most proposals that wait in a registry.
    public static let maximumCount = 10_000

    /// Its number.
    public let id: ID
    /// What is asked for.
    public var act: Act
    /// What the entry says, or the one to be removed.
    public var settings: AllowEntrySettings
    /// The person who asks; nil for a program and for the command line.
    public var user: User.ID?
    /// The name of whoever asks, at the time.
    public var who: String
    /// When it was asked for.
    public var at: Timestamp

    /// A proposal as stored.
    public init(
        id: ID,
        act: Act,
        settings: AllowEntrySettings,
        user: User.ID?,
        who: String,
        at: Timestamp
    ) {
        self.id = id
        self.act = act
        self.settings = settings
        self.user = user
        self.who = who
        self.at = at
    }
}

/// What came of an act on the entries.
public enum AllowChange: Hashable, Sendable {
    /// It is done: the entry that is now, or the one that was.
    case done(AllowEntry)
    /// It waits for a second person.
    case waiting(AllowProposal)

    /// The entry, where it is done.
    public var entry: AllowEntry? {
        if case .done(let entry) = self { entry } else { nil }
    }

    /// The proposal, where it waits.
    public var proposal: AllowProposal? {
        if case .waiting(let proposal) = self { proposal } else { nil }
    }
}
