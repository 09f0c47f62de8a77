public import Addresses
public import Reports
public import Reputation

/// One address on its way onto a list, with what may be told of it.
public struct ListEntry: Hashable, Sendable {
    /// The address to block or to look for.
    public var address: Address
    /// How much of a URL's neighbourhood is meant.
    public var scope: MatchScope
    /// Its score, 0…100.
    public var score: UInt8
    /// The level of that score.
    public var level: Level
    /// What it is suspected of.
    public var category: Category
    /// How many sources list it; nil when that is not told.
    public var sourceCount: Int?
    /// When it was first seen active; nil when that is not told.
    public var firstSeen: Timestamp?
    /// When it was last seen active; nil when that is not told.
    public var lastSeen: Timestamp?
    /// What answers "why was I blocked?". Free text: every format escapes it or leaves it out.
    public var reference: String?
    /// When it leaves the list by itself.
    public var expiry: Timestamp?
    /// How far it may be shared; nil when that is not told.
    public var label: SharingLabel?

    /// An entry of `address`.
    public init(
        _ address: Address,
        scope: MatchScope = .exact,
        score: UInt8,
        level: Level,
        category: Category = .undetermined,
        sourceCount: Int? = nil,
        firstSeen: Timestamp? = nil,
        lastSeen: Timestamp? = nil,
        reference: String? = nil,
        expiry: Timestamp? = nil,
        label: SharingLabel? = nil
    ) {
        self.address = address
        self.scope = scope
        self.score = score
        self.level = level
        self.category = category
        self.sourceCount = sourceCount
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.reference = reference
        self.expiry = expiry
        self.label = label
    }
}
