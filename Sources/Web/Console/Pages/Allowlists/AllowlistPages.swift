import Addresses
import Allowlists
import Hummingbird
import Registry
import Reports

/// `/allow` and what is beside it: what must not be blocked, or only with care.
struct AllowlistPages {
    static let pageSize = 50
    /// How long a new entry holds, in days.
    static let usualDays = 365
    /// The longest.
    static let maximumDays = 3660.0

    let console: Console

    /// A part of the area.
    enum Part: CaseIterable {
        case entries, lists, held

        var path: String {
            switch self {
            case .entries: "/allow"
            case .lists: "/allow/lists"
            case .held: "/allow/held"
            }
        }

        private var phrase: Phrase {
            switch self {
            case .entries: .allowEntries
            case .lists: .allowLists
            case .held: .allowHeld
            }
        }

        static func tabs(_ current: Part, _ visit: Visit) -> [TablesContent.Tab] {
            allCases.map {
                TablesContent.Tab(text: visit.reading($0.phrase), href: $0.path, isCurrent: $0 == current)
            }
        }
    }

    func add(to router: Router<HubContext>) {
        console.page(router, "/allow", for: .read) { try await entries($0) }
        console.page(router, "/allow/lists", for: .read) { try await lists($0) }
        console.page(router, "/allow/held", for: .read) { try await held($0) }
        console.act(router, "/allow/check", for: .read) { form, _ in
            .done("/allow?q=\(AddressText.encoded(String(form["q"].prefix(SearchPage.maximumQuery))))")
        }
        console.act(router, "/allow", for: .administer) { try await add($0, $1) }
        console.act(router, "/allow/end", for: .administer) { try await end($0, $1) }
    }

    private static func page(_ content: TablesContent, _ tables: [Table]) -> Page {
        Page(
            template: "tables-page",
            area: .allowlists,
            title: .allowlists,
            content: content,
            tables: tables
        )
    }

    // MARK: Entries

    private func entries(
        _ visit: Visit,
        _ filled: FormBody? = nil,
        error: Sentence? = nil
    ) async throws -> Page {
        let (viewer, now) = (visit.identity.viewer, visit.reading.now)
        let typed = TypedText(visit.query["q"] ?? "")
        let asked = typed.addresses.first
        let (entries, waiting, check) = try await console.desk.ask { [allowlist = console.allowlist] store in
            let shown = try store.allowEntries().filter { $0.isShown(to: viewer) }
            let waiting = try store.allowProposals().filter { $0.isShown(to: viewer) }
            let check = try asked.map {
                try AllowlistCheck(of: $0, by: allowlist, in: store, for: viewer, at: now)
            }
            return (shown, waiting, check)
        }
        var content = TablesContent()
        content.tabs = Part.tabs(.entries, visit)
        content.question = AllowlistForms.question(visit)
        var tables: [Table] = []
        if let check {
            content.facts = check.facts(visit)
            tables += check.tables(visit)
        } else if !typed.text.isEmpty {
            content.status = .init(.caution, Sentence(visit.reading(.noAddressesInText)))
        }
        if !waiting.isEmpty {
            let table = AllowProposalTable(visit: visit, canDecide: false)
            tables.append(table.table("waiting", .allowWaiting, waiting, empty: .allowNothingWaits))
        }
        tables.append(AllowlistTables.entries(entries, visit))
        content.tables = tables.map { TableView($0, of: visit) }
        if visit.identity.permissions.contains(.administer) {
            content.forms = [AllowlistForms.new(filled, error, visit)]
        }
        return Self.page(content, tables)
    }

    private func add(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let reading = visit.reading
        let (actor, now) = (visit.identity.actor, reading.now)
        func refused(_ phrase: Phrase) async throws -> Console.Outcome {
            let page = try await entries(visit, form, error: Sentence(reading(phrase)))
            return .shown(page, .unprocessableContent)
        }
        guard let draft = AllowEntryDraft(form, at: now) else { return try await refused(.allowFault) }
        do {
            let change = try await console.desk.ask { [allowlist = console.allowlist] store in
                let settings = try draft.settings(by: actor, in: store)
                let change = try store.addAllowEntry(settings, by: actor, at: now)
                try allowlist.renew(store)
                return change
            }
            return .done(change.entry == nil ? "/allow?done=entry-waiting" : "/allow?done=added")
        } catch let refusal as AllowEntryDraft.Refusal {
            switch refusal {
            case .notAnswering: return try await refused(.allowNotAnswering)
            case .noMember: return try await refused(.allowNoMember)
            case .notAnAddress, .several: return try await refused(.allowFault)
            }
        } catch let error as StoreError {
            guard error.code == .invalidValue else { throw error }
            return try await refused(.allowFault)
        }
    }

