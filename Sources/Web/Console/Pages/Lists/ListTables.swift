import Addresses
import Lists
import Publication
import Registry
import Reports
import Reputation

/// The tables of lists.
struct ListTables: Sendable {
    let facts: ListFacts
    let visit: Visit
    private var reading: Reading { visit.reading }
    private var list: PublishedList { facts.list }

    init(_ facts: ListFacts, _ visit: Visit) {
        self.facts = facts
        self.visit = visit
    }

    var all: [Table] { [waiting, withheld, consumers, difference, serials] }

    // MARK: All lists

    /// All lists that somebody may see.
    static func overview(_ lists: ListsAtHand, _ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "lists",
            title: .lists,
            columns: [
                .text("name", .allowList), .text("state", .state), .number("serial", .listSerial),
                .number("entries", .listEntries), .text("publishedAt", .listPublishedAt),
                .text("waiting", .listWaiting), .number("withheld", .listWithheld),
                .text("consumers", .listConsumers), .text("why", .reason),
            ],
            rows: lists.entries.map { entry in
                let list = entry.list
                return Table.Row(
                    id: "list-\(list.settings.name.text)",
                    cells: [
                        .link(list.settings.name.text, href: ListPages.href(list.settings.name)),
                        .badge(list.badge(in: reading)), .count(Int(list.serial)), .count(list.entryCount),
                        .moment(list.publishedAt), .code(difference(list.pending)),
                        .count(list.withheldCount),
                        entry.consumers.isEmpty
                            ? .nothing : .code("\(entry.upToDate)/\(entry.consumers.count)"),
                        why(entry, reading),
                    ]
                )
            },
            empty: Sentence(reading(.listsNone))
        )
    }

    /// Why a list is held: what the guard found in words, what a person said as it was written.
    private static func why(_ entry: ListsAtHand.Entry, _ reading: Reading) -> Cell {
        guard !entry.objections.isEmpty else { return .foreign(entry.list.hold?.reason) }
        return .list(
            entry.objections.flatMap { objection -> [Cell] in
                switch objection {
                case .unblockable(_, let count):
                    [.words(reading(.listShortUnblockable), output: "unblockable"), .code("\(count)")]
                case .loss(let lost, let entries):
                    [.words(reading(.listShortLoss), output: "loss"), .code("\(lost)/\(entries)")]
                case .gain(let added, let entries):
                    [.words(reading(.listShortGain), output: "gain"), .code("\(added)/\(entries)")]
                }
            }
        )
    }

    /// For example `+42 −7 ~3`; nil for none.
    private static func difference(_ difference: ListDifference) -> String? {
        difference.isEmpty ? nil : "+\(difference.added) −\(difference.removed) ~\(difference.changed)"
    }

    // MARK: Changes

    private var waiting: Table {
        var table = Self.changes(
            "waiting",
            .listWaiting,
            facts.waiting.rows,
            facts.waiting.met,
            visit,
            empty: .listNoWaiting
        )
        table.next = facts.waiting.next.map { visit.link(["waiting-after": $0.description]) }
        return table
    }

    private var difference: Table {
        let isCompared = facts.compared != nil
        var table = Self.changes(
            "difference",
            .listDifference,
            facts.difference.rows,
            facts.difference.met,
            visit,
            empty: isCompared ? .listNoDifference : .listFirstSerial
        )
        if let (from, to) = facts.compared {
            table.note = reading(.listCompared, ["from": .code("\(from)"), "to": .code("\(to)")])
        }
        table.next = facts.difference.next.map { visit.link(["changed-after": $0.description]) }
        return table
    }

    /// What comes, goes and changes, with what may be told of each.
    static func changes(
        _ name: String,
        _ title: Phrase,
        _ changes: [ListChange],
        _ met: [Address: [SightingSummary]]?,
        _ visit: Visit,
        empty: Phrase = .listNoWaiting
    ) -> Table {
        let reading = visit.reading
        var columns: [Table.Column] = [
            .text("change", .listChange), .text("address", .address), .text("level", .level),
            .number("score", .score), .text("category", .category), .text("label", .label),
            .text("ends", .listEnds), .text("reference", .listReference),
        ]
        if met != nil { columns.append(.text("met", .metBy)) }
        return Table(
            name: name,
            title: title,
            columns: columns,
            rows: changes.map { change in
                let told = change.after ?? change.before
                var cells: [Cell] = [
                    .badge(badge(change, reading)), .address(change.address),
                    told.map { .level($0.level, score: $0.score) } ?? .nothing,
                    .number(told?.score, decimals: 0),
                    told.map { .words(reading($0.category.phrase), output: $0.category.name) } ?? .nothing,
                    .label(told?.label), .moment(told?.expiry), .code(told?.reference),
                ]
                if let met { cells.append(.list(Self.met(met[change.address] ?? [], visit))) }
                return Table.Row(cells: cells)
            },
            empty: Sentence(reading(empty))
        )
    }

    private static func badge(_ change: ListChange, _ reading: Reading) -> Badge {
        switch (change.before, change.after) {
        case (nil, _): Badge("+ \(reading(.listAdded))", output: "added", .good)
        case (_, nil): Badge("− \(reading(.listRemoved))", output: "removed", .caution)
        case (_, _): Badge("~ \(reading(.listChanged))", output: "changed")
        }
    }

    /// Which members met an address, and how often: what blocking it would have cut.
    private static func met(_ sightings: [SightingSummary], _ visit: Visit) -> [Cell] {
        sightings.flatMap { [visit.member($0.member), .count($0.count)] }
    }

    // MARK: Withheld

    private var withheld: Table {
        var table = Self.withheld(facts.withheld, visit)
        if facts.hasMoreWithheld {
            table.next = visit.link(["withheld-from": "\(facts.skipped + facts.withheld.count)"])
        }
        return table
    }

    /// What allowlists keep off, with the reason.
    static func withheld(_ withheld: [WithheldAddress], _ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "withheld",
            title: .listWithheldTitle,
            columns: [
                .text("address", .address), .text("stops", .listStops), .text("reason", .reason),
                .text("since", .listSince), .text("seenBy", .listSeenBy),
            ],
            rows: withheld.map { address in
                let isUnseen = address.stops && address.seenBy == nil
                return Table.Row(cells: [
                    .address(address.address),
                    .badge(
                        Badge(
                            reading(address.stops ? .yes : .no),
                            output: address.stops ? "true" : "false",
                            isUnseen ? .bad : .plain
                        )
                    ),
                    .foreign(address.reason), .moment(address.since), .foreign(address.seenBy),
                ])
            },
            empty: Sentence(reading(.listNoWithheld))
        )
    }

    // MARK: Consumers and serials

    private var consumers: Table {
        Table(
            name: "consumers",
            title: .listConsumers,
            columns: [
                .text("consumer", .name), .text("state", .state), .text("member", .member),
                .number("applied", .listApplied), .text("appliedAt", .listAppliedAt),
                .number("given", .listGiven), .number("behind", .listBehind),
                .text("heardAt", .listHeardAt),
            ],
            rows: facts.consumers.map { consumer in
                let receipt = consumer.receipt
                return Table.Row(cells: [
                    .foreign(receipt.name), .badge(consumer.state.badge(in: reading)),
                    visit.member(receipt.member), .count(receipt.serial.map { Int($0) }),
                    .moment(receipt.at), .count(receipt.given.map { Int($0) }),
                    .count(consumer.behind.map { Int($0) }), .moment(consumer.heardAt),
                ])
            },
            empty: Sentence(reading(.listNoConsumers))
        )
    }

    private var serials: Table {
        let canDecide = visit.identity.mayAdminister(list.settings)
        return Table(
            name: "serials",
            title: .listSerials,
            columns: [
                .number("serial", .listSerial), .text("at", .listPublishedAt), .text("cause", .reason),
                .text("who", .who), .number("entries", .listEntries), .text("difference", .listDifference),
                .text("note", .comment),
            ] + (canDecide ? [.action(.actions)] : []),
            rows: facts.serials.map { serial in
                Table.Row(
                    id: "serial-\(serial.number)",
                    cells: [
                        .count(Int(serial.number)), .moment(serial.at),
                        .words(reading(serial.cause.phrase), output: serial.cause.name),
                        .foreign(serial.who), .count(serial.entryCount), compare(serial),
                        .foreign(serial.note),
                    ] + (canDecide ? [rollBack(serial)] : [])
                )
            },
            empty: Sentence(reading(.listNoSerials))
        )
    }

    private func compare(_ serial: ListSerial) -> Cell {
        guard let text = Self.difference(serial.difference) else { return .nothing }
        let href = visit.link([
            "from": "\(serial.number - 1)", "to": "\(serial.number)", "changed-after": nil,
        ])
        return .codeLink(text, href: "\(href)#difference")
    }

    private func rollBack(_ serial: ListSerial) -> Cell {
        guard serial.number < list.serial else { return .nothing }
        return .button(
            Button(
                text: reading(.listRollBack),
                action: "\(ListPages.href(list.settings.name))/\(ListAct.rollback.rawValue)",
                about: "\(serial.number)",
                values: [.init(name: "serial", value: "\(serial.number)")]
            )
        )
    }
}
