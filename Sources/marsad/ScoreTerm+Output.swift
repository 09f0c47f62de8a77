import Reports
import Reputation

/// A number with at most `digits` decimals, without trailing zeros.
func rounded(_ value: Double, _ digits: Int = 4) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let text = "\((value * scale).rounded() / scale)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// What the numbers in terms stand for.
struct TermNames {
    /// The names of sources, by number.
    var sources: [Int64: String]
    /// The networks around the address, by number.
    var networks: [Int64: String]

    func source(_ number: Int64) -> String { sources[number] ?? "source \(number)" }
    func network(_ number: Int64) -> String { networks[number] ?? "network \(number)" }
}

extension ScoreTerm {
    /// The term as a person would write the sum.
    func explanation(naming names: TermNames) -> String {
        switch self {
        case .override(let term): return "override to \(rounded(term.score)) until \(term.until)"
        case .votes(let term):
            return "\(term.count) false-positive votes leave \(rounded(term.remaining)) of it"
        case .report(let term):
            let lent =
                term.network.map { "lent by \(names.network($0)): share \(rounded(term.share)) · " } ?? ""
            let age = term.ageDays.map { "\(rounded($0, 2)) days" } ?? "never active"
            let sum =
                "\(lent)reliability \(rounded(term.reliability)) · confidence \(term.confidence) % · "
                + "2^−(\(age) / \(rounded(term.halfLifeDays)) days) = \(rounded(term.probability))"
            return "\(names.source(term.source)): \(sum)"
                + (term.isCounted ? "" : " (not counted: its lineage has a stronger one)")
        case .sighting(let term):
            return "member \(term.member) saw it \(term.count) times, \(rounded(term.ageDays, 2)) days ago: "
                + rounded(term.probability)
        case .lentOverride(let term):
            return "\(names.network(term.network)) around it is set to \(rounded(term.score)): "
                + rounded(term.probability)
        case .others(let term): return "\(term.count) weaker lineages: \(rounded(term.probability))"
        case .omitted(let count): return "\(count) more that do not count"
        }
    }

    /// The term as one JSON object.
    func json(naming names: TermNames) -> String {
        var fields: [(name: String, json: String?)] = []
        switch self {
        case .override(let term):
            fields = [
                ("term", "\"override\""), ("score", "\(term.score)"),
                ("until", JSONText.string(term.until.description)),
            ]
        case .votes(let term):
            fields = [
                ("term", "\"votes\""), ("count", "\(term.count)"), ("remaining", rounded(term.remaining, 6)),
            ]
        case .report(let term):
            fields = [
                ("term", "\"report\""), ("source", JSONText.string(names.source(term.source))),
                ("network", term.network.map { JSONText.string(names.network($0)) }),
                ("share", rounded(term.share)),
                ("reliability", rounded(term.reliability)), ("confidence", "\(term.confidence)"),
                ("ageDays", term.ageDays.map { rounded($0) }), ("halfLifeDays", rounded(term.halfLifeDays)),
            ]
        case .sighting(let term):
            fields = [
                ("term", "\"sighting\""), ("member", "\(term.member)"), ("count", "\(term.count)"),
                ("ageDays", rounded(term.ageDays)),
            ]
        case .lentOverride(let term):
            fields = [
                ("term", "\"lent-override\""), ("network", JSONText.string(names.network(term.network))),
                ("score", "\(term.score)"),
            ]
        case .others(let term): fields = [("term", "\"others\""), ("count", "\(term.count)")]
        case .omitted(let count): fields = [("term", "\"omitted\""), ("count", "\(count)")]
        }
        if let probability { fields.append(("p", rounded(probability, 6))) }
        fields.append(("counted", isCounted ? "true" : "false"))
        return JSONText.object(fields)
    }
}
