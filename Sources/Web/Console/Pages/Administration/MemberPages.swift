import Addresses
import Hummingbird
import Registry
import Reports

/// `/admin/members`: the national CERTs that take part.
struct MemberPages {
    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/admin/members", for: .administer) { try await list($0) }
        console.act(router, "/admin/members", for: .administer) { try await save(nil, $0, $1) }
        router.get("/admin/members/{id}") { request, context in
            let visit = try await console.visit(request, context, for: .administer)
            let member = try await member(context.parameters.get("id"), visit)
            return try console.response(Self.one(member, visit), in: visit)
        }
        router.post("/admin/members/{id}") { request, context in
            let visit = try await console.visit(request, context, for: .administer)
            let form = try await FormBody.read(request, context)
            let member = try await member(context.parameters.get("id"), visit)
            switch try await save(member, form, visit) {
            case .done(let path): return Console.redirect(to: path)
            case .shown(let page, let status): return try console.response(page, in: visit, status: status)
            }
        }
    }

    private static func check(_ visit: Visit) throws(Problem) {
        guard visit.identity.actor.member == nil else {
            throw Problem(.forbidden, "members are kept by the system's administrators")
        }
    }

    private func member(_ id: String?, _ visit: Visit) async throws -> Member {
        try Self.check(visit)
        let members = try await console.desk.ask { try $0.members() }
        guard let member = members.first(where: { "\($0.id.number)" == id }) else {
            throw Problem(.notFound, "there is no such member")
        }
        return member
    }

    private func list(_ visit: Visit, _ filled: FormBody? = nil, error: Sentence? = nil) async throws -> Page
    {
        try Self.check(visit)
        let members = try await console.desk.ask { try $0.members() }
        let reading = visit.reading
        let table = Table(
            name: "members",
            title: .members,
            columns: [
                .text("code", .code), .text("name", .englishName), .text("arabicName", .arabicName),
                .number("constituency", .constituency), .text("created", .created),
            ],
            rows: members.map { member in
                Table.Row(cells: [
                    .link(member.settings.code, href: "/admin/members/\(member.id.number)"),
                    .foreign(member.settings.name), .foreign(member.settings.arabicName),
                    .count(member.settings.constituency.count), .moment(member.createdAt),
                ])
            },
            empty: Sentence(reading(.noMembers))
        )
        var content = TablesContent()
        content.tabs = AdministrationPages.Part.tabs(.members, visit)
        content.tables = [TableView(table, of: visit)]
        content.forms = [Self.form(nil, filled, error, visit)]
        return Page(
            template: "tables-page",
            area: .administration,
            title: .members,
            content: content,
            tables: [table]
        )
    }

    private static func one(
        _ member: Member,
        _ visit: Visit,
        _ filled: FormBody? = nil,
        error: Sentence? = nil
    ) -> Page {
        let table = Table(
            name: "constituency",
            title: .constituency,
            columns: [.text("address", .address), .text("kind", .kind)],
            rows: member.settings.constituency.prefix(500).map {
                Table.Row(cells: [
                    .address($0), .words(visit.reading($0.kind.phrase), output: $0.kind.name),
                ])
            },
            empty: Sentence(visit.reading(.noConstituency))
        )
        var content = TablesContent()
        content.tabs = AdministrationPages.Part.tabs(nil, visit)
        content.forms = [form(member, filled, error, visit)]
        content.tables = [TableView(table, of: visit)]
        return Page(
            template: "tables-page",
            area: .administration,
            title: .member,
            subject: member.settings.code,
            heading: ShownText(visit.memberNames[member.id] ?? member.settings.code).text,
            content: content,
            tables: [table]
        )
    }

    private static func form(_ member: Member?, _ filled: FormBody?, _ error: Sentence?, _ visit: Visit)
        -> Form
    {
        let (reading, settings) = (visit.reading, member?.settings)
        func value(_ name: String, _ stored: String?) -> String { filled?[name] ?? stored ?? "" }
        let constituency = settings?.constituency.map(\.description).joined(separator: "\n")
        return Form(
            action: member.map { "/admin/members/\($0.id.number)" } ?? "/admin/members",
            fields: [
                .init(
                    "code",
                    reading(.code),
                    .machine,
                    value: value("code", settings?.code),
                    hint: reading(.codeHint)
                ),
                .init("name", reading(.englishName), value: value("name", settings?.name)),
                .init("arabic-name", reading(.arabicName), value: value("arabic-name", settings?.arabicName)),
                .init(
                    "constituency",
                    reading(.constituency),
                    .area,
                    value: value("constituency", constituency),
                    hint: reading(.constituencyHint),
                    isRequired: false
                ),
            ],
            submit: reading(member == nil ? .addMember : .save),
            error: error,
            title: reading(member == nil ? .addMember : .edit),
            name: "add"
        )
    }

    private func save(_ member: Member?, _ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        try Self.check(visit)
        func refused(_ error: Sentence) async throws -> Console.Outcome {
            let page =
                if let member { Self.one(member, visit, form, error: error) } else {
                    try await list(visit, form, error: error)
                }
            return .shown(page, .unprocessableContent)
        }
        var constituency: [Address] = []
        for line in form["constituency"].split(whereSeparator: {
            $0.isNewline || $0 == "," || $0 == " " || $0 == "،"
        }) {
            do { constituency.append(try Address(String(line))) } catch {
                return try await refused(visit.reading(.notAnAddress, ["token": .foreign(String(line))]))
            }
        }
        let settings = MemberSettings(
            code: form["code"],
            name: form["name"],
            arabicName: form["arabic-name"],
            constituency: constituency
        )
        if settings.fault != nil { return try await refused(Sentence(visit.reading(settings.phrase))) }
        let (actor, now) = (visit.identity.actor, visit.reading.now)
        do {
            try await console.desk.ask { store in
                if let member {
                    _ = try store.updateMember(member.id, settings, by: actor, at: now)
                } else {
                    _ = try store.addMember(settings, by: actor, at: now)
                }
            }
            return .done("/admin/members?done=\(member == nil ? "added" : "saved")")
        } catch let error as StoreError {
            guard let sentence = error.sentence(in: visit.reading) else { throw error }
            return try await refused(sentence)
        }
    }
}

extension MemberSettings {
    /// What is wrong with them, for the page.
    fileprivate var phrase: Phrase {
        if code.isEmpty || name.isEmpty || arabicName.isEmpty { return .required }
        if constituency.contains(where: { $0.kind == .url }) { return .constituencyFault }
        return name.utf8.count > Self.maximumNameLength || arabicName.utf8.count > Self.maximumNameLength
            ? .nameFault : .codeFault
    }
}
