/// What an entry of an allowlist asks for. The raw value is stored and never changes.
///
/// What follows for an address is decided by all entries that apply to it together; see ``Verdict``.
public enum EntryKind: UInt8, Sendable, CaseIterable {
    /// On no list at all. What is wrong there is for its owner to put right.
    case neverBlock = 1
    /// Looked for and told to people, never on a list that blocks.
    case informOnly = 2
    /// On no list before a person has decided.
    case askFirst = 3
    /// Only said of the address; what follows is up to each list's ``LabelPolicy``.
    case label = 4
    /// A person has decided: what ``askFirst`` and labels hold back may go out. Stops nothing else.
    case released = 5

    /// The word used in output, JSON and SQL.
    public var name: String {
        switch self {
        case .neverBlock: "never-block"
        case .informOnly: "inform-only"
        case .askFirst: "ask-first"
        case .label: "label"
        case .released: "released"
        }
    }

    /// The kind called `name`, or nil when there is none.
    public init?(name: some StringProtocol) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }

    /// How far a person's entry reaches when nothing is said.
    public var usualReach: Reach {
        switch self {
        case .neverBlock: .everything
        case .informOnly, .askFirst, .label: .below
        case .released: .exact
        }
    }
}