    private func end(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let id = AllowEntry.ID(Int64(form["id"]) ?? 0)
        let (actor, now) = (visit.identity.actor, visit.reading.now)
        let change = try await console.desk.ask { [allowlist = console.allowlist] store in
            guard try store.allowEntries().contains(where: { $0.id == id && $0.isOwn(of: actor) }) else {
                throw Problem(.notFound, "your member has no such entry")
            }
            let change = try store.removeAllowEntry(id, by: actor, at: now)
            try allowlist.renew(store)
            return change
        }
        return .done(change.entry == nil ? "/allow?done=entry-waiting" : "/allow?done=saved")
    }

    // MARK: Lists

    private func lists(_ visit: Visit) async throws -> Page {
        let viewer = visit.identity.viewer
        let (entries, imported) = try await console.desk.ask { store in
            (
                try store.allowEntries().count { $0.isShown(to: viewer) },
                try store.importedAllowlists().filter { $0.terms.scope.isShown(to: viewer) }
            )
        }
        let builtIn = console.allowlist.base.lists
        let table = AllowlistTables.lists(entries: entries, builtIn: builtIn, imported, visit)
        var content = TablesContent()
        content.tabs = Part.tabs(.lists, visit)
        content.tables = [TableView(table, of: visit)]
        return Self.page(content, [table])
    }

    // MARK: Held back

    private func held(_ visit: Visit) async throws -> Page {
        let (viewer, now) = (visit.identity.viewer, visit.reading.now)
        let cursor = visit.query["after"].flatMap { SearchCursor(text: $0) }
        let found = try await console.desk.ask { [allowlist = console.allowlist] store in
            try HeldAddresses(
                after: cursor,
                limit: Self.pageSize,
                for: viewer,
                by: try allowlist.allowlist(store).list,
                in: store,
                at: now
            )
        }
        var table = AllowlistTables.held(found.held, visit)
        table.next = found.next.map { visit.link(["after": $0.text]) }
        var content = TablesContent()
        content.tabs = Part.tabs(.held, visit)
        content.tables = [TableView(table, of: visit)]
        return Self.page(content, [table])
    }
}

/// What the allowlists say of an address that somebody asks about, and what they keep from being blocked.
private struct AllowlistCheck: Sendable {
    let address: Address
    let answer: AllowlistAnswer
    let summary: AddressSummary?
    /// Registered addresses inside it.
    let contents: [AddressSummary]

    init(
        of address: Address,
        by allowlist: AllowlistHolder,
        in store: any Store,
        for viewer: Viewer,
        at now: Timestamp
    ) throws {
        self.address = address
        summary = try store.lookup(address, for: viewer).record?.summary
        answer = try allowlist.answer(on: address, summary, for: viewer.member, at: now, in: store)
        contents =
            try store
            .contents(of: address, after: nil, limit: AllowlistPages.pageSize, for: viewer)
            .filter { $0.address != address }
    }

    func facts(_ visit: Visit) -> [TablesContent.Fact] {
        let reading = visit.reading
        func fact(_ phrase: Phrase, _ cell: Cell) -> TablesContent.Fact {
            TablesContent.Fact(name: reading(phrase), value: CellView(cell, in: reading))
        }
        var facts = [
            fact(.address, .address(address)),
            fact(.allowVerdict, .badge(answer.verdict.outcome.badge(in: reading))),
            fact(
                .level,
                summary.map { .level($0.level, score: $0.score) }
                    ?? .words(reading(.levelNone), output: "none")
            ),
        ]
        let labels = answer.verdict.labels.all
        if !labels.isEmpty {
            facts.append(
                fact(.allowKnownAs, .list(labels.map { .words(reading($0.phrase), output: $0.name) }))
            )
        }
        if answer.verdict.innerCount > 0 {
            facts.append(fact(.allowInner, .count(answer.verdict.innerCount)))
        }
        return facts
    }

    func tables(_ visit: Visit) -> [Table] {
        var tables = [AllowlistTables.findings(answer, visit)]
        if !contents.isEmpty {
            tables.append(SearchPage.summaries("contained", .contained, contents, visit))
        }
        return tables
    }
}
