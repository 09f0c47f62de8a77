import Addresses
import Allowlists
import Hummingbird
import Registry
import Reports
import Reputation

/// `/approvals`: reports that wait for a second person, the oldest first.
struct ApprovalsPage {
    static let pageSize = 50

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/approvals", for: .submit) { try await page($0) }
        console.act(router, "/approvals", for: .approve) { try await decide($0, $1) }
    }

    /// A proposal, and how its address stands now.
    private struct Waiting: Sendable {
        let proposal: Proposal
        let summary: AddressSummary?
        let answer: AllowlistAnswer
    }

    private func page(_ visit: Visit, error: Sentence? = nil) async throws -> Page {
        let (member, viewer) = (visit.identity.actor.member, visit.identity.viewer)
        let after = visit.query["after"].flatMap { Int64($0) }.map(Proposal.ID.init)
        let now = visit.reading.now
        let waiting = try await console.desk.ask { [allowlist = console.allowlist] store -> [Waiting] in
            guard let member else { return [] }
            return try store.proposals(of: member, after: after, limit: Self.pageSize + 1).map {
                let summary = try store.lookup($0.address, for: viewer).record?.summary
                let answer = try allowlist.answer(on: $0.address, summary, for: member, at: now, in: store)
                return Waiting(proposal: $0, summary: summary, answer: answer)
            }
        }
        let user = visit.identity.user?.id
        let shown = waiting.prefix(Self.pageSize)
        var tables = [
            Self.table(
                "waiting",
                .waitingForMe,
                shown.filter { $0.proposal.user == nil || $0.proposal.user != user },
                .nothingWaits,
                visit
            ),
            Self.table(
                "mine",
                .waitingMine,
                shown.filter { $0.proposal.user != nil && $0.proposal.user == user },
                .nothingOfMine,
                visit
            ),
        ]
        if waiting.count > Self.pageSize, let last = shown.last {
            tables[0].next = visit.link(["after": "\(last.proposal.id.number)"])
        }
        var content = TablesContent()
        content.status = error.map { .init(.caution, $0) }
        content.tables = tables.map { TableView($0, of: visit) }
        return Page(
            template: "tables-page",
            area: .approvals,
            title: .approvals,
            content: content,
            tables: tables,
            isLive: true
        )
    }

    private static func table(
        _ name: String,
        _ title: Phrase,
        _ rows: [Waiting],
        _ empty: Phrase,
        _ visit: Visit
    ) -> Table {
        let canDecide = name == "waiting" && visit.identity.permissions.contains(.approve)
        let reading = visit.reading
        return Table(
            name: name,
            title: title,
            columns: [
                .text("address", .address), .text("level", .levelNow), .text("category", .category),
                .number("confidence", .confidence), .text("label", .label), .text("use", .permittedUse),
                .text("by", .madeBy), .text("at", .submittedAt), .text("comment", .comment),
                .text("allowlist", .allowlist),
            ] + (canDecide ? [.action(.decideTitle)] : []),
            rows: rows.map { row in
                Table.Row(
                    id: "proposal-\(row.proposal.id.number)",
                    cells: cells(row, visit) + (canDecide ? [.list(buttons(row.proposal, reading))] : [])
                )
            },
            empty: Sentence(reading(empty)),
            note: name == "mine" && !rows.isEmpty ? Sentence(reading(.ownProposal)) : nil
        )
    }

    private static func cells(_ row: Waiting, _ visit: Visit) -> [Cell] {
        let (reading, claim) = (visit.reading, row.proposal.claim)
        return [
            .address(row.proposal.address),
            row.summary.map { .level($0.level, score: $0.score) } ?? .nothing,
            claim.category.map { .words(reading($0.phrase), output: $0.name) } ?? .nothing,
            .count(claim.confidence.map(Int.init)), .label(claim.label),
            claim.permittedUse.map { .words(reading($0.phrase), output: $0.name) } ?? .nothing,
            .foreign(row.proposal.who), .moment(row.proposal.at), .foreign(claim.comment),
            row.answer.holdsBack ? .badge(row.answer.verdict.outcome.badge(in: reading)) : .nothing,
        ]
    }

    private static func buttons(_ proposal: Proposal, _ reading: Reading) -> [Cell] {
        func button(_ phrase: Phrase, _ word: String, noteLabel: String?) -> Cell {
            .button(
                Button(
                    text: reading(phrase),
                    action: "/approvals",
                    about: proposal.address.description,
                    values: [
                        .init(name: "id", value: "\(proposal.id.number)"), .init(name: "do", value: word),
                    ],
                    noteLabel: noteLabel,
                    noteID: "note-\(proposal.id.number)"
                )
            )
        }
        return [
            button(.approve, "approve", noteLabel: nil),
            button(.reject, "reject", noteLabel: reading(.rejectReason)),
        ]
    }

    private func decide(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        guard let number = Int64(form["id"]), ["approve", "reject"].contains(form["do"]) else {
            throw Problem(.badRequest, "id and do: approve or reject")
        }
        let (note, isApproved) = (form["note"], form["do"] == "approve")
        guard isApproved || !note.isEmpty else {
            let page = try await page(visit, error: Sentence(visit.reading(.required)))
            return .shown(page, .unprocessableContent)
        }
        let (actor, now) = (visit.identity.actor, visit.reading.now)
        do {
            _ = try await console.desk.ask {
                try $0.decide(Proposal.ID(number), isApproved: isApproved, note: note, by: actor, at: now)
            }
            return .done("/approvals?done=decided")
        } catch let error as StoreError {
            switch error.code {
            case .notFound:
                return .shown(try await page(visit, error: Sentence(visit.reading(.goneProposal))), .conflict)
            case .notAllowed:
                return .shown(try await page(visit, error: Sentence(visit.reading(.ownProposal))), .forbidden)
            default: throw error
            }
        }
    }
}
