/// What one source adds to all others: how much only it lists, what it shares with whom, and who is first.
public struct Overlap: Hashable, Sendable {
    /// Addresses that it lists.
    public var listed: Int
    /// Those of them that no other source lists.
    public var alone: Int
    /// How many of its addresses another source lists too, by source; without those that share none.
    public var shared: [Int64: Int]
    /// How many shared addresses have a known first day with it and with all others.
    public var timed: Int
    /// The median of the days between the first other source and it on those: above zero it comes later, below earlier.
    public var medianDays: Int?

    /// An overlap of these counts.
    public init(listed: Int, alone: Int, shared: [Int64: Int], timed: Int, medianDays: Int?) {
        self.listed = listed
        self.alone = alone
        self.shared = shared
        self.timed = timed
        self.medianDays = medianDays
    }
}

/// That a source lists an address now.
public struct StandingListing: Hashable, Sendable {
    /// The source.
    public var source: Int64
    /// The day on which its chain of listings began; nil when it was there at the first reading.
    public var began: Day?

    /// A listing of these facts.
    public init(source: Int64, began: Day?) {
        self.source = source
        self.began = began
    }
}
