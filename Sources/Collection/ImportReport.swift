public import Formats
public import Registry

/// What an import read and what it changed.
public struct ImportReport: Sendable {
    /// Raised when the same bytes may give other reports than before, so that they are read again.
    static let readingVersion = 2

    /// Records read, accepted and rejected, with the reasons.
    public let counts: ReadCounts
    /// Addresses added, changed, unchanged and retired.
    public let outcome: ImportOutcome
    /// Whether the bytes were those of the last import, so that nothing was parsed.
    public let isSameContent: Bool
    /// One summary for each file and each member of an archive; empty when nothing was parsed.
    public let files: [FeedSummary]
    /// The first rejects that are faults of the files, in order; empty when nothing was parsed.
    public let rejects: [Reject]
    /// How many of the accepted come to each outcome of the allowlists; nil when none were asked or nothing was parsed.
    public let outcomes: OutcomeCounts?

    init(
        counts: ReadCounts,
        outcome: ImportOutcome,
        isSameContent: Bool = false,
        files: [FeedSummary] = [],
        rejects: [Reject] = [],
        outcomes: OutcomeCounts? = nil
    ) {
        self.counts = counts
        self.outcome = outcome
        self.isSameContent = isSameContent
        self.files = files
        self.rejects = rejects
        self.outcomes = outcomes
    }
}

extension ReadCounts {
    /// How many of the rejects are no faults but of other kinds than addresses, withdrawn and the like.
    public var leftOut: Int {
        reasons.reduce(0) { $0 + (RejectReason(label: $1.key).isLeftOut ? $1.value : 0) }
    }

    /// The sums of `summaries`.
    init(_ summaries: [FeedSummary]) {
        self.init()
        for summary in summaries {
            read += summary.read
            accepted += summary.accepted
            rejected += summary.rejected
            for (reason, count) in summary.rejectedByReason { reasons[reason.label, default: 0] += count }
        }
    }
}
