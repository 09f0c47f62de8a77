import Credentials
import Hummingbird
import Registry
import Reports

/// `/admin/tokens`: what programs present.
struct TokenPages {
    /// How long a new token is good for, in days.
    static let usualDays = 365

    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/admin/tokens", for: .administer) { try await list($0) }
        console.act(router, "/admin/tokens", for: .administer) { try await add($0, $1) }
        console.act(router, "/admin/tokens/revoke", for: .administer) { try await revoke($0, $1) }
    }

    private func list(
        _ visit: Visit,
        _ filled: FormBody? = nil,
        error: Sentence? = nil,
        faults: FieldFaults = FieldFaults()
    ) async throws -> Page {
        let member = visit.identity.actor.member
        let (tokens, members) = try await console.desk.ask { (try $0.tokens(of: member), try $0.members()) }
        let table = Self.table(tokens, visit)
        var content = TablesContent()
        content.tabs = AdministrationPages.Part.tabs(.tokens, visit)
        content.tables = [TableView(table, of: visit)]
        content.forms = [Self.form(members, filled, error, visit).marking(faults, in: visit.reading)]
        return Page(
            template: "tables-page",
            area: .administration,
            title: .tokens,
            content: content,
            tables: [table]
        )
    }

    private static func table(_ tokens: [Token], _ visit: Visit) -> Table {
        let reading = visit.reading
        return Table(
            name: "tokens",
            title: .tokens,
            columns: [
                .number("id", .number), .text("name", .name), .text("member", .member),
                .text("scopes", .scopes),
                .text("state", .state), .text("lastUsed", .lastUsed), .text("expires", .expiry),
                .action(.actions),
            ],
            rows: tokens.map { token in
                let scopes = TokenPages.scopes.filter { token.settings.scopes.contains($0.0) }
                let isValid = token.isValid(at: reading.now)
                let button = Button(
                    text: reading(.revoke),
                    action: "/admin/tokens/revoke",
                    about: ShownText(token.settings.name).text,
                    values: [.init(name: "id", value: "\(token.id.number)")]
                )
                return Table.Row(cells: [
                    .count(Int(token.id.number)), .foreign(token.settings.name),
                    visit.member(token.settings.member),
                    .words(
                        scopes.map { reading($0.1) }.joined(separator: reading(.listComma)),
                        output: token.settings.scopes.words.joined(separator: " ")
                    ),
                    .badge(token.badge(in: reading)), .moment(token.lastUsedAt),
                    .moment(token.settings.expiresAt), isValid ? .button(button) : .nothing,
                ])
            },
            empty: Sentence(reading(.noTokens))
        )
    }

    private static let scopes: [(Permissions, Phrase, String)] = [
        (.read, .scopeRead, "read"), (.submit, .scopeSubmit, "submit"), (.consume, .scopeConsume, "consume"),
        (.sense, .scopeSense, "sense"), (.administer, .scopeAdminister, "admin"),
    ]

    private static func form(_ members: [Member], _ filled: FormBody?, _ error: Sentence?, _ visit: Visit)
        -> Form
    {
        let reading = visit.reading
        let member = filled.flatMap { Int64($0["member"]) } ?? visit.identity.actor.member?.number
        var fields: [Form.Field] = [
            .init("name", reading(.name), value: filled?["name"] ?? "", hint: reading(.tokenNameHint)),
            .init(
                "member",
                reading(.member),
                AdministrationPages.memberOptions(members, member, visit),
                isRequired: false
            ),
        ]
        fields += scopes.map { _, phrase, word in
            .init(
                "scope-\(word)",
                reading(phrase),
                .check(isOn: filled?.isOn("scope-\(word)") ?? false),
                value: "on"
            )
        }
        fields.append(.init("days", reading(.days), .number, value: filled?["days"] ?? "\(usualDays)"))
        return Form(
            action: "/admin/tokens",
            fields: fields,
            submit: reading(.addToken),
            error: error,
            title: reading(.addToken),
            name: "add"
        )
    }

    /// Makes a token and shows its secret, this once.
    private func add(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let reading = visit.reading
        func refused(_ error: Sentence) async throws -> Console.Outcome {
            .shown(try await list(visit, form, error: error), .unprocessableContent)
        }
        let words = Self.scopes.map(\.2).filter { form.isOn("scope-\($0)") }
        guard let scopes = Permissions(words: words), !scopes.isEmpty else {
            return try await refused(Sentence(reading(.scopeNeeded)))
        }
        var faults = FieldFaults()
        let member = try AdministrationPages.member(in: form, &faults, visit)
        guard faults.isEmpty else {
            return .shown(try await list(visit, form, faults: faults), .unprocessableContent)
        }
        let days = min(max(Double(form["days"]) ?? 0, 0), TokenSettings.maximumDays)
        let settings = TokenSettings(
            name: form["name"],
            member: member,
            scopes: scopes,
            expiresAt: reading.now.advanced(byDays: days)
        )
        if settings.fault(at: reading.now) != nil {
            let isOwned = settings.member != nil || scopes.isDisjoint(with: [.sense, .submit])
            return try await refused(Sentence(reading(isOwned ? .tokenFault : .memberNeeded)))
        }
        let secret = Secret(for: .token)
        let (actor, now) = (visit.identity.actor, reading.now)
        do {
            try await console.desk.ask { _ = try $0.addToken(settings, secret.digest, by: actor, at: now) }
        } catch let error as StoreError {
            guard let sentence = error.sentence(in: reading) else { throw error }
            return try await refused(sentence)
        }
        return .shown(Self.shown(secret, visit), .ok)
    }

    private static func shown(_ secret: Secret, _ visit: Visit) -> Page {
        let reading = visit.reading
        let form = Form(
            action: "/language",
            fields: [
                .init("here", "", .hidden, value: "/admin/tokens"),
                .init("language", "", .hidden, value: reading.language.rawValue),
            ],
            submit: reading(.secretIsKept)
        )
        let content = FormContent(
            introduction: Sentence(reading(.tokenIntroduction)),
            form: form,
            secret: secret.text,
            secretNote: Sentence(reading(.tokenNote))
        )
        return Page(template: "form-page", area: .administration, title: .tokens, content: content)
    }

    private func revoke(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let member = visit.identity.actor.member
        let (actor, now) = (visit.identity.actor, visit.reading.now)
        let id = Token.ID(Int64(form["id"]) ?? 0)
        let isOwn = try await console.desk.ask { try $0.tokens(of: member).contains { $0.id == id } }
        guard isOwn else { throw Problem(.notFound, "there is no such token") }
        try await console.desk.ask { try $0.revokeToken(id, by: actor, at: now) }
        console.tokens.forget()
        return .done("/admin/tokens?done=revoked")
    }
}

extension Token {
    fileprivate func badge(in reading: Reading) -> Badge {
        if revokedAt != nil { return Badge(reading(.revoked), output: "revoked") }
        if !isValid(at: reading.now) { return Badge(reading(.expired), output: "expired") }
        return Badge(reading(.valid), output: "valid", .good)
    }
}
