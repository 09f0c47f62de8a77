public import Addresses
public import Reports

/// What anybody may be told who asks why an address is blocked: nothing that a report above CLEAR says.
public struct PublicEntry: Hashable, Sendable {
    /// The address.
    public var address: Address
    /// Why it is listed.
    public var category: Category
    /// When the first of the reports came that may be told.
    public var since: Timestamp
    /// Whether a list that blocks has it; otherwise lists only point to it.
    public var isBlocked: Bool
    /// For whom the lists are that have it, each once.
    public var audiences: [ListAudience]

    /// An entry of these parts.
    public init(
        address: Address,
        category: Category,
        since: Timestamp,
        isBlocked: Bool,
        audiences: [ListAudience]
    ) {
        self.address = address
        self.category = category
        self.since = since
        self.isBlocked = isBlocked
        self.audiences = audiences
    }
}
