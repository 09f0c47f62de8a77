public import Addresses
public import Reports

/// Where addresses, reports, sources and their history are kept.
///
/// One call is one transaction: it happens as a whole or not at all, also when the process is killed. Reads see the
/// registry as one write left it and never wait for the next. Calls block their thread while they work.
public protocol ReportStore: Sendable {
    /// The source called `name`; nil when there is none.
    func source(named name: String) throws(StoreError) -> Source?

    /// The sources that `viewer` may know of, by name.
    func sources(for viewer: Viewer) throws(StoreError) -> [Source]

    /// Makes a source, or gives the one of that name these settings. When the settings change what its reports
    /// weigh, the addresses it lists are scored again.
    /// - Parameters:
    ///   - settings: the settings.
    ///   - at: the moment of the change.
    /// - Returns: the source.
    /// - Throws: ``StoreError/Code/invalidValue`` for settings with a ``SourceSettings/fault``.
    @discardableResult
    func configure(_ settings: SourceSettings, at: Timestamp) throws(StoreError) -> Source

    /// Makes what `source` lists be `snapshot`: what it did not list is added, what it no longer lists retired, the
    /// rest is not touched.
    /// - Parameters:
    ///   - snapshot: everything it lists now.
    ///   - source: the source.
    ///   - at: when it was read.
    ///   - digest: what was read, for the next ``Source/digest`` comparison.
    ///   - read: what reading it came to, for ``Source/lastRead``.
    /// - Returns: what changed.
    /// - Throws: ``StoreError``; the registry is then as before.
    func apply(
        _ snapshot: Snapshot,
        to source: Source.ID,
        at: Timestamp,
        digest: ContentDigest?,
        read: ReadCounts?
    ) throws(StoreError) -> ImportOutcome

    /// ``configure(_:at:)`` and ``apply(_:to:at:digest:read:)`` in one transaction: the source is made, or given these
    /// settings, only together with what it lists.
    func apply(
        _ snapshot: Snapshot,
        settings: SourceSettings,
        at: Timestamp,
        digest: ContentDigest?,
        read: ReadCounts?
    ) throws(StoreError) -> ImportOutcome

    /// Notes that `source` was read at this moment and gave what it gave before.
    func recordUnchangedFetch(of source: Source.ID, at: Timestamp) throws(StoreError)

    /// Notes that `source` was asked at this moment and could not be read.
    func recordFailedFetch(of source: Source.ID, at: Timestamp) throws(StoreError)

    /// Scores again those addresses whose score crosses a level, or of which a report runs out, by `now`.
    func rescoreDue(at now: Timestamp) throws(StoreError) -> RescoreOutcome

    /// What `viewer` may know of `address` and of what is around it.
    func lookup(_ address: Address, for viewer: Viewer) throws(StoreError) -> LookupResult

    /// The registered addresses inside `address`, itself included, in key order.
    /// - Parameters:
    ///   - address: the address around them.
    ///   - after: the key of the last one seen; nil to begin.
    ///   - limit: how many at most.
    ///   - viewer: for whom.
    /// - Returns: a page of them, empty after the last.
    /// - Throws: ``StoreError``.
    func contents(
        of address: Address,
        after: AddressKey?,
        limit: Int,
        for viewer: Viewer
    ) throws(StoreError) -> [AddressSummary]

    /// The addresses that changed after `cursor`, as they are now. Revisions are given out in the order of commits,
    /// so nothing can appear behind a cursor. An address that a viewer may no longer see comes once more, with score 0.
    func changes(
        after cursor: ChangeCursor,
        limit: Int,
        for viewer: Viewer
    ) throws(StoreError) -> ChangePage

    /// Calls `body` with every address whose score, as `viewer` sees it, is above 0, in key order, all as of one moment.
    ///
    /// An error that `body` throws ends the reading and is thrown on; others are ``StoreError``.
    func forEachScoredAddress(for viewer: Viewer, _ body: (ScoredAddress) throws -> Void) throws

    /// The number of the last committed change.
    func revision() throws(StoreError) -> Int64

    /// How much there is that `viewer` may know of.
    func counts(for viewer: Viewer) throws(StoreError) -> RegistryCounts
}

extension ReportStore {
    /// ``apply(_:to:at:digest:read:)`` of a snapshot that nobody counted the reading of.
    public func apply(
        _ snapshot: Snapshot,
        to source: Source.ID,
        at: Timestamp,
        digest: ContentDigest?
    ) throws(StoreError) -> ImportOutcome {
        try apply(snapshot, to: source, at: at, digest: digest, read: nil)
    }
}
