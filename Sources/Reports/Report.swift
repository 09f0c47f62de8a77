public import Addresses

/// What one source claims of one address.
public struct Report: Hashable, Sendable {
    /// The address it is about.
    public var address: Address
    /// What is claimed.
    public var claim: Claim

    /// A report of `address` with the facts of `claim`.
    public init(address: Address, claim: Claim) {
        self.address = address
        self.claim = claim
    }
}

/// The facts of a report apart from its address. Many addresses of a feed share one claim.
public struct Claim: Hashable, Sendable {
    /// Longest ``reference`` and ``comment`` kept, in bytes of UTF-8; longer ones are cut at a character.
    public static let maximumTextLength = 1024

    /// What the address is suspected of; nil leaves it to the source's default.
    public var category: Category?
    /// How sure the source is of this report, 0…100; nil leaves it to the source's default.
    public var confidence: UInt8?
    /// When the source first saw it active, by its own account; not when it was read.
    public var firstSeen: Timestamp?
    /// When the source last saw it active, by its own account.
    public var lastSeen: Timestamp?
    /// How far it may be shared; nil leaves it to the source's default.
    public var label: SharingLabel?
    /// What may be done with it; nil leaves it to the source's default.
    public var permittedUse: PermittedUse?
    /// When it ends by itself.
    public var expiry: Timestamp?
    /// Where to read more: a URL, an event number.
    public var reference: String?
    /// What the source adds in words: malware family, port, campaign.
    public var comment: String?
    /// How much of a URL's neighbourhood is meant.
    public var scope: MatchScope

    /// A claim with the facts given; all may be left out.
    public init(
        category: Category? = nil,
        confidence: UInt8? = nil,
        firstSeen: Timestamp? = nil,
        lastSeen: Timestamp? = nil,
        label: SharingLabel? = nil,
        permittedUse: PermittedUse? = nil,
        expiry: Timestamp? = nil,
        reference: String? = nil,
        comment: String? = nil,
        scope: MatchScope = .exact
    ) {
        self.category = category
        self.confidence = confidence
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.label = label
        self.permittedUse = permittedUse
        self.expiry = expiry
        self.reference = reference
        self.comment = comment
        self.scope = scope
    }
}

/// What the receivers of a report may do with its address. The raw value is stored and never changes.
public enum PermittedUse: UInt8, Sendable, CaseIterable {
    /// Look for it and tell people.
    case inform = 0
    /// Put it on lists that block.
    case block = 1

    /// The word used in output, JSON and SQL.
    public var name: String {
        switch self {
        case .inform: "inform"
        case .block: "block"
        }
    }
}

/// Which URLs a report of a URL means. Other kinds have one meaning each and always say `exact`.
///
/// The raw value is stored in databases and watchlists and never changes.
public enum MatchScope: UInt8, Sendable, CaseIterable {
    /// This path and query.
    case exact = 0
    /// This path and what lies below it, whatever the query.
    case pathPrefix = 1
    /// Everything its host serves.
    case host = 2

    /// The word used in output, JSON and SQL.
    public var name: String {
        switch self {
        case .exact: "exact"
        case .pathPrefix: "path-prefix"
        case .host: "host"
        }
    }
}
