public import Addresses
public import Lists
public import Reports

/// Where it is kept which zones follow which lists, and how they stand.
public protocol ZoneFeedStore: Sendable {
    /// All feeds, by their zones' names; cheap enough to be asked several times a second.
    func zoneFeeds() throws(StoreError) -> [ZoneFeed]

    /// Makes a feed.
    /// - Throws: ``StoreError/Code/invalidValue`` for settings with a ``ZoneFeedSettings/fault``;
    ///   ``StoreError/Code/notFound`` for a list that is none; ``StoreError/Code/conflict`` when a zone of that name
    ///   follows a list already, or when there are too many.
    func addZoneFeed(_ settings: ZoneFeedSettings, by actor: Actor, at: Timestamp) throws(StoreError)
        -> ZoneFeed

    /// Removes a feed; the zone stays as it is.
    func removeZoneFeed(_ zone: ZoneName, by actor: Actor, at: Timestamp) throws(StoreError)

    /// The resolvers that are to have zones, by zone and name.
    func zoneResolvers() throws(StoreError) -> [ZoneResolver]

    /// Names a resolver that is to have a zone, or gives the one of that name another place.
    /// - Throws: ``StoreError/Code/notFound`` for a zone that follows no list; ``StoreError/Code/conflict`` when it has too
    ///   many.
    func setZoneResolver(_ resolver: ZoneResolver, by actor: Actor, at: Timestamp) throws(StoreError)

    /// Asks a resolver no more.
    func removeZoneResolver(_ name: ZoneName, of zone: ZoneName, by actor: Actor, at: Timestamp)
        throws(StoreError)

    /// Notes what a resolver was found to hold. Nothing happens when it is gone.
    func noteFinding(_ finding: ZoneResolver.Finding, of resolver: ZoneResolver) throws(StoreError)

    /// Notes how a zone stands. Nothing happens when the feed is gone.
    func noteStanding(_ standing: ZoneStanding, of feed: ZoneFeed.ID) throws(StoreError)

    /// A word that tells this list from all others, also of other registries; it tells nothing else.
    func listOrigin(_ list: PublishedList.ID) throws(StoreError) -> String

    /// Whether at a serial that is kept the address itself is on a list, or a URL that means all of this host.
    func isListed(_ address: Address, of list: PublishedList.ID, serial: Int64) throws(StoreError) -> Bool

    /// A kept serial of a list; nil when it is not kept.
    func listSerial(_ number: Int64, of list: PublishedList.ID) throws(StoreError) -> ListSerial?
}
