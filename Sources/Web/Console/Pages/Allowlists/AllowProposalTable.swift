import Allowlists
import Registry
import Reports

/// The table of acts on allowlist entries that wait for a second person.
struct AllowProposalTable {
    let visit: Visit
    /// Whether the reader decides of them here.
    let canDecide: Bool

    private var reading: Reading { visit.reading }

    func table(_ name: String, _ title: Phrase, _ proposals: [AllowProposal], empty: Phrase) -> Table {
        Table(
            name: name,
            title: title,
            columns: [
                .text("act", .allowAct), .text("rule", .allowRule), .text("kind", .allowKind),
                .text("reach", .allowReach), .text("reason", .reason), .text("for", .allowFor),
                .text("expiry", .until), .text("by", .allowAskedBy), .text("at", .submittedAt),
            ] + (canDecide ? [.action(.decideTitle)] : []),
            rows: proposals.map { proposal in
                Table.Row(
                    id: "\(name)-\(proposal.id.number)",
                    cells: cells(proposal) + (canDecide ? [.list(buttons(proposal))] : [])
                )
            },
            empty: Sentence(reading(empty)),
            note: proposals.isEmpty ? nil : Sentence(reading(.allowWaitsNote))
        )
    }

    private func cells(_ proposal: AllowProposal) -> [Cell] {
        let settings = proposal.settings
        let act: Phrase = proposal.act == .add ? .allowActAdd : .allowActRemove
        return [
            .words(reading(act), output: proposal.act.name), AllowlistTables.rule(settings.rule),
            .words(reading(settings.kind.phrase), output: settings.kind.name),
            .words(reading(settings.rule.reach.phrase), output: settings.rule.reach.name),
            .foreign(settings.reason),
            settings.scope.memberNumber.map { visit.member(Member.ID($0)) }
                ?? .words(reading(.allowForEveryone), output: "everyone"),
            .moment(settings.expiry), .foreign(proposal.who), .moment(proposal.at),
        ]
    }

    private func buttons(_ proposal: AllowProposal) -> [Cell] {
        func button(_ phrase: Phrase, _ word: String, noteLabel: String?) -> Cell {
            .button(
                Button(
                    text: reading(phrase),
                    action: "/approvals/allow",
                    about: ShownText(proposal.settings.rule.description).text,
                    values: [
                        .init(name: "id", value: "\(proposal.id.number)"), .init(name: "do", value: word),
                    ],
                    noteLabel: noteLabel,
                    noteID: "allow-note-\(proposal.id.number)"
                )
            )
        }
        return [
            button(.approve, "approve", noteLabel: nil),
            button(.reject, "reject", noteLabel: reading(.rejectReason)),
        ]
    }
}
