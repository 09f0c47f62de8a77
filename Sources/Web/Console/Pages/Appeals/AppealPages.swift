import Addresses
import Hummingbird
import Registry
import Reports

/// `/appeals` and `/appeals/{id}`: what those say who were blocked, the first due first, and the answers to it.
struct AppealPages {
    static let pageSize = 50
    /// Characters of a text that are shown in a table.
    static let shownCharacters = 200

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/appeals", for: .submit) { try await list($0) }
        router.get("/appeals/{id}") { request, context in
            let visit = try await console.visit(request, context, for: .submit)
            let page = try await page(of: try Self.id(context), visit)
            return try console.response(page, in: visit)
        }
        router.post("/appeals/{id}") { request, context in
            let visit = try await console.visit(request, context, for: .submit)
            let form = try await FormBody.read(request, context)
            return try await answer(try Self.id(context), form, visit)
        }
    }

    static func href(_ id: Appeal.ID) -> String { "/appeals/\(id.number)" }

    private static func id(_ context: HubContext) throws -> Appeal.ID {
        guard let number = context.parameters.get("id").flatMap({ Int64($0) }) else { throw missing }
        return Appeal.ID(number)
    }

    private static let missing = Problem(.notFound, "there is no such appeal")

    // MARK: All

    private func list(_ visit: Visit) async throws -> Page {
        let member = visit.identity.actor.member
        let from = max(0, Int(visit.query["from"] ?? "") ?? 0)
        let answeredFrom = max(0, Int(visit.query["answered-from"] ?? "") ?? 0)
        let (open, answered) = try await console.desk.ask { store in
            (
                try store.appeals(for: member, isOpen: true, skipping: from, limit: Self.pageSize + 1),
                try store.appeals(
                    for: member,
                    isOpen: false,
                    skipping: answeredFrom,
                    limit: Self.pageSize + 1
                )
            )
        }
        var tables = [
            AppealTables.open(open.prefix(Self.pageSize), visit),
            AppealTables.answered(answered.prefix(Self.pageSize), visit),
        ]
        if open.count > Self.pageSize { tables[0].next = visit.link(["from": "\(from + Self.pageSize)"]) }
        if answered.count > Self.pageSize {
            tables[1].next = visit.link(["answered-from": "\(answeredFrom + Self.pageSize)"])
        }
        var content = TablesContent()
        content.notes = [Sentence(visit.reading(.appealsNote))]
        content.tables = tables.map { TableView($0, of: visit) }
        return Page(
            template: "tables-page",
            area: .appeals,
            title: .appeals,
            content: content,
            tables: tables,
            isLive: true
        )
    }

    // MARK: One

    /// An appeal, and what may be done for it.
    private struct Facts: Sendable {
        let appeal: Appeal
        let acts: [AppealDecision.Act]
    }

    private func facts(_ id: Appeal.ID, _ visit: Visit) async throws -> Facts {
        let identity = visit.identity
        return try await console.desk.ask { store in
            guard let appeal = try store.appeal(id, for: identity.actor.member) else { throw Self.missing }
            guard let address = appeal.address else { return Facts(appeal: appeal, acts: [.nothing]) }
            var acts: [AppealDecision.Act] = []
            if let member = identity.actor.member {
                let reports = try store.lookup(address, for: identity.viewer).record?.reports ?? []
                if reports.contains(where: { $0.member == member && $0.state == .active }) {
                    acts.append(.retract)
                }
                acts.append(.dispute)
            }
            if identity.permissions.contains(.administer) { acts.append(.allow) }
            return Facts(appeal: appeal, acts: acts + [.nothing])
        }
    }

    private func page(of id: Appeal.ID, _ visit: Visit, error: (String, Sentence)? = nil) async throws -> Page
    {
        let facts = try await facts(id, visit)
        let appeal = facts.appeal
        let reading = visit.reading
        var content = TablesContent()
        content.tabs = [.init(text: reading(.allAppeals), href: "/appeals", isCurrent: false)]
        content.status = AppealTables.status(appeal, reading)
        content.facts = AppealTables.facts(appeal, visit)
        if appeal.answer == nil { content.forms = Self.forms(facts, error, reading) }
        return Page(
            template: "tables-page",
            area: .appeals,
            title: .appeal,
            subject: "\(id.number)",
            content: content
        )
    }

    private static func forms(_ facts: Facts, _ error: (String, Sentence)?, _ reading: Reading) -> [Form] {
        func form(_ verdict: Appeal.Answer.Verdict, _ title: Phrase, _ note: Phrase, _ more: [Form.Field])
            -> Form
        {
            Form(
                action: href(facts.appeal.id),
                fields: [.init("verdict", "", .hidden, value: verdict.name)] + more
                    + [.init("reason", reading(.reason), .area)],
                submit: reading(title),
                error: error.flatMap { $0.0 == verdict.name ? $0.1 : nil },
                title: reading(title),
                name: verdict.name,
                note: Sentence(reading(note))
            )
        }
        let options = facts.acts.enumerated().map { index, act in
            Form.Option(value: act.rawValue, text: reading(act.phrase), isChosen: index == 0)
        }
        return [
            form(
                .accepted,
                .appealAccept,
                .appealAcceptNote,
                [.init("act", reading(.appealAct), .choice(options))]
            ),
            form(.upheld, .appealUphold, .appealUpholdNote, []),
        ]
    }

    private func answer(_ id: Appeal.ID, _ form: FormBody, _ visit: Visit) async throws -> Response {
        let word = form["verdict"]
        guard let verdict = Appeal.Answer.Verdict.allCases.first(where: { $0.name == word }) else {
            throw Problem(.badRequest, "verdict: one of the page's")
        }
        func refused(_ phrase: Phrase) async throws -> Response {
            let page = try await page(of: id, visit, error: (word, Sentence(visit.reading(phrase))))
            return try console.response(page, in: visit, status: .unprocessableContent)
        }
        var act: AppealDecision.Act?
        if verdict == .accepted {
            act = AppealDecision.Act(rawValue: form["act"])
            guard act != nil else { return try await refused(.appealActFault) }
        }
        let decision = AppealDecision(verdict: verdict, reason: form["reason"], act: act)
        let (identity, now) = (visit.identity, visit.reading.now)
        do {
            _ = try await console.desk.ask { [allowlist = console.allowlist] store in
                try decision.carryOut(on: id, in: store, by: allowlist, as: identity, at: now)
            }
            return Console.redirect(to: "/appeals?done=answered")
        } catch is AppealDecision.Refusal {
            return try await refused(.appealActFault)
        } catch let error as StoreError {
            switch error.code {
            case .invalidValue: return try await refused(.appealReasonFault)
            case .notFound, .conflict, .notAllowed: return try await refused(.notPossible)
            default: throw error
            }
        }
    }
}
