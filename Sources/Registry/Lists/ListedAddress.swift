public import Addresses
public import Reports
public import Reputation

/// An address on a list, with what may be told of it to the list's audience.
public struct ListedAddress: Hashable, Sendable {
    /// Its number in the registry.
    public var id: Int64
    /// The address.
    public var address: Address
    /// How much of a URL's neighbourhood is meant.
    public var scope: MatchScope
    /// The score that the list's reports give it, 0…100.
    public var score: Double
    /// The level of that score.
    public var level: Level
    /// The category of the strongest of them.
    public var category: Category
    /// How many sources they are of.
    public var sourceCount: Int
    /// When the first of them came onto its list.
    public var firstListed: Timestamp
    /// The most restrictive of their labels.
    public var label: SharingLabel
    /// When it leaves by itself; nil when it does not.
    public var expiry: Timestamp?
    /// What answers "why was I blocked?": see ``ListReference``.
    public var reference: String

    /// An entry of these parts.
    public init(
        id: Int64,
        address: Address,
        scope: MatchScope,
        score: Double,
        level: Level,
        category: Category,
        sourceCount: Int,
        firstListed: Timestamp,
        label: SharingLabel,
        expiry: Timestamp?,
        reference: String
    ) {
        self.id = id
        self.address = address
        self.scope = scope
        self.score = score
        self.level = level
        self.category = category
        self.sourceCount = sourceCount
        self.firstListed = firstListed
        self.label = label
        self.expiry = expiry
        self.reference = reference
    }
}
