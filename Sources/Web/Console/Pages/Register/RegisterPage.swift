import Addresses
import Allowlists
import Hummingbird
import Registry
import Reports
import Reputation

/// `/register`: addresses in, a preview of what was understood, then reports.
struct RegisterPage {
    /// Most addresses of one form.
    static let maximumAddresses = 500

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/register", for: .submit) { visit in
            var draft = ReportDraft()
            draft.text = visit.query["q"] ?? ""
            return Self.page(draft, visit)
        }
        console.act(router, "/register", for: .submit) { form, visit in
            let draft = ReportDraft(form)
            return form["do"] == "submit"
                ? try await submit(draft, visit) : .shown(try await preview(draft, visit), .ok)
        }
    }

    private static func page(
        _ draft: ReportDraft,
        _ visit: Visit,
        preview: Table? = nil,
        warning: Sentence? = nil,
        error: Sentence? = nil
    ) -> Page {
        let reading = visit.reading
        var content = TablesContent()
        if visit.identity.actor.member == nil {
            content.status = .init(.caution, Sentence(reading(.registerMember)))
        } else if let warning {
            content.status = .init(.caution, warning)
        }
        if let preview { content.tables = [TableView(preview, of: visit)] }
        let isReady = preview.map { !$0.rows.isEmpty } ?? false
        content.forms = [draft.form(visit, isReady: isReady, error: error)]
        return Page(
            template: "tables-page",
            area: .register,
            title: .register,
            content: content,
            tables: preview.map { [$0] } ?? []
        )
    }

    private func preview(_ draft: ReportDraft, _ visit: Visit) async throws -> Page {
        let reading = visit.reading
        if let fault = draft.fault(visit) { return Self.page(draft, visit, error: fault) }
        let addresses = draft.addresses
        let viewer = visit.identity.viewer
        let rows = try await console.desk.ask { [allowlist = console.allowlist] store in
            let list = try allowlist.allowlist(store).list
            return try addresses.map { address in
                PreviewRow(
                    address: address,
                    known: try store.lookup(address, for: viewer).record?.summary,
                    answering: try store.member(answeringFor: address),
                    answer: AllowlistAnswer(of: address, in: list, for: viewer.member, at: reading.now)
                )
            }
        }
        var table = Self.table(rows, visit)
        table.note = Sentence(reading(draft.asksToBlock ? .previewWaits : .previewActive))
        let isAnyHeld = rows.contains(where: \.answer.holdsBack)
        return Self.page(
            draft,
            visit,
            preview: table,
            warning: isAnyHeld ? Sentence(reading(.allowWaits)) : nil
        )
    }

    private static func table(_ rows: [PreviewRow], _ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "preview",
            title: .previewTitle,
            columns: [
                .text("address", .address), .text("kind", .kind), .text("known", .knownAlready),
                .text("level", .levelNow), .text("warnings", .warnings),
            ],
            rows: rows.map { row in
                Table.Row(cells: [
                    .address(row.address),
                    .words(reading(row.address.kind.phrase), output: row.address.kind.name),
                    .words(
                        reading(row.known == nil ? .no : .yes),
                        output: row.known == nil ? "false" : "true"
                    ),
                    row.known.map { .level($0.level, score: $0.score) } ?? .nothing,
                    .list(row.warnings(visit)),
                ])
            },
            empty: Sentence(reading(.nothingToRegister))
        )
    }

    private func submit(_ draft: ReportDraft, _ visit: Visit) async throws -> Console.Outcome {
        let reading = visit.reading
        func refused(_ error: Sentence) -> Console.Outcome {
            .shown(Self.page(draft, visit, error: error), .unprocessableContent)
        }
        guard visit.identity.actor.member != nil else { return refused(Sentence(reading(.registerMember))) }
        if let fault = draft.fault(visit) { return refused(fault) }
        guard !draft.addresses.isEmpty else { return refused(Sentence(reading(.nothingToRegister))) }
        let submission = draft.submission(visit)
        let (actor, now) = (visit.identity.actor, reading.now)
        do {
            let receipt = try await console.desk.ask { [allowlist = console.allowlist, submission] store in
                var marked = submission
                marked.items = try allowlist.marked(
                    submission.items,
                    for: actor.member,
                    at: now,
                    in: store
                )
                return try store.submit(marked, by: actor, at: now)
            }
            if receipt.waiting > 0 { return .done("/approvals?done=waiting") }
            let one = draft.addresses.count == 1 ? draft.addresses.first : nil
            return .done("\(one.map(AddressText.href) ?? "/")?done=submitted")
        } catch let error as StoreError {
            guard error.code == .invalidValue else { throw error }
            return refused(Sentence(reading(.cannotKeep)))
        }
    }
}

/// An address that is about to be registered.
struct PreviewRow: Sendable {
    /// Prefixes shorter than these hold so many addresses that nobody means them by accident.
    private static let wide = (v4: 16, v6: 32)

    let address: Address
    let known: AddressSummary?
    let answering: Member.ID?
    let answer: AllowlistAnswer

    /// What to think of before it is registered.
    func warnings(_ visit: Visit) -> [Cell] {
        let reading = visit.reading
        var warnings: [Cell] = []
        if let reason = answer.reason {
            warnings.append(.badge(answer.verdict.outcome.badge(in: reading)))
            warnings.append(.foreign(reason.entry.terms.reason))
        }
        if let answering {
            warnings.append(.badge(Badge(reading(.ownNetwork), output: "constituency", .caution)))
            warnings.append(visit.member(answering))
        }
        switch address {
        case .network(let network)
        where network.prefixLength < (network.isIPv4 ? Self.wide.v4 : Self.wide.v6):
            warnings.append(.badge(Badge(reading(.wideNetwork), output: "wide", .bad)))
        case .domain(let name) where name.publicSuffix().isSharedPlatform:
            warnings.append(.badge(Badge(reading(.sharedPlatform), output: "shared-platform", .caution)))
        default: break
        }
        return warnings
    }
}
