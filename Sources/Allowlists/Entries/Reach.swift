/// How far around its address an entry reaches. The raw value is stored and never changes.
///
/// A name stands for itself in every form: with a scheme, a port, a slash, in any case, with a trailing dot, international
/// or in punycode. `https://GitHub.com:443/` is `github.com`; `https://github.com/a` is a URL on it. IP addresses and
/// networks reach over all they contain whatever is said here; for them only ``everything`` is different.
public enum Reach: UInt8, Sendable, CaseIterable, Comparable {
    /// The name itself; of a URL, that path and query.
    case exact = 0
    /// The name, and the names below it that nobody else can register: down to the next public suffix.
    case registrable = 1
    /// The name and all names below it; of a URL, its path and what lies below it.
    case below = 2
    /// The name, all names below it, and all URLs that they serve.
    case everything = 3

    /// The word used in output, JSON and SQL.
    public var name: String {
        switch self {
        case .exact: "exact"
        case .registrable: "registrable"
        case .below: "below"
        case .everything: "everything"
        }
    }

    /// Shorter reaches first.
    public static func < (left: Reach, right: Reach) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The reach called `name`, or nil when there is none.
    public init?(name: some StringProtocol) {
        guard let reach = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = reach
    }
}
