import Addresses
import Allowlists
import HTTPTypes
import Hummingbird
import Registry
import Reports
import Reputation

/// `/approvals`: reports and allowlist entries that wait for a second person, the oldest first.
struct ApprovalsPage {
    static let pageSize = 50

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/approvals", for: .submit) { try await page($0) }
        console.act(router, "/approvals", for: .approve) { try await decide($0, $1) }
        console.act(router, "/approvals/allow", for: .approve) { try await decideOfEntry($0, $1) }
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
        let (waiting, entries) = try await console.desk.ask { [allowlist = console.allowlist] store in
            let entries = try store.allowProposals().filter { $0.isShown(to: viewer) }
            guard let member else { return ([Waiting](), entries) }
            let waiting = try store.proposals(of: member, after: after, limit: Self.pageSize + 1).map {
                let summary = try store.lookup($0.address, for: viewer).record?.summary
                let answer = try allowlist.answer(on: $0.address, summary, for: member, at: now, in: store)
                return Waiting(proposal: $0, summary: summary, answer: answer)
            }
            return (waiting, entries)
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
        tables += Self.entryTables(entries, visit)
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

    /// Allowlist entries that wait for the reader, and those that the reader asked for.
    private static func entryTables(_ entries: [AllowProposal], _ visit: Visit) -> [Table] {
        let (actor, user) = (visit.identity.actor, visit.identity.user?.id)
        let mine = entries.filter { $0.user != nil && $0.user == user }
        let canDecide = visit.identity.permissions.contains(.approve)
        let others = entries.filter { entry in
            !mine.contains(entry) && (!canDecide || entry.isFor(actor.member))
        }
        var tables = [
            AllowProposalTable(visit: visit, canDecide: canDecide)
                .table("allow-waiting", .allowWaitingForMe, others, empty: .allowNothingWaits)
        ]
        if !mine.isEmpty {
            tables.append(
                AllowProposalTable(visit: visit, canDecide: false)
                    .table("allow-mine", .allowWaitingMine, mine, empty: .allowNothingWaits)
            )
        }
        return tables
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

    /// What somebody decides in a form: of which number, whether it goes through, and why; nil without a reason that is
    /// needed.
    private static func decision(_ form: FormBody) throws(Problem) -> (
        number: Int64, isApproved: Bool, note: String
    )? {
        guard let number = Int64(form["id"]), ["approve", "reject"].contains(form["do"]) else {
            throw Problem(.badRequest, "id and do: approve or reject")
        }
        let (note, isApproved) = (form["note"], form["do"] == "approve")
        return isApproved || !note.isEmpty ? (number, isApproved, note) : nil
    }

    private func decide(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let (actor, now) = (visit.identity.actor, visit.reading.now)
        return try await decide(form, visit, own: .ownProposal, gone: .goneProposal) { store, decision in
            _ = try store.decide(
                Proposal.ID(decision.number),
                isApproved: decision.isApproved,
                note: decision.note,
                by: actor,
                at: now
            )
        }
    }

    private func decideOfEntry(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let (actor, now, allowlist) = (visit.identity.actor, visit.reading.now, console.allowlist)
        return try await decide(form, visit, own: .ownEntry, gone: .goneEntry) { store, decision in
            try store.decideAllowProposal(
                AllowProposal.ID(decision.number),
                isApproved: decision.isApproved,
                note: decision.note,
                by: actor,
                at: now
            )
            try allowlist.renew(store)
        }
    }

    /// Decides by `body`, and says what stood in the way: that it was the reader's `own`, or is `gone`.
    private func decide(
        _ form: FormBody,
        _ visit: Visit,
        own: Phrase,
        gone: Phrase,
        _ body:
            @escaping @Sendable (any Store, (number: Int64, isApproved: Bool, note: String)) throws -> Void
    ) async throws -> Console.Outcome {
        func shown(_ phrase: Phrase, _ status: HTTPResponse.Status) async throws -> Console.Outcome {
            .shown(try await page(visit, error: Sentence(visit.reading(phrase))), status)
        }
        guard let decision = try Self.decision(form) else {
            return try await shown(.required, .unprocessableContent)
        }
        do {
            try await console.desk.ask { try body($0, decision) }
            return .done("/approvals?done=decided")
        } catch let error as StoreError {
            switch error.code {
            case .notFound, .conflict: return try await shown(gone, .conflict)
            case .notAllowed: return try await shown(own, .forbidden)
            default: throw error
            }
        }
    }
}
