import Addresses
import ArgumentParser
import JSONOutput
import Lists
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry

/// `marsad lists`: lists that enforcement points apply.
struct ListsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract: "Show, keep and publish the lists that enforcement points apply.",
        discussion: """
            A hub publishes them by itself on every change; consumers pull them from it, as /lists/NAME.FORMAT. Three exist \
            from the start: drop, block-dns and alert. What must never be blocked, and a change beyond a list's bounds, \
            stop a list: it goes on serving what it served until a person has looked.

            Example:
              marsad lists list
              marsad lists show drop
              marsad lists add phishing --use block --kinds domain --categories phishing --minimum-level high
              marsad lists hold drop --reason "case 41"
              marsad lists rollback drop 17
              marsad lists release drop
              marsad lists render --from feed.csv --format rpz-qname --name block-dns -o block-dns.zone
              marsad lists receipts block-dns
              marsad lists dns list
            """,
        subcommands: [
            ListsListCommand.self, ListsShowCommand.self, ListsAddCommand.self, ListsSetCommand.self,
            ListsRemoveCommand.self, ListsPreviewCommand.self, ListsPublishCommand.self,
            ListsHoldCommand.self, ListsReleaseCommand.self, ListsRollbackCommand.self,
            ListsReceiptsCommand.self, ListRenderCommand.self, ZonesCommand.self,
        ],
        defaultSubcommand: ListsListCommand.self,
        aliases: ["list"]
    )
}

/// The list that a command is about.
struct ListArgument: ParsableArguments {
    @OptionGroup var dataOptions: DataOptions

    @Argument(help: "The name of the list.")
    var name: String

    func validate() throws {
        guard ListName(name) != nil else {
            throw ValidationError(
                "A list's name has 1 to \(ListName.maximumLength) lower-case letters, digits and hyphens, a letter first."
            )
        }
    }

    /// The name, read.
    func listName() throws -> ListName {
        guard let listName = ListName(name) else {
            throw CommandFailure.badInput("\(name) is no list's name")
        }
        return listName
    }

    /// What publishes the lists of a registry here.
    func publisher(_ store: SQLiteStore) -> Publisher {
        dataOptions.publisher(store)
    }

    /// The registry and the list in it.
    func open() throws -> (store: SQLiteStore, list: PublishedList) {
        let store = try dataOptions.openExistingStore()
        let listName = try listName()
        let lists = try store.asking { store throws(StoreError) in try store.publishedLists() }
        guard let list = lists.first(where: { $0.settings.name == listName }) else {
            let names = lists.map(\.settings.name.text).joined(separator: ", ")
            throw CommandFailure.badInput("there is no list '\(name)'; the lists are \(names)")
        }
        return (store, list)
    }
}

/// How lists are told on the command line.
struct ListTelling {
    let codes: [Int64: String]

    init(_ store: SQLiteStore) throws {
        let members = try store.asking { store throws(StoreError) in try store.members() }
        codes = Dictionary(uniqueKeysWithValues: members.map { ($0.id.number, $0.settings.code) })
    }

    /// One line about a list.
    func line(_ list: PublishedList) -> String {
        let criteria = list.settings.criteria
        var text =
            "\(list.settings.name.text)  serial \(list.serial)  \(list.entryCount) entries  to \(criteria.use.name)"
        text += "  from level \(criteria.minimumLevel.name)  up to \(criteria.maximumLabel.name)"
        text +=
            "  for \(list.settings.audience.member.map { codes[$0.number] ?? "" } ?? list.settings.audience.name)"
        if list.withheldCount > 0 { text += "  \(list.withheldCount) withheld" }
        if let hold = list.hold { text += "\n  held since \(hold.at) by \(hold.who): \(hold.reason)" }
        if !list.pending.isEmpty { text += "\n  waiting: \(Self.text(list.pending))" }
        return text
    }

    static func text(_ difference: ListDifference) -> String {
        "\(difference.added) added, \(difference.changed) changed, \(difference.removed) removed"
            + (difference.ended > 0 ? ", \(difference.ended) of them ended" : "")
    }

    static func text(_ withheld: WithheldAddress) -> String {
        let seen = withheld.seenBy.map { ", seen by \($0)" } ?? ""
        return
            "  withheld: \(withheld.address)  \(withheld.reason)\(withheld.stops ? "  stops the list\(seen)" : "")"
    }

    /// How a consumer stands.
    static func text(_ receipt: ListReceipt, of list: PublishedList, at now: Timestamp) -> String {
        var text = receipt.name
        if case .resolver(let zone) = receipt.consumer { text += " (zone \(zone.text))" }
        text += "  \(receipt.state(wanting: list.serial, at: now).rawValue)  "
        text += receipt.serial.map { "applied \($0)" } ?? "never acknowledged"
        if let at = receipt.at { text += " at \(at)" }
        if let given = receipt.given { text += ", given \(given)" }
        return text
    }

    static func text(_ change: ListChange) -> String {
        let sign = change.before == nil ? "+" : change.after == nil ? "-" : "~"
        let listed = change.after ?? change.before
        let facts = listed.map { "  \($0.score) \($0.category.name), \($0.sourceCount) sources" } ?? ""
        return "  \(sign) \(change.address)\(facts)\(change.exposure.map(text) ?? "")"
    }

    private static func text(_ exposure: ListExposure) -> String {
        ", seen \(exposure.sightings) times by \(exposure.hosts) hosts of \(exposure.members) members in "
            + "\(ListExposure.days) days"
    }
}
