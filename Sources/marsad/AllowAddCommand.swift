import Addresses
import Allowlists
import ArgumentParser
import Registry
import Reports
import SQLiteRegistry

/// `marsad allow add`: an entry into the registry.
struct AllowAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add entries to the registry.",
        discussion: """
            Kinds: never-block (on no list), inform-only (not on lists that block), ask-first (on no list before a person \
            has decided), label (only said of the address, with --label), released (the decision: lifts ask-first and \
            labels). A name reaches, with --reach: exact (the name alone), registrable (below it, down to the next public \
            suffix), below (all names below it), everything (URLs on them too). Left out, never-block reaches over \
            everything, released over exactly what is given, the others below. A top-level domain is written with its \
            dot. Prints the numbers of the entries.

            What is never to be blocked, beyond what its own member answers for, waits until somebody with the role of an \
            approver has let it through on the hub's page of approvals; where nobody has that role, it holds at once.

            Example:
              marsad allow add bank.example 203.0.113.0/24 --reason "our clearing house" --owner sa
              marsad allow add https://share.example/x --kind released --reason "case 41: malware" --days 30
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Argument(help: "Addresses in any notation; .sa for a top-level domain.")
    var addresses: [String]

    @Option(name: .long, help: "never-block, inform-only, ask-first, label or released.")
    var kind = EntryKind.neverBlock.name

    @Option(name: .long, help: "Why, shown to whoever meets the entry.")
    var reason: String

    @Option(name: .long, help: "What the address is known as, for example cloud or vendor-service.")
    var label: String?

    @Option(name: .long, help: "exact, registrable, below or everything.")
    var reach: String?

    @OptionGroup var entryOptions: EntryOptions

    func validate() throws {
        try EntryKind.validate(kind)
        if let label, EntryLabel(name: label) == nil {
            let names = EntryLabel.allCases.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no label '\(label)'; the labels are \(names).")
        }
        if let reach, Reach(name: reach) == nil {
            let names = Reach.allCases.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no reach '\(reach)'; it is one of \(names).")
        }
    }

    func run() throws {
        let kind = EntryKind(name: kind) ?? .neverBlock
        let reach = reach.flatMap { Reach(name: $0) } ?? kind.usualReach
        let rules = try addresses.flatMap { try Self.rules($0, reach) }
        let now = Timestamp.now
        let store = try dataOptions.openStore()
        let owner = try entryOptions.owner(in: store)
        let scope = try entryOptions.scope(in: store)
        for rule in rules {
            let settings = AllowEntrySettings(
                rule,
                kind,
                label: label.flatMap { EntryLabel(name: $0) },
                reason: reason,
                owner: owner?.id,
                scope: scope,
                expiry: entryOptions.expiry(at: now)
            )
            let change = try store.asking { store throws(StoreError) in
                try store.addAllowEntry(settings, by: .shell, at: now)
            }
            switch change {
            case .done(let entry): print(entry.id.number)
            case .waiting(let proposal): StandardError.print(proposal.waitingText)
            }
        }
    }

    private static func rules(_ text: String, _ reach: Reach) throws -> [AllowlistRule] {
        do throws(AddressError) {
            if text.hasPrefix("."), let suffix = try? TopLevelDomainName(text) {
                return [.topLevelDomain(suffix)]
            }
            return try Address.read(text.utf8.span).map { .address($0, reach) }
        } catch {
            throw CommandFailure.badInput("\(text): \(error)")
        }
    }
}
