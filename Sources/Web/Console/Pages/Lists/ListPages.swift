import Addresses
import HTTPTypes
import Hummingbird
import Lists
import Publication
import Registry
import Reports

/// `/published` and `/published/{name}`: the lists that enforcement points pull, the held ones first. `/lists` leads here:
/// what stands below it is for programs.
struct ListPages {
    /// Rows of each table.
    static let pageSize = 50
    /// Most changes and withheld addresses that a preview looks at one by one.
    static let maximumPreviewed = 1000

    let console: Console
    let publisher: Publisher

    func add(to router: Router<HubContext>) {
        router.get("/lists") { _, _ in Console.redirect(to: Area.lists.path) }
        console.page(router, "/published", for: .read) { try await overview($0) }
        router.get("/published/{name}") { request, context in
            let visit = try await console.visit(request, context, for: .read)
            let name = try Self.name(context)
            return try console.response(try await page(of: name, visit), in: visit)
        }
        router.get("/published/{name}/preview") { request, context in
            let visit = try await console.visit(request, context, for: .administer)
            let name = try Self.name(context)
            return try console.response(try await preview(of: name, visit), in: visit)
        }
        for act in ListAct.allCases {
            router.post("/published/{name}/\(act.rawValue)") { request, context in
                let visit = try await console.visit(request, context, for: .administer)
                let form = try await FormBody.read(request, context)
                return try await perform(act, on: try Self.name(context), form, visit)
            }
        }
    }

    static func href(_ name: ListName) -> String { "/published/\(name.text)" }

    private static func name(_ context: HubContext) throws -> ListName {
        guard let name = context.parameters.get("name").flatMap({ ListName($0) }) else { throw missing }
        return name
    }

    private static let missing = Problem(.notFound, "there is no list of this name")

    // MARK: All lists

    private func overview(_ visit: Visit) async throws -> Page {
        let (identity, now) = (visit.identity, visit.reading.now)
        let lists = try await console.desk.ask { try ListsAtHand(in: $0, for: identity, at: now) }
        let table = ListTables.overview(lists, visit)
        var content = TablesContent()
        content.notes = [Sentence(visit.reading(.listsNote))]
        content.tables = [TableView(table, of: visit)]
        return Page(
            template: "tables-page",
            area: .lists,
            title: .lists,
            content: content,
            tables: [table],
            isLive: true
        )
    }

    // MARK: One list

    private func page(of name: ListName, _ visit: Visit, error: (ListAct, Sentence)? = nil) async throws
        -> Page
    {
        let (identity, now, query) = (visit.identity, visit.reading.now, visit.query)
        let facts = try await console.desk.ask { store in
            guard let list = try store.publishedList(named: name), identity.mayPull(list.settings) else {
                throw Self.missing
            }
            return try ListFacts(list, in: store, for: identity, at: now, asked: query)
        }
        let tables = ListTables(facts, visit).all
        var content = TablesContent()
        content.tabs = [.init(text: visit.reading(.allPublished), href: "/published", isCurrent: false)]
        let words = ListWords(facts, visit)
        // What was refused stands at its form, where that is on the page.
        let refusal = error.flatMap { $0.0 == .hold ? nil : $0.1 }
        content.status = refusal.map { TablesContent.Status(.caution, $0) } ?? words.status
        content.notes = ListWords.sentences(facts.objections, visit.reading)
        content.facts = words.selection
        content.tables = tables.map { TableView($0, of: visit) }
        if identity.mayAdminister(facts.list.settings) {
            content.tabs.append(
                .init(
                    text: visit.reading(.preview),
                    href: "\(Self.href(name))/preview",
                    isCurrent: false
                )
            )
            content.forms = ListForms.all(facts, error, visit)
        }
        return Page(
            template: "tables-page",
            area: .lists,
            title: .publishedList,
            subject: name.text,
            heading: name.text,
            content: content,
            tables: tables,
            isLive: true
        )
    }

