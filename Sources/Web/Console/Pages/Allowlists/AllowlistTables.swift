import Addresses
import Allowlists
import Registry
import Reports

/// The tables that speak of allowlists.
enum AllowlistTables {
    /// The entries that apply to one address.
    static func findings(_ answer: AllowlistAnswer, _ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "allowlist",
            title: .allowReasons,
            columns: [
                .text("relation", .allowRelation), .text("rule", .allowRule), .text("kind", .allowKind),
                .text("label", .allowKnownAs), .text("reason", .reason), .text("list", .allowList),
                .text("owner", .owner), .text("expiry", .until),
            ],
            rows: answer.found.map { found in
                let terms = found.entry.terms
                return Table.Row(cells: [
                    .words(reading(found.finding.relation.phrase), output: found.finding.relation.name),
                    rule(found.entry.rule),
                    .words(reading(found.finding.kind.phrase), output: found.finding.kind.name),
                    found.finding.label.map { .words(reading($0.phrase), output: $0.name) } ?? .nothing,
                    .foreign(terms.reason), .foreign(terms.list), .foreign(terms.owner),
                    .moment(terms.expiry),
                ])
            },
            empty: Sentence(reading(.allowNothing))
        )
    }

    /// The entries of people.
    static func entries(_ entries: [AllowEntry], _ visit: Visit) -> Table {
        let canEnd = visit.identity.permissions.contains(.administer)
        let reading = visit.reading
        return Table(
            name: "entries",
            title: .allowEntries,
            columns: [
                .text("rule", .allowRule), .text("kind", .allowKind), .text("reach", .allowReach),
                .text("reason", .reason), .text("owner", .owner), .text("for", .allowFor),
                .text("state", .state), .text("expiry", .until), .text("addedBy", .allowAddedBy),
                .text("addedAt", .allowAddedAt), .text("approvedBy", .allowApprovedBy),
            ] + (canEnd ? [.action(.actions)] : []),
            rows: entries.map { entry in
                Table.Row(
                    id: "entry-\(entry.id.number)",
                    cells: cells(entry, visit)
                        + (canEnd
                            ? [entry.isOwn(of: visit.identity.actor) ? end(entry, visit) : .nothing] : [])
                )
            },
            empty: Sentence(reading(.allowNoEntries))
        )
    }

    private static func cells(_ entry: AllowEntry, _ visit: Visit) -> [Cell] {
        let (reading, settings) = (visit.reading, entry.settings)
        let hasEnded = entry.hasEnded(at: reading.now)
        return [
            rule(settings.rule), .words(reading(settings.kind.phrase), output: settings.kind.name),
            .words(reading(settings.rule.reach.phrase), output: settings.rule.reach.name),
            .foreign(settings.reason), visit.member(settings.owner),
            settings.scope.memberNumber.map { visit.member(Member.ID($0)) }
                ?? .words(reading(.allowForEveryone), output: "everyone"),
            .badge(
                hasEnded
                    ? Badge(reading(.allowEnded), output: "ended")
                    : Badge(reading(.allowInForce), output: "in-force", .good)
            ),
            .moment(settings.expiry), .foreign(entry.addedBy), .moment(entry.addedAt),
            .foreign(entry.approvedBy),
        ]
    }

    private static func end(_ entry: AllowEntry, _ visit: Visit) -> Cell {
        .button(
            Button(
                text: visit.reading(.allowEnd),
                action: "/allow/end",
                about: ShownText(entry.settings.rule.description).text,
                values: [.init(name: "id", value: "\(entry.id.number)")]
            )
        )
    }

    /// All lists, with their counts.
    static func lists(
        entries: Int,
        builtIn: [BuiltInList],
        _ imported: [ImportedAllowlist],
        _ visit: Visit
    ) -> Table {
        let reading = visit.reading
        func row(_ name: String, _ origin: Phrase, _ word: String, _ count: Int, _ rest: [Cell]) -> Table.Row
        {
            Table.Row(cells: [.foreign(name), .words(reading(origin), output: word), .count(count)] + rest)
        }
        let nothing = [Cell](repeating: .nothing, count: 5)
        return Table(
            name: "lists",
            title: .allowLists,
            columns: [
                .text("name", .name), .text("origin", .allowOrigin), .number("entries", .allowEntries),
                .text("kind", .allowKind), .text("label", .allowKnownAs), .text("owner", .owner),
                .text("expiry", .until), .text("importedAt", .allowAddedAt),
            ],
            rows: [row(AllowEntry.list, .allowByPeople, "entries", entries, nothing)]
                + imported.map { list in
                    let terms = list.terms
                    return row(
                        list.name,
                        .allowImported,
                        "imported",
                        list.ruleCount,
                        [
                            .words(reading(terms.kind.phrase), output: terms.kind.name),
                            terms.label.map { .words(reading($0.phrase), output: $0.name) } ?? .nothing,
                            .foreign(terms.owner), .moment(terms.expiry), .moment(list.importedAt),
                        ]
                    )
                }
                + builtIn.map { row($0.rawValue, .allowBuiltIn, "built-in", $0.entries.count, nothing) },
            empty: Sentence(reading(.allowNoEntries))
        )
    }

    /// Registered addresses that are kept off lists, each with the strictest reason.
    static func held(_ held: [HeldAddresses.Held], _ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "held",
            title: .allowHeld,
            columns: [
                .text("address", .address), .text("level", .level), .number("score", .score),
                .text("outcome", .allowVerdict), .text("rule", .allowRule), .text("reason", .reason),
                .text("list", .allowList), .text("owner", .owner),
            ],
            rows: held.map { held in
                let reason = held.answer.reason
                let terms = reason?.entry.terms
                return Table.Row(cells: [
                    .address(held.summary.address), .level(held.summary.level, score: held.summary.score),
                    .number(held.summary.score, decimals: 0),
                    .badge(held.answer.verdict.outcome.badge(in: reading)),
                    reason.map { rule($0.entry.rule) } ?? .nothing, .foreign(terms?.reason),
                    .foreign(terms?.list), .foreign(terms?.owner),
                ])
            },
            empty: Sentence(reading(.allowNoHeld)),
            note: Sentence(reading(.allowHeldNote))
        )
    }

    /// An entry's rule: an address where it is about one.
    static func rule(_ rule: AllowlistRule) -> Cell {
        if case .address(let address, _) = rule { return .address(address) }
        return .code(rule.description)
    }
}
