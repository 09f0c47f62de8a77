import ArgumentParser
import JSONOutput
import Lists
import Publication
import Registry
import RegistryJSON
import Reports
import SQLiteRegistry

/// `marsad lists list`: all of them.
struct ListsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the lists and how they stand.",
        discussion: """
            Example:
              marsad lists list --json
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Flag(name: .long, help: "One JSON object per list.")
    var json = false

    func run() throws {
        let store = try dataOptions.openExistingStore()
        let telling = try ListTelling(store)
        let lists = try store.asking { store throws(StoreError) in try store.publishedLists() }
        var output = StandardOutput()
        for list in lists {
            var writer = JSONWriter()
            writer.value(list, telling.codes)
            output.print(json ? writer.text : telling.line(list))
        }
        output.flush()
        if lists.isEmpty { throw ExitCode.nothingFound }
    }
}

/// `marsad lists show`: one of them.
struct ListsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a list: what waits, what is withheld and why, its serials, and who has which.",
        discussion: """
            Example:
              marsad lists show drop
              marsad lists show drop --changes 12 15
            """
    )

    @OptionGroup var argument: ListArgument

    @Option(name: .long, parsing: .upToNextOption, help: "Show what differs between two serials: FROM TO.")
    var changes: [Int64] = []

    @Option(name: .long, help: "How many of each at most.")
    var limit = 20

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func validate() throws {
        guard changes.isEmpty || changes.count == 2 && changes[0] <= changes[1] else {
            throw ValidationError("--changes takes two serials, the earlier first.")
        }
        guard limit > 0 else { throw ValidationError("--limit takes 1 or more.") }
    }

    func run() throws {
        let (store, list) = try argument.open()
        if changes.count == 2 { return try showChanges(store, list) }
        let telling = try ListTelling(store)
        let (serials, withheld, receipts) = try store.asking { store throws(StoreError) in
            (
                try store.listSerials(of: list.id, limit: limit),
                try store.withheldAddresses(of: list.id, limit: limit), try store.listReceipts(of: list.id)
            )
        }
        var output = StandardOutput()
        if json {
            var writer = JSONWriter()
            writer.value(list, telling.codes) { writer in
                writer.array("serials", of: serials) { $0.value($1) }
                writer.array("withheldAddresses", of: withheld) { $0.value($1) }
                writer.array("receipts", of: receipts) {
                    $0.value($1, telling.codes, of: list, at: .now)
                }
            }
            return output.print(writer.text)
        }
        output.print(telling.line(list))
        output.print("  \(list.settings.purpose)")
        for address in withheld { output.print(ListTelling.text(address)) }
        for serial in serials {
            let note = serial.note.map { "; \($0)" } ?? ""
            output.print(
                "  serial \(serial.number)  \(serial.at)  \(serial.entryCount) entries, "
                    + "\(ListTelling.text(serial.difference))  \(serial.cause.name) by \(serial.who)\(note)"
            )
        }
        for receipt in receipts {
            output.print("  consumer \(ListTelling.text(receipt, of: list, at: .now))")
        }
    }

    private func showChanges(_ store: SQLiteStore, _ list: PublishedList) throws {
        var output = StandardOutput()
        var count = 0
        do {
            try store.forEachListChange(of: list.id, from: changes[0], to: changes[1]) { change in
                count += 1
                guard count <= limit else { return }
                var writer = JSONWriter()
                writer.value(change)
                output.print(json ? writer.text : ListTelling.text(change))
            }
        } catch { throw CommandFailure.badInput("\(error)") }
        if count == 0 { throw ExitCode.nothingFound }
    }
}

/// `marsad lists preview`: what a list would hold.
struct ListsPreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show what a list would hold now, with other settings or as it is, without publishing.",
        discussion: """
            What most was seen of on the networks of members in the last 30 days, by their sensors' sightings, comes first: that is \
            whom the list would cut off.

            Example:
              marsad lists preview block-dns --minimum-level high
            """
    )

    @OptionGroup var argument: ListArgument
    @OptionGroup(title: "What it would be") var options: ListSettingsOptions

    @Option(name: .long, help: "How many changes and withheld addresses at most.")
    var limit = 20

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let store = try argument.dataOptions.openExistingStore()
        let name = try argument.listName()
        let before = try store.asking { store throws(StoreError) in
            try store.servedList(named: name)?.settings
        }
        let settings = try options.settings(named: name, over: before, in: store)
        let preview = try store.asking { store throws(StoreError) in
            _ = try store.rescoreDue(at: .now)
            return try argument.publisher(store).preview(settings, limit: max(1, limit), at: .now)
        }
        var output = StandardOutput()
        if json {
            var writer = JSONWriter()
            writer.value(preview)
            return output.print(writer.text)
        }
        output.print("\(name.text): \(preview.entryCount) entries, \(ListTelling.text(preview.difference))")
        if preview.exposedCount > 0 {
            output.print(
                "  of \(preview.exposedCount) changes something was seen in \(ListExposure.days) days"
            )
        }
        if let objection = preview.objection { output.print("  would be held: \(objection)") }
        for change in preview.changes { output.print(ListTelling.text(change)) }
        for withheld in preview.withheld { output.print(ListTelling.text(withheld)) }
    }
}
