import Addresses
import Lists
import Registry
import Reports
import Reputation

/// On which published lists an address is, itself or by what contains it, and why or why not.
struct AddressLists: Sendable {
    let address: Address
    /// As the reader may see it.
    let summary: AddressSummary?
    /// The lists that the reader may see, by name.
    let lists: [PublishedList]
    /// How the address and what contains it stand on them, the address itself first.
    private let standings: [PublishedList.ID: [ListStanding]]

    /// - Parameters:
    ///   - result: what is known of the address.
    ///   - address: the address.
    ///   - store: the registry.
    ///   - identity: who asks.
    /// - Throws: ``StoreError``.
    init(_ result: LookupResult, of address: Address, in store: any Store, for identity: Identity) throws {
        self.address = address
        summary = result.record?.summary
        lists = try store.servedLists().filter { identity.mayPull($0.settings) }
        let around = result.within.reversed().map(\.address).filter { $0 != address }
        standings = Dictionary(grouping: try store.listStandings(of: [address] + around), by: \.list)
    }

    /// How many lists serve it.
    var servedCount: Int { lists.count { standing(on: $0)?.served != nil } }

    /// What says most of how it stands on a list: what is served before what waits before what is withheld.
    private func standing(on list: PublishedList) -> ListStanding? {
        let found = standings[list.id] ?? []
        return found.first { $0.served != nil } ?? found.first { $0.waiting != nil } ?? found.first
    }

    func table(_ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "lists",
            title: .onLists,
            columns: [
                .text("list", .allowList), .text("state", .state), .text("entry", .onListEntry),
                .text("why", .reason), .text("use", .permittedUse), .text("reference", .listReference),
            ],
            rows: lists.map { list in
                let standing = standing(on: list)
                let use = list.settings.criteria.use
                return Table.Row(
                    id: "list-\(list.settings.name.text)",
                    cells: [
                        .link(list.settings.name.text, href: ListPages.href(list.settings.name)),
                        .badge(Self.badge(standing, reading)),
                        standing.map { .address($0.address) } ?? .nothing,
                        .list(why(standing, list, reading)),
                        .words(reading(use.phrase), output: use.name), .code(standing?.reference),
                    ]
                )
            },
            empty: Sentence(reading(.onListNone))
        )
    }

    private static func badge(_ standing: ListStanding?, _ reading: Reading) -> Badge {
        guard let standing else { return Badge(reading(.onListNot), output: "not-listed") }
        switch (standing.served, standing.waiting) {
        case (nil, nil): return Badge(reading(.onListWithheld), output: "withheld", .caution)
        case (nil, _?): return Badge(reading(.onListComes), output: "waits-to-come", .caution)
        case (_?, nil): return Badge(reading(.onListServed), output: "listed", .bad)
        case (_?, let waiting?):
            return waiting.after == nil
                ? Badge(reading(.onListGoes), output: "waits-to-go", .caution)
                : Badge(reading(.onListChanges), output: "waits-to-change", .caution)
        }
    }

    /// Why it stands so.
    private func why(_ standing: ListStanding?, _ list: PublishedList, _ reading: Reading) -> [Cell] {
        if let standing {
            var cells: [Cell] = []
            if let entry = standing.served ?? standing.waiting?.after {
                cells.append(.level(entry.level, score: entry.score))
                cells.append(.words(reading(entry.category.phrase), output: entry.category.name))
            }
            if let withheld = standing.withheld { cells.append(.foreign(withheld.reason)) }
            return cells
        }
        let criteria = list.settings.criteria
        func because(_ phrase: Phrase, _ word: String) -> Cell { .words(reading(phrase), output: word) }
        if !criteria.kinds.isEmpty, !criteria.kinds.contains(address.kind) {
            return [because(.onListWhyKind, "kind")]
        }
        guard let summary else { return [because(.onListWhyUnknown, "unknown")] }
        if summary.level < criteria.minimumLevel || summary.score < criteria.minimumScore {
            return [because(.onListWhyLevel, "level"), .level(criteria.minimumLevel, score: 0)]
        }
        if !criteria.categories.isEmpty, !criteria.categories.contains(summary.category) {
            return [because(.onListWhyCategory, "category")]
        }
        return [because(.onListWhyReports, "reports")]
    }
}

extension ListStanding {
    fileprivate var reference: String? {
        (served ?? waiting?.after ?? waiting?.before)?.reference
    }
}
