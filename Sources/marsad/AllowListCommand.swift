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
            Entries first, by number, those that have ended too; then the imported lists. What members answer for is shown \
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
        let (entries, lists, members) = try dataOptions.openExistingStore().asking {
            store throws(StoreError) in
            (try store.allowEntries(), try store.importedAllowlists(), try store.members())
        }
        let codes = Dictionary(uniqueKeysWithValues: members.map { ($0.id.number, $0.settings.code) })
        var output = StandardOutput()
        for entry in entries { output.print(json ? entry.jsonText(codes) : entry.text(codes)) }
        for list in lists { output.print(json ? list.jsonText(codes) : list.text(codes)) }
        output.flush()
        if entries.isEmpty, lists.isEmpty { throw ExitCode.nothingFound }
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

extension AllowEntry {
    fileprivate func text(_ codes: [Int64: String]) -> String {
        let owner = settings.owner.map { codes[$0.number] ?? "member \($0.number)" } ?? BuiltInList.owner
        let conditions = conditions(settings.kind, settings.label, settings.scope, settings.expiry, codes)
        return "\(id.number)  \(settings.rule)  reach \(settings.rule.reach.name)  \(conditions)  "
            + "of \(owner)  by \(addedBy) on \(addedAt)  \(settings.reason)"
    }

    fileprivate func jsonText(_ codes: [Int64: String]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("id", id.number)
            writer.field("form", settings.rule.form.name)
            writer.field("rule", settings.rule.text)
            writer.field("reach", settings.rule.reach.name)
            writer.field("kind", settings.kind.name)
            writer.field("label", settings.label?.name)
            writer.field("reason", settings.reason)
            writer.field("owner", settings.owner.map { codes[$0.number] ?? "\($0.number)" })
            writer.field("member", settings.scope.memberNumber.map { codes[$0] ?? "\($0)" })
            writer.field("expiry", settings.expiry)
            writer.field("addedBy", addedBy)
            writer.field("addedAt", addedAt)
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
