import Addresses
import JSONOutput
import Registry
import Reports
import Reputation
import SourceWorth

extension SourceReview {
    /// What the source is worth, for people.
    var lines: [String] {
        guard let learntAt else { return ["worth: nothing was learnt yet"] }
        var lines = ["worth, learnt \(learntAt):"]
        lines.append("  stay: \(stay.map(Self.text) ?? "no list"); scores take \(usedStay)")
        if let stay, stay.removals > 0 {
            let flaps = stay.isFlapping ? ": it flaps" : ""
            lines.append("  returns: \(stay.returns) of \(stay.removals) removals within a week\(flaps)")
        }
        if let window = stay?.window { lines.append("  drops addresses at \(window.days) days") }
        lines += relatives.map { "  lineage: \(Self.text($0))" }
        lines += reliabilities.map { "  reliability: \(Self.text($0))" }
        if let reliability = source.settings.reliability {
            lines.append("  reliability set by hand: \(Decimals.text(reliability, decimals: 2))")
        }
        if let comparison { lines += Self.lines(comparison) }
        return lines
    }

    private var usedStay: String {
        let hand = source.settings.usualStayDays == nil ? "" : ", set by hand"
        guard let days = usualStay?.days else { return "the default" }
        return (days.isFinite ? "\(Decimals.text(days, decimals: 1)) days" : "that it never removes") + hand
    }

    private static func text(_ stay: StayFindings) -> String {
        let counts = "\(stay.ended) of \(stay.listings) listings ended"
        return switch stay.basis {
        case .measured: "median \(stay.medianDays ?? 0) days (\(counts))"
        case .neverRemoves: "hardly removes (\(counts))"
        case .stopped: "stopped: unchanged for \(stay.unchangedDays) days"
        case .unknown: "too little known (\(stay.listings) listings in \(stay.historyDays) days)"
        }
    }

    private static func text(_ relative: Relative) -> String {
        var parts = [relative.name, relative.isOneLineage ? "one lineage" : "apart"]
        if let nearness = relative.closeness {
            parts.append(
                "follows it in \(text(nearness.follows)), followed in \(text(nearness.isFollowed))"
                    + (relative.isOneLineage || relative.ruling != nil ? "" : "; somebody should look")
            )
        }
        if relative.isDeclared { parts.append("declared") }
        if let kept = relative.ruling { parts.append("decided by \(kept.who): \(kept.why)") }
        return parts.joined(separator: ", ")
    }

    private static func text(_ following: Following) -> String {
        "\(following.near) of \(following.listings) listings (\(percent(following.share)))"
    }

    private static func text(_ reliability: GroupReliability) -> String {
        let counts = reliability.measured.counts
        let confirmed = Decimals.text(counts.confirmed, decimals: 1)
        let listings = Decimals.text(counts.listings, decimals: 1)
        let used = reliability.used.map { Decimals.text($0, decimals: 2) } ?? "the default"
        return "\(reliability.group.kind.name) \(reliability.group.category.name): "
            + "\(confirmed) of \(listings) listings confirmed, chance "
            + "\(Decimals.text(reliability.measured.chance, decimals: 4)); scores take \(used)"
    }

    private static func lines(_ comparison: SourceComparison) -> [String] {
        var lines = [
            "  against the others, \(comparison.at): \(comparison.listed) listed, "
                + "\(comparison.alone) here alone (\(percent(comparison.aloneShare)))"
        ]
        if let days = comparison.medianDays {
            let word =
                days == 0
                ? "on the same day as" : days > 0 ? "\(days) days after" : "\(-days) days before"
            lines.append("  usually \(word) the first other source (\(comparison.timed) addresses)")
        }
        lines += comparison.sharers.prefix(shownSharers).map { sharer in
            "  shares \(sharer.shared) (\(percent(comparison.share(of: sharer)))) with \(sharer.name)"
        }
        return lines
    }

    /// Most other sources named on the terminal.
    private static let shownSharers = 10

    private static func percent(_ share: Double) -> String { "\(Decimals.text(share * 100, decimals: 1)) %" }
}
