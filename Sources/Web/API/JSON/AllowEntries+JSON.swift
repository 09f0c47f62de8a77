import Allowlists
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

extension JSONWriter {
    /// An entry of people.
    mutating func value(_ entry: AllowEntry, at now: Timestamp, _ codes: [Int64: String]) {
        object { writer in
            writer.field("id", entry.id.number)
            writer.fields(entry.settings, codes)
            writer.field("addedBy", entry.addedBy)
            writer.field("addedAt", entry.addedAt)
            writer.field("approvedBy", entry.approvedBy)
            writer.field("ended", entry.hasEnded(at: now))
        }
    }

    /// What waits for a second person.
    mutating func value(_ proposal: AllowProposal, _ codes: [Int64: String]) {
        object { writer in
            writer.field("id", proposal.id.number)
            writer.field("act", proposal.act.name)
            if case .remove(let entry) = proposal.act { writer.field("entry", entry.number) }
            writer.fields(proposal.settings, codes)
            writer.field("by", proposal.who)
            writer.field("at", proposal.at)
        }
    }

    private mutating func fields(_ settings: AllowEntrySettings, _ codes: [Int64: String]) {
        field("form", settings.rule.form.name)
        field("rule", settings.rule.text)
        field("reach", settings.rule.reach.name)
        field("kind", settings.kind.name)
        field("label", settings.label?.name)
        field("reason", settings.reason)
        field("owner", settings.owner.flatMap { codes[$0.number] })
        field("member", settings.scope.memberNumber.flatMap { codes[$0] })
        field("expiry", settings.expiry)
    }
}

extension Response {
    /// What came of an act on the entries.
    static func change(
        _ change: AllowChange,
        done status: HTTPResponse.Status,
        at now: Timestamp,
        _ codes: [Int64: String]
    ) -> Response {
        switch change {
        case .done(let entry): .json(status: status) { $0.value(entry, at: now, codes) }
        case .waiting(let proposal): .json(status: .accepted) { $0.value(proposal, codes) }
        }
    }
}
