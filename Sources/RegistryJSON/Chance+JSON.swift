public import JSONOutput
public import Registry
public import SourceWorth
internal import Addresses
internal import Reputation

extension LookupResult {
    /// The measured chance beside the score; nil without a score, and while too little was measured.
    public func chance(in chances: Chances) -> Chance? {
        guard let summary = record?.summary, summary.score > 0 else { return nil }
        return chances.chance(of: summary.score, kind: summary.address.kind)
    }
}

extension JSONWriter {
    /// Writes the chance beside a score as a field: its value, the days in which confirmation counts, and the forecasts
    /// behind it, old ones weighing less. Nothing where there is none.
    public mutating func chance(_ chance: Chance?) {
        guard let chance else { return }
        object("chance") { writer in
            writer.field("value", chance.value)
            writer.field("days", ChanceRules.days)
            writer.field("forecasts", Int(chance.counts.listings.rounded()))
            writer.field("confirmed", Int(chance.counts.confirmed.rounded()))
        }
    }
}
