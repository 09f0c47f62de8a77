public import Allowlists

/// What is on a hub's allowlist besides the registry's own entries, lists and constituencies.
public struct AllowlistBase: Sendable {
    /// The lists that come with the program and count here.
    public let lists: [BuiltInList]
    let builder: AllowlistBuilder

    /// The lists that come with the program and do not count here.
    var leftOut: Set<BuiltInList> { Set(BuiltInList.allCases).subtracting(lists) }

    /// A base of built-in lists.
    /// - Parameters:
    ///   - lists: which of them.
    ///   - addMore: adds what else is on it: the rules of a public suffix list.
    /// - Throws: what `addMore` throws.
    public init<Failure>(
        _ lists: [BuiltInList] = BuiltInList.allCases,
        addMore: (inout AllowlistBuilder) throws(Failure) -> Void
    ) throws(Failure) {
        var builder = AllowlistBuilder()
        builder.addBuiltIns(lists)
        try addMore(&builder)
        self.lists = lists
        self.builder = builder
    }

    /// A base of built-in lists and nothing else.
    public init(_ lists: [BuiltInList] = BuiltInList.allCases) {
        self.init(lists) { _ in }
    }
}
