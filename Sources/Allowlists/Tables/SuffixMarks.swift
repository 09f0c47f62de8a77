internal import Addresses

/// What the public suffix list says at a name.
struct SuffixMarks: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// The name is a suffix.
    static let rule = SuffixMarks(rawValue: 1)
    /// Each name one label below it is a suffix.
    static let wildcard = SuffixMarks(rawValue: 2)
    /// The name is none although a wildcard says so.
    static let exception = SuffixMarks(rawValue: 4)
    /// The rule is of a private holder.
    static let privateRule = SuffixMarks(rawValue: 8)
    /// The wildcard is of a private holder.
    static let privateWildcard = SuffixMarks(rawValue: 16)
}

/// The public suffix of one name, found while its labels are walked through from the right.
struct SuffixWalk {
    /// Labels of the suffix.
    private(set) var labels = 1
    /// Whose suffix it is.
    private(set) var section: AllowlistRule.SuffixSection?
    private var isSettled = false
    private var pending: AllowlistRule.SuffixSection?

    init() {}

    /// A walk that has come to this suffix.
    init(_ suffix: PublicSuffixes.Suffix) {
        labels = suffix.text.utf8.reduce(1) { $1 == UInt8(ascii: ".") ? $0 + 1 : $0 }
        switch suffix.section {
        case .registry: section = .registries
        case .privateHolder: section = .platforms
        case .unlisted: section = nil
        }
    }

    /// Takes the marks of the node of the last `depth` labels.
    mutating func enter(_ marks: SuffixMarks, depth: Int) {
        defer { pending = nil }
        guard !isSettled else { return }
        if marks.contains(.exception) {
            isSettled = true
            labels = depth - 1
            section = pending ?? section
            return
        }
        if let pending { set(depth, pending) }
        if marks.contains(.rule) { set(depth, marks.contains(.privateRule) ? .platforms : .registries) }
    }

    /// Notes the wildcard of the node that was entered: it counts for the next label.
    mutating func leave(_ marks: SuffixMarks) {
        guard marks.contains(.wildcard) else { return }
        pending = marks.contains(.privateWildcard) ? .platforms : .registries
    }

    /// Takes a label that has no node: a wildcard above may mean it.
    mutating func enterUnknown(depth: Int) {
        if !isSettled, let pending { set(depth, pending) }
        pending = nil
    }

    private mutating func set(_ depth: Int, _ section: AllowlistRule.SuffixSection) {
        labels = depth
        self.section = section
    }
}
