/// What reading one file, or one member of an archive, came to.
public struct FeedSummary: Hashable, Sendable {
    /// The file as named by the caller, followed by `!` and the path within for a member of an archive.
    public let name: String
    /// The format; nil for a member of an archive or folder that is no feed (a licence, a read-me) and was left out.
    public let format: FeedFormat?
    /// Why it was left out; nil when it was read.
    public let omission: FeedError?
    /// Lines met, comments and blank ones too; in JSON, the lines of the text.
    public internal(set) var lines = 0
    /// Lines and records that claim nothing: comments, blank lines, headers, exceptions.
    public internal(set) var skipped = 0
    /// Reports.
    public internal(set) var accepted = 0
    /// Rejects by reason.
    public internal(set) var rejectedByReason: [RejectReason: Int] = [:]

    init(name: String, format: FeedFormat?, omission: FeedError? = nil) {
        self.name = name
        self.format = format
        self.omission = omission
    }

    /// Rejects of all reasons.
    public var rejected: Int { rejectedByReason.values.reduce(0, +) }

    /// Rejects that are no fault of the feed: indicators of other kinds, withdrawn entries; see
    /// ``RejectReason/isLeftOut``.
    public var leftOut: Int {
        rejectedByReason.reduce(0) { $0 + ($1.key.isLeftOut ? $1.value : 0) }
    }

    /// Reports and rejects.
    public var read: Int { accepted + rejected }
}
