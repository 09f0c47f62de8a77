public import Addresses
public import Lists
public import Reports

/// Where published lists are kept: what they are, the entries of their serials, and who applied them.
///
/// What a person does to a list writes its own audit record with it.
public protocol ListStore: Sendable {
    /// Where the registry stands; cheap enough to be asked many times a second.
    func listBasis() throws(StoreError) -> ListBasis

    /// All lists, by name.
    func publishedLists() throws(StoreError) -> [PublishedList]

    /// The list called `name`; nil when there is none.
    func publishedList(named name: ListName) throws(StoreError) -> PublishedList?

    /// All lists, by name, without the counts of what waits and what is withheld: for those who serve them.
    func servedLists() throws(StoreError) -> [PublishedList]

    /// The list called `name` without these counts; nil when there is none.
    func servedList(named name: ListName) throws(StoreError) -> PublishedList?

    /// Makes a list.
    /// - Throws: ``StoreError/Code/invalidValue`` for settings with a ``ListSettings/fault`` or of a member that is none;
    ///   ``StoreError/Code/conflict`` when there is one of that name.
    func addList(_ settings: ListSettings, by actor: Actor, at: Timestamp) throws(StoreError) -> PublishedList

    /// Gives the list of that name these settings.
    func updateList(_ settings: ListSettings, by actor: Actor, at: Timestamp) throws(StoreError)
        -> PublishedList

    /// Removes a list with all its serials.
    func removeList(named name: ListName, by actor: Actor, at: Timestamp) throws(StoreError)

