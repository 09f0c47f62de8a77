import Addresses
import Registry
import Reports

/// Appeals in tables and in words.
enum AppealTables {
    /// Those that wait, the first due first.
    static func open(_ appeals: some Sequence<Appeal>, _ visit: Visit) -> Table {
        Table(
            name: "open",
            title: .appealsOpen,
            columns: [
                .text("id", .number), .text("state", .state), .text("due", .appealDue),
                .text("address", .address), .text("reference", .listReference), .text("text", .appealText),
                .text("owner", .appealOwner), .text("at", .appealCame),
            ],
            rows: appeals.map { appeal in
                Table.Row(
                    id: "appeal-\(appeal.id.number)",
                    cells: [
                        number(appeal), .badge(appeal.badge(in: visit.reading)), .moment(appeal.due),
                        appeal.address.map { .address($0) } ?? .nothing, .code(appeal.reference),
                        .foreign(String(appeal.text.prefix(AppealPages.shownCharacters))),
                        owner(appeal, visit), .moment(appeal.at),
                    ]
                )
            },
            empty: Sentence(visit.reading(.appealsNone))
        )
    }

    /// Those that are answered, the latest first.
    static func answered(_ appeals: some Sequence<Appeal>, _ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "answered",
            title: .appealsAnswered,
            columns: [
                .text("id", .number), .text("verdict", .decision), .text("act", .appealAct),
                .text("address", .address), .text("reference", .listReference), .text("reason", .reason),
                .text("who", .who), .text("answeredAt", .time),
            ],
            rows: appeals.map { appeal in
                let answer = appeal.answer
                let act = answer?.act.flatMap(AppealDecision.Act.init(rawValue:))
                return Table.Row(cells: [
                    number(appeal), .badge(appeal.badge(in: reading)),
                    act.map { .words(reading($0.phrase), output: $0.rawValue) } ?? .nothing,
                    appeal.address.map { .address($0) } ?? .nothing, .code(appeal.reference),
                    .foreign(answer?.reason), .foreign(answer?.who), .moment(answer?.at),
                ])
            },
            empty: Sentence(reading(.appealsNoneAnswered))
        )
    }

    private static func number(_ appeal: Appeal) -> Cell {
        .codeLink("\(appeal.id.number)", href: AppealPages.href(appeal.id))
    }

    private static func owner(_ appeal: Appeal, _ visit: Visit) -> Cell {
        appeal.owner.map { visit.member($0) } ?? .words(visit.reading(.appealAnybody), output: "any")
    }

    /// The one sentence to read first.
    static func status(_ appeal: Appeal, _ reading: Reading) -> TablesContent.Status {
        if let answer = appeal.answer {
            return .init(
                .plain,
                reading(
                    answer.verdict == .accepted ? .appealWasAccepted : .appealWasUpheld,
                    ["who": .foreign(answer.who), "reason": .foreign(answer.reason)]
                )
            )
        }
        let due = Sentence.Value.code(appeal.due.table(inZone: reading.zoneMinutes))
        return appeal.isOverdue(at: reading.now)
            ? .init(.bad, reading(.appealOverdueSince, ["time": due]))
            : .init(.caution, reading(.appealDueBy, ["time": due]))
    }

    static func facts(_ appeal: Appeal, _ visit: Visit) -> [TablesContent.Fact] {
        let cells: [(Phrase, Cell)] = [
            (.address, appeal.address.map { .address($0) } ?? .nothing),
            (.listReference, .code(appeal.reference)), (.appealText, .foreign(appeal.text)),
            (.appealContact, .foreign(appeal.contact)), (.appealOwner, owner(appeal, visit)),
            (.appealCame, .moment(appeal.at)), (.appealDue, .moment(appeal.due)),
        ]
        return cells.map {
            TablesContent.Fact(name: visit.reading($0.0), value: CellView($0.1, in: visit.reading))
        }
    }
}

extension Appeal {
    /// How it stands as a badge.
    func badge(in reading: Reading) -> Badge {
        switch answer?.verdict {
        case .accepted: Badge(reading(.appealAccepted), output: "accepted", .good)
        case .upheld: Badge(reading(.appealUpheld), output: "upheld")
        case nil where isOverdue(at: reading.now): Badge(reading(.appealOverdue), output: "overdue", .bad)
        case nil: Badge(reading(.appealWaits), output: "open", .caution)
        }
    }
}

extension AppealDecision.Act {
    /// The act in words.
    var phrase: Phrase {
        switch self {
        case .dispute: .appealActDispute
        case .retract: .appealActRetract
        case .allow: .appealActAllow
        case .nothing: .appealActNothing
        }
    }
}
