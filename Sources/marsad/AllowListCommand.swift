import Allowlists
import ArgumentParser
import JSONOutput
import Registry
import Reports
import SQLiteRegistry

/// `marsad allow list`: what the registry keeps.
struct AllowListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the entries and imported lists of the registry.",
        discussion: """
            Entries first, by number, those that have ended too; then what waits for a second person; then the imported \
            lists. What members answer for is shown \
            by marsad members. Leaves with 1 when there is nothing.

            Example:
              marsad allow list
              marsad allow list --json
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Flag(name: .long, help: "One JSON object per entry and list.")
    var json = false

    func run() throws {
        let store = try dataOptions.openExistingStore()
        let (entries, waiting, lists, members) = try store.asking { store throws(StoreError) in
            (
                try store.allowEntries(), try store.allowProposals(), try store.importedAllowlists(),
                try store.members()
            )
        }
        let codes = Dictionary(uniqueKeysWithValues: members.map { ($0.id.number, $0.settings.code) })
        var output = StandardOutput()
        for entry in entries { output.print(json ? entry.jsonText(codes) : entry.text(codes)) }
        for proposal in waiting { output.print(json ? proposal.jsonText(codes) : proposal.text(codes)) }
        for list in lists { output.print(json ? list.jsonText(codes) : list.text(codes)) }
        output.flush()
        if entries.isEmpty, waiting.isEmpty, lists.isEmpty { throw ExitCode.nothingFound }
    }
}

/// How an entry's kind, label, receiver and end are told.
private func conditions(
    _ kind: EntryKind,
    _ label: EntryLabel?,
    _ scope: EntryScope,
    _ expiry: Timestamp?,
    _ codes: [Int64: String]
) -> String {
    var text = kind.name
    if let label { text += " (\(label.name))" }
    if let number = scope.memberNumber { text += ", for \(codes[number] ?? "member \(number)")" }
    if let expiry { text += expiry <= .now ? ", ended \(expiry)" : ", until \(expiry)" }
    return text
}

extension AllowEntrySettings {
    fileprivate func text(_ codes: [Int64: String]) -> String {
        let owner = owner.map { codes[$0.number] ?? "member \($0.number)" } ?? BuiltInList.owner
        let conditions = conditions(kind, label, scope, expiry, codes)
        return "\(rule)  reach \(rule.reach.name)  \(conditions)  of \(owner)"
    }
}

extension JSONWriter {
    fileprivate mutating func fields(_ settings: AllowEntrySettings, _ codes: [Int64: String]) {
        field("form", settings.rule.form.name)
        field("rule", settings.rule.text)
        field("reach", settings.rule.reach.name)
        field("kind", settings.kind.name)
        field("label", settings.label?.name)
        field("reason", settings.reason)
        field("owner", settings.owner.map { codes[$0.number] ?? "\($0.number)" })
        field("member", settings.scope.memberNumber.map { codes[$0] ?? "\($0)" })
        field("expiry", settings.expiry)
    }
}

extension AllowEntry {
    fileprivate func text(_ codes: [Int64: String]) -> String {
        let approval = approvedBy.map { ", approved by \($0)" } ?? ""
        return
            "\(id.number)  \(settings.text(codes))  by \(addedBy) on \(addedAt)\(approval)  \(settings.reason)"
    }

    fileprivate func jsonText(_ codes: [Int64: String]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("id", id.number)
            writer.fields(settings, codes)
            writer.field("addedBy", addedBy)
            writer.field("addedAt", addedAt)
            writer.field("approvedBy", approvedBy)
        }
        return writer.text
    }
}

extension AllowProposal {
    /// What is said to whoever asked for it.
    var waitingText: String {
        let what = act == .add ? "\(settings.rule) holds" : "\(settings.rule) ends"
        return
            "marsad: \(what) when a second person lets it through (number \(id.number) on the page of approvals)"
    }

    fileprivate func text(_ codes: [Int64: String]) -> String {
        var what = act.name
        if case .remove(let entry) = act { what += " \(entry.number)" }
        return
            "waiting \(id.number): \(what)  \(settings.text(codes))  by \(who) on \(at)  \(settings.reason)"
    }

    fileprivate func jsonText(_ codes: [Int64: String]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("waiting", id.number)
            writer.field("act", act.name)
            if case .remove(let entry) = act { writer.field("entry", entry.number) }
            writer.fields(settings, codes)
            writer.field("by", who)
            writer.field("at", at)
        }
        return writer.text
    }
}

extension ImportedAllowlist {
    fileprivate func text(_ codes: [Int64: String]) -> String {
        let conditions = conditions(terms.kind, terms.label, terms.scope, terms.expiry, codes)
        return "\(name)  \(ruleCount) rules  \(conditions)  of \(terms.owner)  "
            + "by \(importedBy) on \(importedAt)  \(terms.reason)"
    }

    fileprivate func jsonText(_ codes: [Int64: String]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("list", name)
            writer.field("rules", ruleCount)
            writer.field("kind", terms.kind.name)
            writer.field("label", terms.label?.name)
            writer.field("reason", terms.reason)
            writer.field("owner", terms.owner)
            writer.field("member", terms.scope.memberNumber.map { codes[$0] ?? "\($0)" })
            writer.field("expiry", terms.expiry)
            writer.field("importedBy", importedBy)
            writer.field("importedAt", importedAt)
        }
        return writer.text
    }
}