    /// Makes a list what the registry and the rules give now: looks at what changed since it was last computed, or at
    /// everything where that does not do, and publishes the difference, or keeps it where the list is held or the rules
    /// object. What has ended leaves what is served in any case. Nothing is written when nothing changed.
    /// - Parameters:
    ///   - name: the list.
    ///   - rules: what decides beyond its criteria.
    ///   - isFull: whether to look at everything.
    ///   - actor: who publishes.
    ///   - at: now.
    /// - Returns: what it came to.
    /// - Throws: ``StoreError``; the list is then as before.
    func refreshList(
        named name: ListName,
        by rules: some ListRules,
        isFull: Bool,
        actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> ListOutcome

    /// What a list with these settings would hold now, without making it.
    /// - Returns: how it differs from the list of that name as it is served, and the first changes, with what was seen behind them
    ///   on the networks of members in the last ``ListExposure/days`` days.
    func previewList(
        _ settings: ListSettings,
        by rules: some ListRules,
        limit: Int,
        at: Timestamp
    ) throws(StoreError) -> ListPreview

    /// When the next entry of a list ends or has to be looked at again; nil when none will.
    func nextListMoment() throws(StoreError) -> Timestamp?

    /// Stops a list at what is served.
    func holdList(named name: ListName, reason: String, by actor: Actor, at: Timestamp) throws(StoreError)
        -> PublishedList

    /// Publishes what a list holds back and lets it go on; what allowlists keep off it stays off.
    func releaseList(named name: ListName, by actor: Actor, at: Timestamp) throws(StoreError)
        -> PublishedList

    /// Publishes the entries of an earlier serial again, those that ended since excepted and those that the rules keep off
    /// now, and holds the list there.
    /// - Throws: ``StoreError/Code/notFound`` for a serial that is not kept.
    func rollBackList(
        named name: ListName,
        to serial: Int64,
        by rules: some ListRules,
        actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> PublishedList

    /// The kept serials of a list, newest first.
    func listSerials(of list: PublishedList.ID, limit: Int) throws(StoreError) -> [ListSerial]

    /// Calls `body` with the entries of a kept serial, in key order, all as of one moment. An error that `body` throws
    /// ends the reading and is thrown on; others are ``StoreError``.
    func forEachListedAddress(
        of list: PublishedList.ID,
        serial: Int64,
        _ body: (ListedAddress) throws -> Void
    ) throws

    /// The entry of an address itself at a serial that is kept; nil when there is none.
    func listedAddress(_ address: Address, of list: PublishedList.ID, serial: Int64) throws(StoreError)
        -> ListedAddress?

    /// Calls `body` with each address in which the later of two kept serials differs from the earlier, in key order.
    /// - Throws: ``StoreError/Code/notFound`` for a serial that is not kept; what `body` throws.
    func forEachListChange(
        of list: PublishedList.ID,
        from earlier: Int64,
        to later: Int64,
        _ body: (ListChange) throws -> Void
    ) throws

    /// The first changes that wait to be published after a key, in key order; nil begins at the first.
    func pendingListChanges(
        of list: PublishedList.ID,
        after key: AddressKey?,
        limit: Int
    ) throws(StoreError) -> [ListChange]

    /// Addresses that allowlists keep off a list, those that nobody has seen first, without the first so many.
    func withheldAddresses(
        of list: PublishedList.ID,
        skipping: Int,
        limit: Int
    ) throws(StoreError) -> [WithheldAddress]

    /// What would be published next of the list called `name`, as its guard is asked about it; nil when there is none.
    func listStage(of name: ListName) throws(StoreError) -> ListStage?

    /// How addresses stand on all lists: one standing for each list and address that is served, waits or is withheld, in
    /// the order of the lists' names and of `addresses`.
    func listStandings(of addresses: [Address]) throws(StoreError) -> [ListStanding]

    /// What consumers have of a list, by name.
    func listReceipts(of list: PublishedList.ID) throws(StoreError) -> [ListReceipt]

    /// Notes that a consumer applied a serial.
    /// - Throws: ``StoreError/Code/invalidValue`` for a serial that was never published.
    func acknowledgeList(_ list: PublishedList.ID, serial: Int64, by token: Token.ID, at: Timestamp)
        throws(StoreError)

    /// Notes that a consumer was given a serial.
    func recordListGiven(_ list: PublishedList.ID, serial: Int64, to token: Token.ID, at: Timestamp)
        throws(StoreError)

    /// The serials that a follower of changes was given last and before; nil when it was given none.
    func followedSerials(of list: PublishedList.ID, by token: Token.ID) throws(StoreError)
        -> FollowedSerials?

    /// Notes what a follower of changes was given.
    func recordFollowed(_ serials: FollowedSerials, of list: PublishedList.ID, by token: Token.ID)
        throws(StoreError)

    /// The number of the address that a reference on a list stands for; nil when it stands for none.
    func address(ofReference text: String) throws(StoreError) -> AddressSummary?

    /// What anybody may be told of the entry that a reference stands for; nil where nothing may be, whatever the reason.
    ///
    /// It is what a registry would tell that holds nothing above CLEAR: reports beyond that make no difference to it.
    func publicEntry(ofReference text: String, at: Timestamp) throws(StoreError) -> PublicEntry?
}

extension ListStore {
    /// The first changes that wait to be published, in key order.
    public func pendingListChanges(of list: PublishedList.ID, limit: Int) throws(StoreError) -> [ListChange] {
        try pendingListChanges(of: list, after: nil, limit: limit)
    }

    /// Addresses that allowlists keep off a list, those that nobody has seen first.
    public func withheldAddresses(of list: PublishedList.ID, limit: Int) throws(StoreError)
        -> [WithheldAddress]
    {
        try withheldAddresses(of: list, skipping: 0, limit: limit)
    }
}

/// Which serials a follower of changes was given: the last answer, and the one before, after which it is told all once
/// more, because nobody knows whether the last one arrived.
public struct FollowedSerials: Hashable, Sendable {
    /// The serial before the last answer.
    public var before: Int64
    /// The serial of the last answer.
    public var last: Int64

    /// These serials.
    public init(before: Int64, last: Int64) {
        self.before = before
        self.last = last
    }
}

/// What a list would hold.
public struct ListPreview: Hashable, Sendable {
    /// How many entries.
    public var entryCount: Int
    /// How it differs from what is served.
    public var difference: ListDifference
    /// The first changes: those of which most was lately seen first, the rest in key order.
    public var changes: [ListChange]
    /// How many of all changes something was lately seen of on the networks of members.
    public var exposedCount: Int
    /// Addresses that allowlists keep off it, the first of them.
    public var withheld: [WithheldAddress]
    /// How many they are.
    public var withheldCount: Int
    /// Why it would wait for a person; nil when it would not.
    public var objection: String?

    /// A preview of these parts.
    public init(
        entryCount: Int,
        difference: ListDifference,
        changes: [ListChange],
        exposedCount: Int = 0,
        withheld: [WithheldAddress],
        withheldCount: Int,
        objection: String?
    ) {
        self.entryCount = entryCount
        self.difference = difference
        self.changes = changes
        self.exposedCount = exposedCount
        self.withheld = withheld
        self.withheldCount = withheldCount
        self.objection = objection
    }
}
