/// The constants by which closeness makes lineages (`references/verdicts.md` §6).
///
/// Known copies lay at 0.54 and above, all other pairs at 0.27 and below.
public enum LineageRules {
    /// Lists with fewer fresh listings in the window are not judged as followers.
    public static let minimumListings = 100
    /// From this share on, in the larger direction, two sources are one lineage.
    public static let joiningShare = 0.4
    /// Sources that keep no list are judged from so many reports…
    public static let minimumReports = 30
    /// …and join from this share on.
    public static let joiningReportShare = 0.5
    /// From this share on, in the larger direction, an analyst is asked.
    public static let askingShare = 0.2
    /// Joined sources part when their closeness stays below this…
    public static let partingShare = 0.25
    /// …for so many days.
    public static let partingDays = 14

    /// What a closeness says of two sources.
    public enum Verdict: String, Sendable, CaseIterable {
        /// One lineage.
        case joins
        /// An analyst should look.
        case asks
        /// Neither.
        case apart
        /// Too few listings in both directions.
        case unknown
    }

    /// What the closeness of two sources says.
    /// - Parameters:
    ///   - closeness: the closeness, in both directions.
    ///   - reporters: the sources that keep no list.
    /// - Returns: the stronger of what the two directions say.
    public static func verdict(on closeness: Closeness, reporters: Set<Int64>) -> Verdict {
        let verdicts = [
            verdict(on: closeness.first, isReporter: reporters.contains(closeness.pair.first)),
            verdict(on: closeness.second, isReporter: reporters.contains(closeness.pair.second)),
        ]
        return [.joins, .asks, .apart].first(where: verdicts.contains) ?? .unknown
    }

    private static func verdict(on following: Following, isReporter: Bool) -> Verdict {
        let (least, joining) =
            isReporter ? (minimumReports, joiningReportShare) : (minimumListings, joiningShare)
        guard following.listings >= least else { return .unknown }
        if following.share >= joining { return .joins }
        guard following.listings >= minimumListings else { return .apart }
        return following.share >= askingShare ? .asks : .apart
    }

    /// The larger share of the directions that have enough listings; nil when neither has.
    static func share(of closeness: Closeness, reporters: Set<Int64>) -> Double? {
        [(closeness.first, closeness.pair.first), (closeness.second, closeness.pair.second)]
            .filter { $0.listings >= (reporters.contains($1) ? minimumReports : minimumListings) }
            .map(\.0.share).max()
    }
}
