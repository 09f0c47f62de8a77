import Addresses
import Allowlists
import JSONOutput
import RegistryJSON

/// What an allowlist says of one address, as text and as JSON.
struct AllowOutput {
    let address: Address
    let verdict: Verdict
    let allowlist: AskedAllowlist

    /// For a person at a terminal.
    var text: String {
        (["\(address)  \(address.kind.name): \(outcomeText)"] + findingLines).joined(separator: "\n")
    }

    /// The outcome, whether a person released the address, and what it is known as.
    var outcomeText: String {
        var text = verdict.outcome.name
        if verdict.isReleased { text += ", released" }
        if !verdict.labels.isEmpty {
            text += "  (\(verdict.labels.all.map(\.name).joined(separator: ", ")))"
        }
        return text
    }

    /// One line for each entry that applies.
    var findingLines: [String] {
        var lines = verdict.findings.map { "  \(explanation(of: $0))" }
        let named = verdict.findings.count { $0.relation == .around }
        if verdict.innerCount > named { lines.append("  and \(verdict.innerCount - named) more inside") }
        return lines
    }

    private func explanation(of finding: Finding) -> String {
        let entry = allowlist.list[finding]
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
        if let member = entry.terms.scope.memberNumber {
            text += ", for \(allowlist.members[member] ?? "member \(member)")"
        }
        if let expiry = entry.terms.expiry { text += ", until \(expiry)" }
        return text + ")"
    }

    /// One object on one line.
    var jsonText: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("kind", address.kind.name)
            writer.field("address", address.description)
            writer.fields(verdict, in: allowlist)
        }
        return writer.text
    }
}

extension JSONWriter {
    /// Writes the fields of a verdict.
    mutating func fields(_ verdict: Verdict, in allowlist: AskedAllowlist) {
        fields(verdict, in: allowlist.list, members: allowlist.members)
    }

    /// Writes an entry that applies.
    mutating func value(_ finding: Finding, in allowlist: AskedAllowlist) {
        value(finding, in: allowlist.list, members: allowlist.members)
    }
}
