public import Allowlists
public import Reports

/// An entry that a person keeps in the registry: what must not be blocked, or only with care, or is released.
public struct AllowEntry: Hashable, Sendable, Identifiable {
    /// The number of an entry in a registry; that of a removed one is never given again.
    public struct ID: Hashable, Sendable, Comparable {
        /// The number, from 1.
        public let number: Int64

        /// The entry with this number.
        public init(_ number: Int64) {
            self.number = number
        }

        /// Lower numbers first.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
    }

    /// The list under which verdicts name all such entries.
    public static let list = "entries of the registry"
    /// Most entries in a registry.
    public static let maximumCount = 100_000

    /// Its number.
    public let id: ID
    /// What it says.
    public var settings: AllowEntrySettings
    /// Who added it: ``Actor/name``.
    public var addedBy: String
    /// When.
    public var addedAt: Timestamp
    /// The second person who let it through; nil where none was needed.
    public var approvedBy: String?

    /// An entry as stored.
    public init(
        id: ID,
        settings: AllowEntrySettings,
        addedBy: String,
        addedAt: Timestamp,
        approvedBy: String? = nil
    ) {
        self.id = id
        self.settings = settings
        self.addedBy = addedBy
        self.addedAt = addedAt
        self.approvedBy = approvedBy
    }

    /// The entry for an allowlist.
    /// - Parameter owner: the name of the member that owns it; nil for one that the system owns.
    /// - Returns: the entry, on the list ``list``.
    public func entry(ownedBy owner: String?) -> AllowlistEntry {
        AllowlistEntry(
            settings.rule,
            EntryTerms(
                settings.kind,
                label: settings.label,
                list: Self.list,
                owner: owner ?? BuiltInList.owner,
                reason: settings.reason,
                scope: settings.scope,
                expiry: settings.expiry
            )
        )
    }
}

/// What a person says with an entry.
public struct AllowEntrySettings: Hashable, Sendable {
    /// Which addresses it is about.
    public var rule: AllowlistRule
    /// What it asks for.
    public var kind: EntryKind
    /// What the addresses are known as.
    public var label: EntryLabel?
    /// Why, shown to whoever meets it.
    public var reason: String
    /// The member that answers for it; nil for the system.
    public var owner: Member.ID?
    /// Whom it holds for.
    public var scope: EntryScope
    /// When it ends by itself; nil for never.
    public var expiry: Timestamp?

    /// Settings of these parts.
    public init(
        _ rule: AllowlistRule,
        _ kind: EntryKind,
        label: EntryLabel? = nil,
        reason: String,
        owner: Member.ID? = nil,
        scope: EntryScope = .everyone,
        expiry: Timestamp? = nil
    ) {
        self.rule = rule
        self.kind = kind
        self.label = label
        self.reason = reason
        self.owner = owner
        self.scope = scope
        self.expiry = expiry
    }

    /// What is wrong with an entry that is added at a moment, as one sentence; nil when nothing is.
    public func fault(at now: Timestamp) -> String? {
        guard (1...EntryTerms.maximumTextLength).contains(reason.utf8.count) else {
            return "the reason has 1 to \(EntryTerms.maximumTextLength) bytes"
        }
        if let expiry, expiry <= now { return "it would have ended on \(expiry) already" }
        if kind == .label, label == nil { return "an entry of the kind label says which label" }
        return nil
    }

    /// Whether both say the same of the same addresses for the same receivers, whatever their reasons and ends.
    public func isAlike(_ other: AllowEntrySettings) -> Bool {
        rule == other.rule && kind == other.kind && label == other.label && owner == other.owner
            && scope == other.scope
    }

    /// Whether it holds at a moment and at least as long as one that is alike.
    public func covers(_ other: AllowEntrySettings, at now: Timestamp) -> Bool {
        guard isAlike(other) else { return false }
        guard let expiry else { return true }
        return expiry > now && other.expiry.map { expiry >= $0 } ?? false
    }
}
