public import Addresses
public import Reports

/// An address seen in a line together with one entry that it matches.
public struct Hit: Hashable, Sendable {
    /// Where the address stands in the line, in bytes.
    public let seen: Range<Int>
    /// The canonical text of what was seen; nil when the line has it in just that form.
    public let canonical: String?
    /// The canonical text of the entry.
    public let matched: String
    /// The kind of the entry.
    public let kind: AddressKind
    /// The scope of the entry.
    public let scope: MatchScope
    /// The entry's score, 0…100.
    public let score: UInt8
    /// What the entry is suspected of.
    public let category: Category
}
