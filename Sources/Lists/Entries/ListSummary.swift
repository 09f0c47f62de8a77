/// What a rendering came to: every entry offered is accepted or left out with a reason.
public struct ListSummary: Hashable, Sendable {
    /// Entries that were offered.
    public internal(set) var offered = 0
    /// Entries that the list covers.
    public internal(set) var accepted = 0
    /// Accepted entries that need no line of their own: what is written covers them.
    public internal(set) var folded = 0
    /// Bytes written.
    public internal(set) var byteCount = 0
    /// Entries left out, by reason.
    public internal(set) var leftOut: [LeftOutReason: Int] = [:]

    /// Nothing yet.
    init() {}

    /// Entries that stand on the list with their own address or in a network joined of them.
    public var written: Int { accepted - folded }

    mutating func leaveOut(_ reason: LeftOutReason) {
        leftOut[reason, default: 0] += 1
    }
}
