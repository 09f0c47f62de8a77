/// What decides of a list beyond its criteria; publication supplies it, the store asks it inside its transaction.
public protocol ListRules {
    /// The ``ListBasis/policy`` that they were made of. What a list is then has this policy: when another came meanwhile,
    /// all of it is looked at again.
    var policy: Int64 { get }
    /// Whether an address that the criteria take may be on the list.
    func decide(_ address: ListedAddress) -> ListDecision
    /// Why a difference may not be published by itself, for a person; nil when it may.
    func objection(to stage: ListStage) -> String?
}

/// What becomes of an address that a list's criteria take.
public enum ListDecision: Hashable, Sendable {
    /// It is on the list.
    case list
    /// It is not, because the list does not take it.
    case leaveOut
    /// It is not, for this reason; where it stops the list, the list waits for a person to see it.
    case withhold(reason: String, stops: Bool)
}

/// What would be published next.
public struct ListStage: Hashable, Sendable {
    /// The list's settings.
    public var settings: ListSettings
    /// How many entries are served.
    public var entryCount: Int
    /// Whether it ever had an entry.
    public var hadEntries: Bool
    /// How what would be published differs from what is served.
    public var difference: ListDifference
    /// Addresses that stop the list and nobody has seen, the first few.
    public var stopping: [WithheldAddress]
    /// How many they are.
    public var stoppingCount: Int

    /// A stage of these parts.
    public init(
        settings: ListSettings,
        entryCount: Int,
        hadEntries: Bool,
        difference: ListDifference,
        stopping: [WithheldAddress],
        stoppingCount: Int
    ) {
        self.settings = settings
        self.entryCount = entryCount
        self.hadEntries = hadEntries
        self.difference = difference
        self.stopping = stopping
        self.stoppingCount = stoppingCount
    }
}

/// What a refresh of a list came to.
public struct ListOutcome: Hashable, Sendable {
    /// The list as it stands now.
    public var list: PublishedList
    /// The serial that was published; nil when none was.
    public var published: ListSerial?
    /// How many addresses were looked at.
    public var examined: Int
    /// Whether all of the registry was, not only what changed.
    public var isFull: Bool

    /// An outcome of these parts.
    public init(list: PublishedList, published: ListSerial?, examined: Int, isFull: Bool) {
        self.list = list
        self.published = published
        self.examined = examined
        self.isFull = isFull
    }
}

/// Where the registry stands, as far as lists depend on it. Equal bases give equal lists, but for what time does.
public struct ListBasis: Hashable, Sendable {
    /// The last revision.
    public var revision: Int64
    /// Counts changes of allowlists, members and of how sources may be used.
    public var policy: Int64
    /// Counts changes of lists themselves: made, changed, held, released.
    public var lists: Int64

    /// A basis of these counts.
    public init(revision: Int64, policy: Int64, lists: Int64) {
        self.revision = revision
        self.policy = policy
        self.lists = lists
    }
}
