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

    /// The entry's address, read from ``matched`` when asked for; nil only where a damaged watchlist holds none.
    public var matchedAddress: Address? { try? Address(matched) }

    /// The address seen, read from its text when asked for.
    ///
    /// Nil for a name that is none by itself, such as `a_.b.evil.example` with a label that no host has: what it lies
    /// below is ``matchedAddress``.
    /// - Parameter line: the line that was scanned.
    /// - Returns: the address.
    public func seenAddress(in line: some Collection<UInt8>) -> Address? {
        if let canonical { return try? Address(canonical) }
        let start = line.index(line.startIndex, offsetBy: seen.lowerBound)
        let end = line.index(start, offsetBy: seen.count)
        return try? Address(String(decoding: line[start..<end], as: UTF8.self))
    }
}
