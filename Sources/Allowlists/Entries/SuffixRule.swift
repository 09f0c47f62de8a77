public import Addresses

/// One rule of the public suffix list (<https://publicsuffix.org/list/>).
public struct SuffixRule: Hashable, Sendable {
    /// The name that the rule is about, canonical, without `*.` or `!`.
    let name: String
    /// What is said of it.
    let marks: SuffixMarks

    /// Reads a line of the list: `com`, `*.ck`, `!www.ck`.
    /// - Parameters:
    ///   - line: the rule alone.
    ///   - isPrivate: whether it stands in the private section.
    /// - Throws: ``AddressError`` for what is no name.
    public init(_ line: String, isPrivate: Bool) throws(AddressError) {
        if line.hasPrefix("!") {
            name = try NameSuffix(String(line.dropFirst())).text
            marks = .exception
        } else if line.hasPrefix("*.") {
            name = try NameSuffix(String(line.dropFirst(2))).text
            marks = isPrivate ? [.wildcard, .privateWildcard] : .wildcard
        } else {
            name = try NameSuffix(line).text
            marks = isPrivate ? [.rule, .privateRule] : .rule
        }
    }
}
