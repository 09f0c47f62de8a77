import Lists
import Publication
import Registry
import Reports

/// What a consumer has of a list, and whether it still asks.
struct ConsumerStanding: Sendable {
    /// The states, those first that need somebody sooner.
    static let order: [ListReceipt.State] = [.silent, .behind, .given, .applied]

    let receipt: ListReceipt
    let state: ListReceipt.State
    /// When it last asked for anything, or answered.
    let heardAt: Timestamp?
    /// How many serials it is behind; nil when it never had one.
    let behind: Int64?

    /// Whether it enforces what is served, as far as can be known: many never say that they applied it.
    var isUpToDate: Bool { state == .given || state == .applied }

    /// What a consumer has of a list that serves `serial`; `usedAt` is when its token was last used for anything.
    init(_ receipt: ListReceipt, serving serial: Int64, usedAt: Timestamp?, at now: Timestamp) {
        self.receipt = receipt
        heardAt = [receipt.at, receipt.givenAt, usedAt].compactMap(\.self).max()
        let last = [receipt.serial, receipt.given].compactMap(\.self).max()
        behind = last.map { max(0, serial - $0) }
        state = receipt.state(wanting: serial, heardAt: usedAt, at: now)
    }
}

/// The lists that somebody may see, and what consumers have of them.
struct ListsAtHand: Sendable {
    /// A list with its consumers, those first that need somebody.
    struct Entry: Sendable {
        let list: PublishedList
        let consumers: [ConsumerStanding]
        /// What the guard holds it for.
        let objections: [ListObjection]

        var upToDate: Int { consumers.count(where: \.isUpToDate) }
    }

    let entries: [Entry]

    /// Held lists, before all others.
    var held: [PublishedList] { entries.map(\.list).filter { $0.hold != nil } }

    /// Reads the lists for `identity`: those of one member see their own consumers alone.
    /// - Parameters:
    ///   - store: the registry.
    ///   - identity: who asks.
    ///   - now: the moment.
    ///   - isCounted: whether what waits and what is withheld is counted, too.
    /// - Throws: ``StoreError``.
    init(in store: any Store, for identity: Identity, at now: Timestamp, isCounted: Bool = true) throws {
        let lists = try isCounted ? store.publishedLists() : store.servedLists()
        let tokens = try Self.tokens(in: store, for: identity, at: now)
        entries = try lists.filter { identity.mayPull($0.settings) }.map { list in
            Entry(
                list: list,
                consumers: try Self.consumers(of: list, tokens, for: identity, in: store, at: now),
                objections: isCounted ? try Self.objections(to: list, in: store) : []
            )
        }
        .sorted { left, right in
            (left.list.hold == nil ? 1 : 0, left.list.settings.name.text)
                < (right.list.hold == nil ? 1 : 0, right.list.settings.name.text)
        }
    }

    /// The tokens that are good for something and that `identity` may know of.
    static func tokens(in store: any Store, for identity: Identity, at now: Timestamp) throws
        -> [Token.ID: Token]
    {
        let valid = try store.tokens(of: identity.actor.member).filter { $0.isValid(at: now) }
        return Dictionary(valid.map { ($0.id, $0) }) { first, _ in first }
    }

    /// What the guard holds a list for; nothing where it does not.
    static func objections(to list: PublishedList, in store: any Store) throws -> [ListObjection] {
        guard list.hold?.cause == .guarded else { return [] }
        return try store.listStage(of: list.settings.name).map(ListGuard.objections(to:)) ?? []
    }

    /// What the holders of these tokens have of a list, and, for those of no member, what resolvers have.
    static func consumers(
        of list: PublishedList,
        _ tokens: [Token.ID: Token],
        for identity: Identity,
        in store: any Store,
        at now: Timestamp
    ) throws -> [ConsumerStanding] {
        try store.listReceipts(of: list.id).compactMap { receipt in
            var usedAt: Timestamp?
            switch receipt.consumer {
            case .token(let id):
                guard let token = tokens[id] else { return nil }
                usedAt = token.lastUsedAt
            case .resolver:
                guard identity.actor.member == nil else { return nil }
            }
            return ConsumerStanding(receipt, serving: list.serial, usedAt: usedAt, at: now)
        }
        .sorted { left, right in
            let order = ConsumerStanding.order
            return (order.firstIndex(of: left.state) ?? 0, left.receipt.name)
                < (order.firstIndex(of: right.state) ?? 0, right.receipt.name)
        }
    }
}
