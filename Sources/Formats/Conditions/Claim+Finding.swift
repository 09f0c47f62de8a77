import Addresses
import Reports

extension Claim {
    /// The claim as it holds for an address of a condition: one that is no indicator alone is to inform only.
    func narrowed(by finding: Reduction.Finding) -> Claim {
        var claim = self
        claim.scope = finding.sought.scope
        if !finding.isAlone { claim.permittedUse = .inform }
        if let start = finding.start { claim.firstSeen = start }
        if let stop = finding.stop { claim.expiry = min(claim.expiry ?? stop, stop) }
        if !finding.notes.isEmpty { claim = claim.noting(finding.notes.joined(separator: "; ")) }
        return claim
    }

    /// The claim with the name of an object behind its notes, else its description; not when the name is the address.
    func titled(_ object: JSONNode, _ address: Address) -> Claim {
        let limit = Claim.maximumTextLength
        var title = object["name"]?.text(limit: limit)
        if let name = title, name == "\(address)" || object["pattern"]?.text(limit: limit) == name {
            title = nil
        }
        guard let text = title ?? object["description"]?.text(limit: limit) else { return self }
        var claim = self
        claim.comment = FieldText.cut(comment.map { "\($0); \(text)" } ?? text, limit: limit)
        return claim
    }
}
