public import Addresses
public import Reports
public import Reputation

/// What a member watches for among registered addresses: its own assets, and searches that it saved.
public struct WatchRule: Hashable, Sendable, Identifiable {
    /// The number of a rule in a registry; that of a removed one is never given again.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The rule with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    /// Most rules of a member.
    public static let maximumCount = 1000

    /// Its number.
    public let id: ID
    /// Whose it is: nobody else sees it.
    public var member: Member.ID
    /// What it watches.
    public var settings: WatchSettings
    /// Who added it: ``Actor/name``.
    public var addedBy: String
    /// When.
    public var addedAt: Timestamp

    /// A rule as stored.
    public init(id: ID, member: Member.ID, settings: WatchSettings, addedBy: String, addedAt: Timestamp) {
        self.id = id
        self.member = member
        self.settings = settings
        self.addedBy = addedBy
        self.addedAt = addedAt
    }
}

/// What a rule watches.
public struct WatchSettings: Hashable, Sendable {
    /// Longest ``name``, in bytes of UTF-8.
    public static let maximumNameLength = 200

    /// What is looked for.
    public enum Target: Hashable, Sendable {
        /// What lies in an address that the member cares for, and what contains it.
        case asset(Address)
        /// What a search finds.
        case search(SavedSearch)
    }

    /// What people call it.
    public var name: String
    /// What is looked for.
    public var target: Target

    /// Settings of these parts.
    public init(_ name: String, _ target: Target) {
        self.name = name
        self.target = target
    }

    /// What is wrong, as one sentence; nil when nothing is.
    public var fault: String? {
        guard (1...Self.maximumNameLength).contains(name.utf8.count) else {
            return "the name has 1 to \(Self.maximumNameLength) bytes"
        }
        switch target {
        case .asset(let address) where address.kind == .url: return "a URL is watched by its host"
        case .search(let search) where search == SavedSearch(): return "a search has at least one condition"
        default: return nil
        }
    }
}

/// A search that is kept: conditions that all hold.
public struct SavedSearch: Hashable, Sendable {
    /// In this address.
    public var within: Address?
    /// Of this kind.
    public var kind: AddressKind?
    /// Of this category.
    public var category: Category?
    /// Of this level or above.
    public var level: Level?

    /// A search of these conditions.
    public init(
        within: Address? = nil,
        kind: AddressKind? = nil,
        category: Category? = nil,
        level: Level? = nil
    ) {
        self.within = within
        self.kind = kind
        self.category = category
        self.level = level
    }
}

extension WatchSettings.Target {
    /// The search that finds what lies inside; only what changed after a revision, where one is given.
    public func query(changedAfter revision: Int64? = nil) -> AddressQuery {
        var query = AddressQuery(changedAfter: revision)
        switch self {
        case .asset(let address): query.within = address
        case .search(let search):
            query.within = search.within
            if let kind = search.kind { query.kinds = [kind] }
            if let category = search.category { query.categories = [category] }
            query.minimumLevel = search.level
        }
        if revision != nil { query.order = .change }
        return query
    }
}
