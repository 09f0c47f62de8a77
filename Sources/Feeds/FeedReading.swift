public import Formats

/// What reading a fetched feed came to, before anything of it is believed.
public struct FeedReading: Hashable, Sendable, Codable {
    /// Reports.
    public var accepted: Int
    /// Records that are faults of the feed.
    public var faults: Int
    /// Records left out for what they are.
    public var leftOut: Int
    /// Rejects by reason.
    public var reasons: [String: Int]
    /// The formats its files were read as, sorted by name.
    public var formats: [FeedFormat]
    /// Reports on what an allowlist holds back from lists; nil where none was asked.
    public var allowlisted: Int?

    /// A reading as counted.
    public init(
        accepted: Int,
        faults: Int = 0,
        leftOut: Int = 0,
        reasons: [String: Int] = [:],
        formats: [FeedFormat] = []
    ) {
        self.accepted = accepted
        self.faults = faults
        self.leftOut = leftOut
        self.reasons = reasons
        self.formats = formats
    }

    /// The sums of `summaries`.
    public init(_ summaries: [FeedSummary]) {
        self.init(accepted: 0)
        var found: Set<FeedFormat> = []
        for summary in summaries {
            accepted += summary.accepted
            leftOut += summary.leftOut
            faults += summary.rejected - summary.leftOut
            for (reason, count) in summary.rejectedByReason { reasons[reason.label, default: 0] += count }
            if let format = summary.format { found.insert(format) }
        }
        formats = found.sorted { $0.rawValue < $1.rawValue }
    }
}
