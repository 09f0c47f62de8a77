public import JSONOutput
public import Registry
internal import Addresses
internal import Reports
internal import Reputation
internal import SourceWorth

extension JSONWriter {
    /// Writes what a source is worth, with the counts behind it, as an object: the shape of `feeds show --json` and of the
    /// API.
    public mutating func value(_ review: SourceReview) {
        let settings = review.source.settings
        object { writer in
            writer.field("source", settings.name)
            writer.field("learntAt", review.learntAt)
            if let stay = review.stay {
                writer.name("stay")
                writer.value(stay)
            }
            writer.name("used")
            writer.object { writer in
                writer.field("usualStayDays", review.usualStay.flatMap { $0.days.isFinite ? $0.days : nil })
                writer.field("neverRemoves", review.usualStay == .endless)
                writer.field("stayByHand", settings.usualStayDays != nil)
                writer.field("chained", review.isFlapping)
                writer.field("reliabilityByHand", settings.reliability)
            }
            writer.array("lineage", of: review.relatives) { $0.value($1) }
            writer.array("reliability", of: review.reliabilities) { $0.value($1) }
            if let comparison = review.comparison {
                writer.name("comparison")
                writer.value(comparison)
            }
        }
    }

    private mutating func value(_ stay: StayFindings) {
        object { writer in
            writer.field("basis", stay.basis.rawValue)
            writer.field("medianDays", stay.medianDays)
            writer.field("listings", stay.listings)
            writer.field("ended", stay.ended)
            writer.field("removals", stay.removals)
            writer.field("returns", stay.returns)
            writer.field("historyDays", stay.historyDays)
            writer.field("unchangedDays", stay.unchangedDays)
            writer.field("rollingDays", stay.window?.days)
            writer.field("stopped", stay.isStopped)
            writer.field("flapping", stay.isFlapping)
        }
    }

    private mutating func value(_ relative: SourceReview.Relative) {
        object { writer in
            writer.field("source", relative.name)
            writer.field("oneLineage", relative.isOneLineage)
            writer.field("declared", relative.isDeclared)
            if let nearness = relative.closeness {
                writer.name("follows")
                writer.value(nearness.follows)
                writer.name("followed")
                writer.value(nearness.isFollowed)
            }
            if let kept = relative.ruling {
                writer.object("ruling") { writer in
                    writer.field("oneLineage", kept.ruling.isOneLineage)
                    writer.field("who", kept.who)
                    writer.field("why", kept.why)
                    writer.field("at", kept.at)
                }
            }
        }
    }

    private mutating func value(_ following: Following) {
        object { writer in
            writer.field("listings", following.listings)
            writer.field("near", following.near)
            writer.field("share", following.share)
        }
    }

    private mutating func value(_ reliability: SourceReview.GroupReliability) {
        object { writer in
            writer.field("kind", reliability.group.kind.name)
            writer.field("category", reliability.group.category.name)
            writer.field("listings", reliability.measured.counts.listings)
            writer.field("confirmed", reliability.measured.counts.confirmed)
            writer.field("chance", reliability.measured.chance)
            writer.field("learnt", reliability.measured.score)
            writer.field("used", reliability.used)
        }
    }

    private mutating func value(_ comparison: SourceComparison) {
        object { writer in
            writer.field("at", comparison.at)
            writer.field("listed", comparison.listed)
            writer.field("alone", comparison.alone)
            writer.field("aloneShare", comparison.aloneShare)
            writer.field("timed", comparison.timed)
            writer.field("medianDaysLater", comparison.medianDays)
            writer.array("sharers", of: comparison.sharers) { writer, sharer in
                writer.object { writer in
                    writer.field("source", sharer.name)
                    writer.field("shared", sharer.shared)
                    writer.field("share", comparison.share(of: sharer))
                    writer.field("listed", sharer.listed)
                }
            }
        }
    }
}
