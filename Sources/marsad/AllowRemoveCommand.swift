import ArgumentParser
import Registry
import Reports
import SQLiteRegistry

/// `marsad allow remove`: entries and lists out of the registry.
struct AllowRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove entries and imported lists from the registry.",
        discussion: """
            An entry that it took a second person to add takes one to remove before its time: it holds until then.

            Example:
              marsad allow remove 4 7
              marsad allow remove --list tranco
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Argument(help: "Numbers of entries, as allow list shows them.")
    var numbers: [Int64] = []

    @Option(name: .long, help: "The name of an imported list; several times.")
    var list: [String] = []

    func validate() throws {
        if numbers.isEmpty, list.isEmpty {
            throw ValidationError("Say which: the numbers of entries, or --list NAME.")
        }
    }

    func run() throws {
        try dataOptions.openExistingStore().asking { store throws(StoreError) in
            for number in numbers {
                let change = try store.removeAllowEntry(AllowEntry.ID(number), by: .shell, at: .now)
                if let proposal = change.proposal { StandardError.print(proposal.waitingText) }
            }
            for name in list { try store.removeAllowlist(named: name, by: .shell, at: .now) }
        }
    }
}
