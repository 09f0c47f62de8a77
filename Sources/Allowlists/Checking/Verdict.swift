public import Reports

/// How an address and an entry of an allowlist lie to each other.
public enum Relation: UInt8, Sendable, CaseIterable {
    /// The address is what the entry is about.
    case same = 1
    /// The address lies inside what the entry is about.
    case inside = 2
    /// The address's text matches the entry's pattern.
    case matched = 3
    /// What the entry is about lies inside the address.
    case around = 4
    /// The address is a URL on what the entry is about, which does not reach over URLs: a URL is not its host, and
    /// nothing follows for it.
    case served = 5

    /// The word used in output and JSON.
    public var name: String {
        switch self {
        case .same: "same"
        case .inside: "inside"
        case .matched: "matched"
        case .around: "around"
        case .served: "served"
        }
    }
}

/// What may become of an address, the freest first. The raw value is stored and never changes.
public enum Outcome: UInt8, Sendable, CaseIterable, Comparable {
    /// No allowlist stands in its way.
    case free = 0
    /// Not on lists that block.
    case informOnly = 1
    /// On no list before a person has decided.
    case askFirst = 2
    /// On no list.
    case neverBlock = 3

    /// The word used in output, JSON and SQL.
    public var name: String {
        switch self {
        case .free: "free"
        case .informOnly: "inform-only"
        case .askFirst: "ask-first"
        case .neverBlock: "never-block"
        }
    }

    /// The freer first.
    public static func < (left: Outcome, right: Outcome) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// An entry that applies to an address.
public struct Finding: Hashable, Sendable {
    /// The entry's number in its allowlist; ``Allowlist/subscript(_:)`` gives the entry.
    public let entry: Int
    /// How the address lies to it.
    public let relation: Relation
    /// What the entry asks for.
    public let kind: EntryKind
    /// What the address, or what lies inside it, is known as.
    public let label: EntryLabel?
    /// What follows from this entry alone.
    public let outcome: Outcome
}

/// What an allowlist says of one address: every entry that applies, and what follows from all of them together.
public struct Verdict: Sendable {
    /// The entries that apply, the strictest first, of those equally strict the nearest; of entries inside the
    /// address the strictest ``Allowlist/maximumInnerFindings``.
    public let findings: [Finding]
    /// How many entries lie inside the address.
    public let innerCount: Int
    /// What may become of the address.
    public let outcome: Outcome
    /// What the address itself is known as.
    public let labels: EntryLabels
    /// Whether a person has released it.
    public let isReleased: Bool

    /// Whether it may go onto a list of this use, as far as allowlists go.
    public func allows(_ use: PermittedUse) -> Bool {
        switch use {
        case .inform: outcome <= .informOnly
        case .block: outcome == .free
        }
    }
}
