public import Watchlists

/// A line of a log that holds a hit.
public struct MatchedLine: Sendable, Hashable {
    /// 1-based number of the line in its file.
    public internal(set) var number: Int
    /// The line without its line feed; a carriage return before that is part of it.
    public let text: [UInt8]
    /// The hits, at least one; their places are those in ``text``.
    public let hits: [Hit]

    /// Each hit with the line's number and what was seen as written there.
    public var logHits: [LogHit] {
        hits.map { LogHit(line: number, seen: String(decoding: text[$0.seen], as: UTF8.self), hit: $0) }
    }
}
