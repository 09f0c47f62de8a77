public import Watchlists

/// A hit and the line it stands in.
public struct LogHit: Sendable, Hashable {
    /// 1-based number of the line in its file.
    public let line: Int
    /// What was seen, as written in the line; bytes that are not UTF-8 are replaced.
    public let seen: String
    /// What it matches.
    public let hit: Hit
}
