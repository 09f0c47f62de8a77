import Addresses
import Allowlists
import Reports

/// What an allowlist says of one address, as text and as JSON.
struct AllowOutput {
    let address: Address
    let verdict: Verdict
    let list: Allowlist

    /// For a person at a terminal.
    var text: String {
        var lines = ["\(address)  \(address.kind.name): \(verdict.outcome.name)"]
        if verdict.isReleased { lines[0] += ", released" }
        if !verdict.labels.isEmpty {
            lines[0] += "  (\(verdict.labels.all.map(\.name).joined(separator: ", ")))"
        }
        lines += verdict.findings.map { "  \(explanation(of: $0))" }
        let named = verdict.findings.count { $0.relation == .around }
        if verdict.innerCount > named { lines.append("  and \(verdict.innerCount - named) more inside") }
        return lines.joined(separator: "\n")
    }

    private func explanation(of finding: Finding) -> String {
        let entry = list[finding]
        let place =
            switch finding.relation {
            case .same: "is \(entry.rule)"
            case .inside: "inside \(entry.rule)"
            case .matched: "matches \(entry.rule)"
            case .around: "around \(entry.rule)"
            case .served: "a URL on \(entry.rule), not the host"
            }
        var text = "\(place): \(finding.kind.name)"
        if let label = finding.label { text += ", \(label.name)" }
        text += "; \(entry.terms.reason) (\(entry.terms.list)"
        if entry.terms.owner != entry.terms.list { text += ", \(entry.terms.owner)" }
        if let member = entry.terms.scope.memberNumber { text += ", for member \(member)" }
        if let expiry = entry.terms.expiry { text += ", until \(expiry)" }
        return text + ")"
    }

    /// One object on one line.
    var jsonText: String {
        JSONText.object([
            ("kind", JSONText.string(address.kind.name)), ("address", JSONText.string(address.description)),
            ("outcome", JSONText.string(verdict.outcome.name)),
            ("released", verdict.isReleased ? "true" : nil),
            ("labels", JSONText.array(verdict.labels.all.map { JSONText.string($0.name) })),
            ("inside", "\(verdict.innerCount)"),
            ("findings", JSONText.array(verdict.findings.map { $0.jsonText(in: list) })),
        ])
    }
}

extension Finding {
    /// One object: how the address lies to the entry, the entry, and what follows from it.
    func jsonText(in list: Allowlist) -> String {
        let entry = list[self]
        return JSONText.object([
            ("relation", JSONText.string(relation.name)), ("form", JSONText.string(entry.rule.form.name)),
            ("rule", JSONText.string(entry.rule.text)), ("reach", JSONText.string(entry.rule.reach.name)),
            ("kind", JSONText.string(kind.name)), ("label", label.map { JSONText.string($0.name) }),
            ("outcome", JSONText.string(outcome.name)), ("list", JSONText.string(entry.terms.list)),
            ("owner", JSONText.string(entry.terms.owner)), ("reason", JSONText.string(entry.terms.reason)),
            ("member", entry.terms.scope.memberNumber.map { "\($0)" }),
            ("expiry", entry.terms.expiry.map { JSONText.string($0.description) }),
        ])
    }
}
