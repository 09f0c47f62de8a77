import Addresses
import Publication
import Registry
import Reports

/// What the page of a list says, as of one moment.
struct ListFacts: Sendable {
    /// A page of changes, and how often members met each address.
    struct Changes: Sendable {
        var rows: [ListChange]
        /// Where the next page begins; nil for the last.
        var next: Address?
        /// Inside hosts are no part of it: sums by member, which every member may see.
        var met: [Address: [SightingSummary]]
    }

    let list: PublishedList
    let objections: [ListObjection]
    let serials: [ListSerial]
    let waiting: Changes
    /// The serials that are compared; nil where no earlier one is kept.
    let compared: (from: Int64, to: Int64)?
    let difference: Changes
    let withheld: [WithheldAddress]
    /// How many withheld addresses come before the page.
    let skipped: Int
    let hasMoreWithheld: Bool
    let consumers: [ConsumerStanding]

    /// - Parameters:
    ///   - list: the list with its counts.
    ///   - store: the registry.
    ///   - identity: who asks.
    ///   - now: the moment.
    ///   - asked: the query: which part of each table, and which serials to compare.
    /// - Throws: ``StoreError``.
    init(
        _ list: PublishedList,
        in store: any Store,
        for identity: Identity,
        at now: Timestamp,
        asked: [String: String]
    ) throws {
        self.list = list
        objections = try ListsAtHand.objections(to: list, in: store)
        serials = try store.listSerials(of: list.id, limit: ListPages.pageSize)
        let size = ListPages.pageSize
        waiting = try Self.page(
            of: try store.pendingListChanges(
                of: list.id,
                after: Self.address(asked["waiting-after"])?.key,
                limit: size + 1
            ),
            in: store
        )
        let to = asked["to"].flatMap { Int64($0) } ?? list.serial
        let from = asked["from"].flatMap { Int64($0) } ?? to - 1
        if from < to, let found = try Self.changes(of: list, from, to, asked, in: store) {
            compared = (from, to)
            difference = try Self.page(of: found, in: store)
        } else {
            compared = nil
            difference = Changes(rows: [], next: nil, met: [:])
        }
        skipped = max(0, Int(asked["withheld-from"] ?? "") ?? 0)
        let kept = try store.withheldAddresses(of: list.id, skipping: skipped, limit: size + 1)
        withheld = Array(kept.prefix(size))
        hasMoreWithheld = kept.count > size
        let tokens = try ListsAtHand.tokens(in: store, for: identity, at: now)
        consumers = try ListsAtHand.consumers(of: list, tokens, for: identity, in: store, at: now)
    }

    private static func address(_ text: String?) -> Address? { text.flatMap { try? Address($0) } }

    private static func page(of changes: [ListChange], in store: any Store) throws -> Changes {
        let rows = Array(changes.prefix(ListPages.pageSize))
        var met: [Address: [SightingSummary]] = [:]
        for change in rows { met[change.address] = try store.sightingSummaries(of: change.address) }
        let next = changes.count > rows.count ? rows.last?.address : nil
        return Changes(rows: rows, next: next, met: met)
    }

    private struct Enough: Error {}

    /// One change more than a page has; nil when a serial is not kept.
    private static func changes(
        of list: PublishedList,
        _ from: Int64,
        _ to: Int64,
        _ asked: [String: String],
        in store: any Store
    ) throws -> [ListChange]? {
        let last = address(asked["changed-after"])?.key
        var changes: [ListChange] = []
        do {
            try store.forEachListChange(of: list.id, from: from, to: to) { change in
                if let last, change.address.key <= last { return }
                changes.append(change)
                if changes.count > ListPages.pageSize { throw Enough() }
            }
        } catch is Enough {} catch let error as StoreError {
            guard error.code == .notFound else { throw error }
            return nil
        }
        return changes
    }
}
