/// What was seen behind an entry of a list on the networks of members: whom it cuts off when it blocks.
public struct ListExposure: Hashable, Sendable {
    /// Days that are looked back.
    public static let days = 30

    /// How often it was met.
    public var sightings: Int
    /// By how many inside hosts, as far as sensors told them.
    public var hosts: Int
    /// On the networks of how many members.
    public var members: Int

    /// An exposure of these counts.
    public init(sightings: Int, hosts: Int, members: Int) {
        self.sightings = sightings
        self.hosts = hosts
        self.members = members
    }
}
