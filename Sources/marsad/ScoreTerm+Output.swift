import JSONOutput
import RegistryJSON
import Reports
import Reputation

extension ScoreTerm {
    /// The term as a person would write the sum.
    func explanation(naming names: TermNames) -> String {
        switch self {
        case .override(let term): return "override to \(Decimals.text(term.score)) until \(term.until)"
        case .votes(let term):
            return "\(term.count) false-positive votes leave \(Decimals.text(term.remaining)) of it"
        case .report(let term):
            let lent =
                term.network.map { "lent by \(names.network($0)): share \(Decimals.text(term.share)) · " }
                ?? ""
            let age = term.ageDays.map { "\(Decimals.text($0, decimals: 2)) days" } ?? "never active"
            let sum =
                "\(lent)reliability \(Decimals.text(term.reliability)) · confidence \(term.confidence) % · "
                + "2^−(\(age) / \(Decimals.text(term.halfLifeDays)) days) = \(Decimals.text(term.probability))"
            return "\(names.source(term.source)): \(sum)"
                + (term.isCounted ? "" : " (not counted: its lineage has a stronger one)")
        case .sighting(let term):
            return
                "\(names.member(term.member)) saw it \(term.count) times, \(Decimals.text(term.ageDays, decimals: 2)) days ago: "
                + Decimals.text(term.probability)
        case .lentOverride(let term):
            return "\(names.network(term.network)) around it is set to \(Decimals.text(term.score)): "
                + Decimals.text(term.probability)
        case .others(let term): return "\(term.count) weaker lineages: \(Decimals.text(term.probability))"
        case .omitted(let count): return "\(count) more that do not count"
        }
    }
}
