import Addresses
import Registry
import Reports
import Reputation

/// The tables of what is watched.
enum WatchTables {
    /// What changed, the latest first.
    static func changes(_ changes: [WatchChanges.Change], _ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "changes",
            title: .watchChanged,
            columns: [
                .text("address", .address), .text("level", .level), .number("score", .score),
                .text("category", .category), .text("relation", .watchRelation),
                .text("concerns", .watchConcerns),
                .number("revision", .revision),
            ],
            rows: changes.reversed().map { change in
                let summary = change.summary
                let relation = change.concerned.first?.relation ?? .inside
                return Table.Row(cells: [
                    .address(summary.address), .level(summary.level, score: summary.score),
                    .number(summary.score, decimals: 0),
                    .words(reading(summary.category.phrase), output: summary.category.name),
                    .words(reading(relation.phrase), output: relation.rawValue),
                    .list(change.concerned.prefix(maximumNamed).map { name($0.watched) }),
                    .count(Int(summary.revision)),
                ])
            },
            empty: Sentence(reading(.watchNoChanges))
        )
    }

    /// Most things that a row says it concerns.
    private static let maximumNamed = 5

    private static func name(_ watched: WatchedTargets.Watched) -> Cell {
        if let rule = watched.rule { return .foreign(rule.settings.name) }
        guard case .asset(let address) = watched.target else { return .nothing }
        return .code(address.description)
    }

    /// Everything that is watched, and how it stands.
    static func standings(_ standings: [WatchStanding], _ visit: Visit) -> Table {
        let canEnd = visit.identity.permissions.contains(.submit)
        let reading = visit.reading
        return Table(
            name: "watched",
            title: .watchAll,
            columns: [
                .text("name", .name), .text("target", .watchTarget), .number("inside", .watchInside),
                .number("around", .watchAround), .text("level", .watchHighest),
                .text("addedBy", .allowAddedBy),
            ] + (canEnd ? [.action(.actions)] : []),
            rows: standings.map { standing in
                let rule = standing.watched.rule
                return Table.Row(
                    id: rule.map { "rule-\($0.id.number)" },
                    cells: [
                        rule.map { .foreign($0.settings.name) }
                            ?? .words(reading(.constituency), output: "constituency"),
                        target(standing.watched.target, reading),
                        standing.inside < WatchStanding.maximumCount
                            ? .count(standing.inside) : .code("≥ \(WatchStanding.maximumCount)"),
                        .count(standing.around), .level(standing.level, score: 0),
                        rule.map { .foreign($0.addedBy) } ?? .nothing,
                    ] + (canEnd ? [rule.map { end($0, reading) } ?? .nothing] : [])
                )
            },
            empty: Sentence(reading(.watchNothing))
        )
    }

    private static func target(_ target: WatchSettings.Target, _ reading: Reading) -> Cell {
        switch target {
        case .asset(let address): return .address(address)
        case .search(let search):
            var parts: [Cell] = []
            if let within = search.within { parts.append(.address(within)) }
            if let kind = search.kind { parts.append(.words(reading(kind.phrase), output: kind.name)) }
            if let category = search.category {
                parts.append(.words(reading(category.phrase), output: category.name))
            }
            if let level = search.level { parts.append(.level(level, score: 0)) }
            return .list(parts)
        }
    }

    private static func end(_ rule: WatchRule, _ reading: Reading) -> Cell {
        .button(
            Button(
                text: reading(.watchEnd),
                action: "/watch/end",
                about: ShownText(rule.settings.name).text,
                values: [.init(name: "id", value: "\(rule.id.number)")]
            )
        )
    }
}

extension WatchRelation {
    /// The relation in words.
    var phrase: Phrase {
        switch self {
        case .inside: .watchIsInside
        case .around: .watchIsAround
        }
    }
}
