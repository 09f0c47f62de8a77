import Addresses
import ArgumentParser
import Enrichment
import Registry
import SQLiteRegistry

/// `marsad lookup`: what is known of addresses.
struct LookupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup",
        abstract: "Show what is known of addresses.",
        discussion: """
            For each address, in any notation: its score and level with every term of it, how often such scores were confirmed, what the allowlists \
            say of it, where it lies, the reports, the listed addresses around it, and what happened to it. Country, system and \
            organisation come from MaxMind DB files (.mmdb) in the folder geo of the data folder. Leaves with 1 when none of them is registered or lies in \
            something registered.

            Example:
              marsad lookup evil.example 198.51.100.7 'hxxp://evil[.]example/x'
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Flag(name: .long, help: "One JSON object per address.")
    var json = false

    @Argument(help: "Addresses in any notation.")
    var addresses: [String]

    func run() throws {
        let wanted = try addresses.flatMap { text in
            do throws(AddressError) { return try Address.read(text.utf8.span) } catch {
                throw CommandFailure.badInput("\(text): \(error)")
            }
        }
        let store = try dataOptions.openExistingStore()
        let allowlist = try AskedAllowlist(of: store)
        let enricher = try dataOptions.enricher(for: store)
        var output = StandardOutput()
        var foundAny = false
        do throws(StoreError) {
            _ = try store.rescoreDue(at: .now)
            let chances = try store.measuredChances()
            for (index, address) in wanted.enumerated() {
                let answer = LookupOutput(
                    address: address,
                    result: try store.lookup(address, for: .system),
                    allowlist: allowlist,
                    background: enricher.background(of: address),
                    chances: chances
                )
                if answer.isKnown { foundAny = true }
                if !json, index > 0 { output.endLine() }
                output.print(json ? answer.jsonText : answer.text)
            }
        } catch { throw CommandFailure.operationFailed("\(error)") }
        output.flush()
        if !foundAny { throw ExitCode.nothingFound }
    }
}