    private func preview(of name: ListName, _ visit: Visit) async throws -> Page {
        let (identity, now) = (visit.identity, visit.reading.now)
        let (list, preview) = try await console.desk.ask { [publisher] store in
            let list = try Self.administered(name, by: identity, in: store)
            return (list, try publisher.preview(list.settings, limit: Self.maximumPreviewed, at: now))
        }
        let reading = visit.reading
        let shown = Array(preview.changes.prefix(Self.pageSize))
        let changes = ListTables.changes("preview", .listPreviewTitle, shown, nil, visit)
        let withheld = ListTables.withheld(Array(preview.withheld.prefix(Self.pageSize)), visit)
        let objections = ListGuard.objections(to: ListStage(of: preview, list))
        var content = TablesContent()
        content.tabs = [.init(text: reading(.allowList), href: Self.href(name), isCurrent: false)]
        content.status =
            objections.isEmpty
            ? .init(.good, Sentence(reading(.listWouldPass)))
            : .init(.caution, Sentence(reading(.listWouldWait)))
        let counts: [String: Sentence.Value] = [
            "entries": .code("\(preview.entryCount)"), "withheld": .code("\(preview.withheldCount)"),
        ]
        content.notes =
            ListWords.sentences(objections, reading) + [
                Sentence(reading(.listPreviewNote)),
                reading(
                    .listPreviewCounts,
                    counts.merging(ListWords.counts(preview.difference)) { first, _ in first }
                ),
            ]
        content.tables = [TableView(changes, of: visit), TableView(withheld, of: visit)]
        return Page(
            template: "tables-page",
            area: .lists,
            title: .preview,
            subject: name.text,
            heading: name.text,
            content: content,
            tables: [changes, withheld]
        )
    }

    /// A list that somebody may decide about.
    private static func administered(_ name: ListName, by identity: Identity, in store: any Store) throws
        -> PublishedList
    {
        guard let list = try store.publishedList(named: name), identity.mayPull(list.settings) else {
            throw missing
        }
        guard identity.mayAdminister(list.settings) else {
            throw Problem(.forbidden, "this is for administrators of the system, or of the list's one member")
        }
        return list
    }

    // MARK: Acts

    private func perform(_ act: ListAct, on name: ListName, _ form: FormBody, _ visit: Visit) async throws
        -> Response
    {
        let (identity, now) = (visit.identity, visit.reading.now)
        do {
            try await console.desk.ask { [publisher] store in
                let list = try Self.administered(name, by: identity, in: store)
                switch act {
                case .hold:
                    _ = try store.holdList(named: name, reason: form["reason"], by: identity.actor, at: now)
                case .release:
                    // What is published is what was seen, or nothing.
                    guard form["seen"] == ListForms.fingerprint(of: list) else { throw Moved() }
                    _ = try store.releaseList(named: name, by: identity.actor, at: now)
                case .rollback:
                    guard let serial = Int64(form["serial"]) else {
                        throw Problem(.badRequest, "serial: a number")
                    }
                    _ = try publisher.rollBack(name, to: serial, by: identity.actor, at: now)
                }
            }
            return Console.redirect(to: "\(Self.href(name))?done=decided-list")
        } catch is Moved {
            return try await refused(act, .listMoved, .conflict, on: name, visit)
        } catch let error as StoreError {
            switch error.code {
            case .invalidValue:
                return try await refused(act, .listReasonFault, .unprocessableContent, on: name, visit)
            case .conflict: return try await refused(act, .listNothingHeld, .conflict, on: name, visit)
            case .notFound: return try await refused(act, .listSerialGone, .notFound, on: name, visit)
            default: throw error
            }
        }
    }

    private struct Moved: Error {}

    private func refused(
        _ act: ListAct,
        _ phrase: Phrase,
        _ status: HTTPResponse.Status,
        on name: ListName,
        _ visit: Visit
    ) async throws -> Response {
        let page = try await page(of: name, visit, error: (act, Sentence(visit.reading(phrase))))
        return try console.response(page, in: visit, status: status)
    }
}

extension ListStage {
    /// What a preview would have published of a list, as far as it was looked at one by one.
    fileprivate init(of preview: ListPreview, _ list: PublishedList) {
        let stopping = preview.withheld.filter { $0.stops && $0.seenBy == nil }
        self.init(
            settings: list.settings,
            entryCount: list.entryCount,
            hadEntries: list.entryCount > 0,
            difference: preview.difference,
            stopping: stopping,
            stoppingCount: stopping.count
        )
    }
}

/// What somebody may do to a list on its page.
enum ListAct: String, Sendable, CaseIterable {
    case hold, release, rollback
}
