public import JSONOutput
internal import Reports
public import Reputation

extension JSONWriter {
    /// Writes a term of a score as an object.
    public mutating func value(_ term: ScoreTerm, naming names: TermNames) {
        object { writer in
            switch term {
            case .override(let term):
                writer.field("term", "override")
                writer.field("score", term.score)
                writer.field("until", term.until)
            case .votes(let term):
                writer.field("term", "votes")
                writer.field("count", term.count)
                writer.field("remaining", term.remaining, decimals: 6)
            case .report(let term): writer.fields(term, naming: names)
            case .sighting(let term):
                writer.field("term", "sighting")
                writer.field("member", names.member(term.member))
                writer.field("count", term.count)
                writer.field("ageDays", term.ageDays)
            case .lentOverride(let term):
                writer.field("term", "lent-override")
                writer.field("network", names.network(term.network))
                writer.field("score", term.score)
            case .others(let term):
                writer.field("term", "others")
                writer.field("count", term.count)
            case .omitted(let count):
                writer.field("term", "omitted")
                writer.field("count", count)
            }
            writer.field("p", term.probability, decimals: 6)
            writer.field("counted", term.isCounted)
        }
    }

    private mutating func fields(_ term: ReportTerm, naming names: TermNames) {
        field("term", "report")
        field("source", names.source(term.source))
        field("network", term.network.map { names.network($0) })
        field("share", term.share)
        field("reliability", term.reliability)
        field("confidence", term.confidence)
        field("ageDays", term.ageDays)
        field("halfLifeDays", term.halfLifeDays)
    }
}
