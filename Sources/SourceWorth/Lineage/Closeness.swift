/// How often one source lists what another listed just before: the share by which it may be republishing it.
public struct Following: Hashable, Sendable {
    /// Fresh listings of the one that may follow.
    public let listings: Int
    /// How many of them the other had freshly listed on the same day or in the ``ClosenessTally/lagDays`` before.
    public let near: Int

    /// The share of the listings; 0 when there are none.
    public var share: Double { listings > 0 ? Double(near) / Double(listings) : 0 }

    /// Counts as given, `near` being at most `listings`.
    public init(listings: Int, near: Int) {
        self.listings = listings
        self.near = min(near, listings)
    }
}

/// How close in time two sources list the same addresses, in both directions.
public struct Closeness: Hashable, Sendable {
    /// Whom it concerns.
    public let pair: SourcePair
    /// The first source following the second.
    public let first: Following
    /// The second source following the first.
    public let second: Following

    /// The closeness of these counts.
    public init(pair: SourcePair, first: Following, second: Following) {
        self.pair = pair
        self.first = first
        self.second = second
    }
}
