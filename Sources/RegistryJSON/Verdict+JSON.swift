public import Allowlists
public import JSONOutput

extension JSONWriter {
    /// Writes the fields of what an allowlist says of an address: the shape of `allow check --json`, `lookup --json` and
    /// the API.
    /// - Parameters:
    ///   - verdict: what it says.
    ///   - allowlist: the allowlist that said it.
    ///   - members: the codes of members by number.
    public mutating func fields(_ verdict: Verdict, in allowlist: Allowlist, members: [Int64: String]) {
        field("outcome", verdict.outcome.name)
        field("released", verdict.isReleased ? true : nil)
        array("labels", of: verdict.labels.all) { $0.string($1.name) }
        field("inside", verdict.innerCount)
        array("findings", of: verdict.findings) { $0.value($1, in: allowlist, members: members) }
    }

    /// Writes an object: how the address lies to the entry, the entry, and what follows from it.
    public mutating func value(_ finding: Finding, in allowlist: Allowlist, members: [Int64: String]) {
        let entry = allowlist[finding]
        object { writer in
            writer.field("relation", finding.relation.name)
            writer.field("form", entry.rule.form.name)
            writer.field("rule", entry.rule.text)
            writer.field("reach", entry.rule.reach.name)
            writer.field("kind", finding.kind.name)
            writer.field("label", finding.label?.name)
            writer.field("outcome", finding.outcome.name)
            writer.field("list", entry.terms.list)
            writer.field("owner", entry.terms.owner)
            writer.field("reason", entry.terms.reason)
            writer.field("member", entry.terms.scope.memberNumber.map { members[$0] ?? "\($0)" })
            writer.field("expiry", entry.terms.expiry)
        }
    }
}
