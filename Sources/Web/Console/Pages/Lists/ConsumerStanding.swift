import Lists
import Publication
import Registry
import Reports

/// What a consumer has of a list, and whether it still asks.
struct ConsumerStanding: Sendable {
    /// How long a consumer may be silent, in seconds.
    static let silentAfter: Int64 = 3600

    /// How it stands; earlier ones need somebody sooner.
    enum State: String, Sendable, CaseIterable {
        /// Nothing was heard of it for a while.
        case silent
        /// It has an earlier serial.
        case behind
        /// It was given the serial that is served and did not say that it applied it: many never say.
        case given
        /// It says that it applied the serial that is served.
        case applied

        /// Whether it enforces what is served, as far as can be known.
        var isUpToDate: Bool { self == .given || self == .applied }
    }

    let receipt: ListReceipt
    let state: State
    /// When it last asked for anything.
    let heardAt: Timestamp?
    /// How many serials it is behind; nil when it never had one.
    let behind: Int64?

    /// What `token` has of a list that serves `serial`.
    init(_ receipt: ListReceipt, serving serial: Int64, of token: Token, at now: Timestamp) {
        self.receipt = receipt
        heardAt = [receipt.at, receipt.givenAt, token.lastUsedAt].compactMap(\.self).max()
        let last = [receipt.serial, receipt.given].compactMap(\.self).max()
        behind = last.map { max(0, serial - $0) }
        if heardAt.map({ now.seconds - $0.seconds > Self.silentAfter }) ?? true {
            state = .silent
        } else if let last, last >= serial {
            state = receipt.serial == serial ? .applied : .given
        } else {
            state = .behind
        }
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

        var upToDate: Int { consumers.count { $0.state.isUpToDate } }
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
                consumers: try Self.consumers(of: list, tokens, in: store, at: now),
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

    /// What the holders of these tokens have of a list.
    static func consumers(
        of list: PublishedList,
        _ tokens: [Token.ID: Token],
        in store: any Store,
        at now: Timestamp
    ) throws -> [ConsumerStanding] {
        try store.listReceipts(of: list.id).compactMap { receipt in
            tokens[receipt.token].map {
                ConsumerStanding(receipt, serving: list.serial, of: $0, at: now)
            }
        }
        .sorted { left, right in
            let order = ConsumerStanding.State.allCases
            return (order.firstIndex(of: left.state) ?? 0, left.receipt.consumer)
                < (order.firstIndex(of: right.state) ?? 0, right.receipt.consumer)
        }
    }
}
