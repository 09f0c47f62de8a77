public import Addresses

/// How an address stands on a list: at least one of the parts is there.
public struct ListStanding: Hashable, Sendable {
    /// The list.
    public var list: PublishedList.ID
    /// The address.
    public var address: Address
    /// Its entry as it is served.
    public var served: ListedAddress?
    /// What waits to become of it.
    public var waiting: ListChange?
    /// Why allowlists keep it off.
    public var withheld: WithheldAddress?

    /// A standing of these parts.
    public init(
        list: PublishedList.ID,
        address: Address,
        served: ListedAddress?,
        waiting: ListChange?,
        withheld: WithheldAddress?
    ) {
        self.list = list
        self.address = address
        self.served = served
        self.waiting = waiting
        self.withheld = withheld
    }
}
