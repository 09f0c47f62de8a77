public import Reports

/// Whom an entry holds for.
public enum EntryScope: Hashable, Sendable {
    /// Every list, whoever receives it.
    case everyone
    /// Lists for the member of this number.
    case member(Int64)

    /// The scope stored as `number`: nil is everyone.
    public init(storedMember number: Int64?) {
        self = number.map(Self.member) ?? .everyone
    }

    /// The member's number; nil for everyone.
    public var memberNumber: Int64? {
        if case .member(let number) = self { number } else { nil }
    }
}

/// The terms of an entry apart from its rule. Many rules of an imported list share one.
public struct EntryTerms: Hashable, Sendable {
    /// Longest ``list``, ``owner`` and ``reason``, in bytes of UTF-8; see ``fault``.
    public static let maximumTextLength = 500

    /// What is asked for.
    public var kind: EntryKind
    /// What the address is known as.
    public var label: EntryLabel?
    /// The list it belongs to.
    public var list: String
    /// Who answers for it.
    public var owner: String
    /// Why it is there, shown to whoever meets it.
    public var reason: String
    /// Whom it holds for.
    public var scope: EntryScope
    /// When it ends by itself; nil for never.
    public var expiry: Timestamp?

    /// Terms with the facts given.
    public init(
        _ kind: EntryKind,
        label: EntryLabel? = nil,
        list: String,
        owner: String,
        reason: String,
        scope: EntryScope = .everyone,
        expiry: Timestamp? = nil
    ) {
        self.kind = kind
        self.label = label
        self.list = list
        self.owner = owner
        self.reason = reason
        self.scope = scope
        self.expiry = expiry
    }

    /// What is wrong with the terms, as one sentence; nil when nothing is.
    public var fault: String? {
        for (name, text) in [("list", list), ("owner", owner), ("reason", reason)]
        where text.isEmpty || text.utf8.count > Self.maximumTextLength {
            return "the \(name) has 1 to \(Self.maximumTextLength) bytes"
        }
        return nil
    }
}

/// One entry of an allowlist: what it is about, and what holds for that.
public struct AllowlistEntry: Hashable, Sendable {
    /// Which addresses it is about.
    public var rule: AllowlistRule
    /// What holds for them.
    public var terms: EntryTerms

    /// An entry of `rule` with `terms`.
    public init(_ rule: AllowlistRule, _ terms: EntryTerms) {
        self.rule = rule
        self.terms = terms
    }
}
