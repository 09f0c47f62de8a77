import ArgumentParser
import JSONOutput
import Lists
import Registry
import RegistryJSON
import Reports
import SQLiteRegistry

/// `marsad lists receipts`: who has applied what.
struct ListsReceiptsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipts",
        abstract:
            "Show which consumers have applied what a list serves, which are behind, and which are silent.",
        discussion: """
            Consumers that pull acknowledge a serial over HTTP, or are known to have been given one; resolvers are asked \
            (marsad lists dns resolver). Silent is who pulled nothing for an hour, or did not answer for five minutes. Leaves with 1 \
            when one is behind or silent.

            Example:
              marsad lists receipts block-dns
            """
    )

    @OptionGroup var argument: ListArgument

    @Flag(name: .long, help: "One JSON object per consumer.")
    var json = false

    func run() throws {
        let (store, list) = try argument.open()
        let codes = try ListTelling(store).codes
        let receipts = try store.asking { store throws(StoreError) in try store.listReceipts(of: list.id) }
        var output = StandardOutput()
        let now = Timestamp.now
        var isComplete = true
        for receipt in receipts {
            let state = receipt.state(wanting: list.serial, at: now)
            isComplete = isComplete && state != .behind && state != .silent
            var writer = JSONWriter()
            writer.value(receipt, codes, of: list, at: now)
            output.print(json ? writer.text : ListTelling.text(receipt, of: list, at: now))
        }
        output.flush()
        if !isComplete { throw ExitCode.nothingFound }
    }
}
