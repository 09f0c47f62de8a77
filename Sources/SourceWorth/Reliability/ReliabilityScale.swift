import Reports

/// How the chances of a group become the reliability that scores take: the odds are multiplied so that the median source
/// has 0.5.
struct ReliabilityScale {
    private let factor: Double

    /// The scale of a group; nil where there is none.
    ///
    /// A purpose that nobody stated is no ground for a comparison, and a few sources have no median worth the name.
    /// - Parameters:
    ///   - group: what the sources report.
    ///   - chances: the chances of its active sources.
    init?(of group: ReportGroup, peers chances: [Double]) {
        guard group.category != .undetermined, chances.count >= ReliabilityRules.minimumPeers else {
            return nil
        }
        let sorted = chances.sorted()
        let middle = sorted.count / 2
        let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        guard median > 0, median < 1 else { return nil }
        factor = (1 - median) / median
    }

    func score(of chance: Double) -> Double {
        let odds = chance * factor
        let bounds = ReliabilityRules.scoreBounds
        return min(max(odds / (1 - chance + odds), bounds.lowerBound), bounds.upperBound)
    }
}
