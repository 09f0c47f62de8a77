import Credentials
import Hummingbird
import OpenIDConnect
import Registry
import Reports

/// `/admin/users`: people who sign in.
struct UserPages {
    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/admin/users", for: .administer) { try await list($0) }
        console.act(router, "/admin/users", for: .administer) { try await add($0, $1) }
        router.get("/admin/users/{id}") { request, context in
            let visit = try await console.visit(request, context, for: .administer)
            let user = try await user(context.parameters.get("id"), visit)
            return try console.response(try await one(user, visit), in: visit)
        }
        act(router, "/admin/users/{id}") { try await change($0, $1, $2) }
        act(router, "/admin/users/{id}/link") { try await link($0, $1, $2) }
    }

    /// Adds an act of a form on the user that the path names.
    private func act(
        _ router: Router<HubContext>,
        _ path: RouterPath,
        _ act: @escaping @Sendable (User, FormBody, Visit) async throws -> Console.Outcome
    ) {
        router.post(path) { request, context in
            let visit = try await console.visit(request, context, for: .administer)
            let form = try await FormBody.read(request, context)
            let user = try await user(context.parameters.get("id"), visit)
            switch try await act(user, form, visit) {
            case .done(let path): return Console.redirect(to: path)
            case .shown(let page, let status): return try console.response(page, in: visit, status: status)
            }
        }
    }

    private func user(_ id: String?, _ visit: Visit) async throws -> User {
        let member = visit.identity.actor.member
        let users = try await console.desk.ask { try $0.users(of: member) }
        guard let user = users.first(where: { "\($0.id.number)" == id }) else {
            throw Problem(.notFound, "there is no such user")
        }
        return user
    }

    private func list(
        _ visit: Visit,
        _ filled: FormBody? = nil,
        error: Sentence? = nil,
        faults: FieldFaults = FieldFaults()
    ) async throws -> Page {
        let (reading, member) = (visit.reading, visit.identity.actor.member)
        let (users, members) = try await console.desk.ask { (try $0.users(of: member), try $0.members()) }
        let table = Table(
            name: "users",
            title: .users,
            columns: [
                .text("name", .userName), .text("displayName", .displayName), .text("member", .member),
                .text("role", .role), .text("state", .state), .text("oneTimeCode", .oneTimeCode),
                .text("lastSignIn", .lastSignIn),
            ],
            rows: users.map { user in
                let settings = user.settings
                return Table.Row(cells: [
                    .link(settings.name, href: "/admin/users/\(user.id.number)"),
                    .foreign(settings.displayName),
                    visit.member(settings.member),
                    .words(reading(settings.role.phrase), output: settings.role.name),
                    .badge(user.badge(in: reading)),
                    .words(reading(user.hasOneTimeCode ? .yes : .no), output: "\(user.hasOneTimeCode)"),
                    .moment(user.lastSignInAt),
                ])
            },
            empty: Sentence(reading(.noUsers))
        )
        var content = TablesContent()
        content.tabs = AdministrationPages.Part.tabs(.users, visit)
        content.tables = [TableView(table, of: visit)]
        content.forms = [Self.form(nil, members, filled, error, visit).marking(faults, in: reading)]
        return Page(
            template: "tables-page",
            area: .administration,
            title: .users,
            content: content,
            tables: [table]
        )
    }

    private func one(
        _ user: User,
        _ visit: Visit,
        _ filled: FormBody? = nil,
        error: Sentence? = nil,
        faults: FieldFaults = FieldFaults()
    ) async throws -> Page {
        let members = try await console.desk.ask { try $0.members() }
        var content = TablesContent()
        content.tabs = AdministrationPages.Part.tabs(nil, visit)
        content.forms = [Self.form(user, members, filled, error, visit).marking(faults, in: visit.reading)]
        if console.provider != nil { content.forms.append(Self.linkForm(user, visit)) }
        return Page(
            template: "tables-page",
            area: .administration,
            title: .user,
            subject: user.settings.name,
            heading: ShownText(user.settings.displayName).text,
            content: content
        )
    }

    private static func form(
        _ user: User?,
        _ members: [Member],
        _ filled: FormBody?,
        _ error: Sentence?,
        _ visit: Visit
    ) -> Form {
        let (reading, settings) = (visit.reading, user?.settings)
        func value(_ name: String, _ stored: String?) -> String { filled?[name] ?? stored ?? "" }
        let role = filled?["role"] ?? settings?.role.name ?? Role.analyst.name
        let roles = Role.allCases.filter { $0 != .consumer && $0 != .sensor }.map {
            Form.Option(value: $0.name, text: reading($0.phrase), isChosen: $0.name == role)
        }
        let member = filled.map { Int64($0["member"]) } ?? settings?.member?.number
        var fields: [Form.Field] = [
            .init("name", reading(.userName), .machine, value: value("name", settings?.name)),
            .init("display-name", reading(.displayName), value: value("display-name", settings?.displayName)),
            .init(
                "member",
                reading(.member),
                AdministrationPages.memberOptions(members, member, visit),
                isRequired: false
            ),
            .init("role", reading(.role), .choice(roles)),
            .init(
                "password",
                reading(user == nil ? .password : .newPassword),
                .password,
                hint: reading(user == nil ? .passwordHint : .passwordKeptHint),
                isRequired: user == nil,
                completion: "new-password"
            ),
        ]
        if let user {
            fields.append(
                .init("disabled", reading(.disabled), .check(isOn: user.settings.isDisabled), value: "on")
            )
            if user.hasOneTimeCode {
                fields.append(.init("no-code", reading(.takeCodeAway), .check(isOn: false), value: "on"))
            }
        }
        return Form(
            action: user.map { "/admin/users/\($0.id.number)" } ?? "/admin/users",
            fields: fields,
            submit: reading(user == nil ? .addUser : .save),
            error: error,
            title: reading(user == nil ? .addUser : .edit),
            name: "add"
        )
    }

    /// Whom the single sign-on means by a user.
    private static func linkForm(_ user: User, _ visit: Visit) -> Form {
        let reading = visit.reading
        return Form(
            action: "/admin/users/\(user.id.number)/link",
            fields: [
                .init(
                    "subject",
                    reading(.ssoSubject),
                    .machine,
                    value: user.link.map { ShownText($0.subject).text } ?? "",
                    hint: reading(.ssoSubjectHint),
                    isRequired: false
                )
            ],
            submit: reading(.save),
            title: reading(.singleSignOn),
            name: "link"
        )
    }

    private func link(_ user: User, _ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        guard let issuer = console.provider?.settings.issuer else {
            throw Problem(.notFound, "this hub has no single sign-on")
        }
        let subject = form["subject"]
        let link = subject.isEmpty ? nil : ProviderLink(issuer: issuer, subject: subject)
        let (actor, now) = (visit.identity.actor, visit.reading.now)
        do {
            try await console.desk.ask { try $0.linkUser(user.id, to: link, by: actor, at: now) }
            return .done("/admin/users?done=saved")
        } catch let error as StoreError {
            guard error.code == .invalidValue else { throw error }
            let page = try await one(user, visit, error: Sentence(visit.reading(.ssoTaken)))
            return .shown(page, .unprocessableContent)
        }
    }

    /// What somebody filled in; nil where something cannot be read, with what is wrong at which field.
    private static func settings(_ form: FormBody, _ visit: Visit) throws -> (UserSettings?, FieldFaults) {
        var faults = FieldFaults()
        let member = try AdministrationPages.member(in: form, &faults, visit)
        let role = faults.read("role", in: form) { Role(name: $0) }
        guard let role, faults.isEmpty else { return (nil, faults) }
        let settings = UserSettings(
            name: form["name"],
            displayName: form["display-name"],
            member: member,
            role: role,
            isDisabled: form.isOn("disabled")
        )
        return (settings, faults)
    }

    private func add(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        func refused(_ error: Sentence) async throws -> Console.Outcome {
            .shown(try await list(visit, form, error: error), .unprocessableContent)
        }
        let (read, faults) = try Self.settings(form, visit)
        guard let settings = read else {
            return .shown(try await list(visit, form, faults: faults), .unprocessableContent)
        }
        if let fault = settings.phrase { return try await refused(Sentence(visit.reading(fault))) }
        let (password, actor, now) = (form.verbatim("password"), visit.identity.actor, visit.reading.now)
        do {
            try await console.desk.ask {
                let hash = try PasswordHash(of: password)
                _ = try $0.addUser(settings, password: hash, by: actor, at: now)
            }
            return .done("/admin/users?done=added")
        } catch let error as CredentialError {
            return try await refused(Sentence(visit.reading(error.phrase)))
        } catch let error as StoreError {
            guard let sentence = error.sentence(in: visit.reading) else { throw error }
            return try await refused(sentence)
        }
    }

    private func change(_ user: User, _ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        func refused(_ error: Sentence) async throws -> Console.Outcome {
            .shown(try await one(user, visit, form, error: error), .unprocessableContent)
        }
        let (read, faults) = try Self.settings(form, visit)
        guard let settings = read else {
            return .shown(try await one(user, visit, form, faults: faults), .unprocessableContent)
        }
        if let fault = settings.phrase { return try await refused(Sentence(visit.reading(fault))) }
        // Nobody shuts the door behind themselves.
        if user.id == visit.identity.user?.id,
            settings.isDisabled || settings.role != user.settings.role
                || settings.member != user.settings.member
        {
            return try await refused(Sentence(visit.reading(.ownAccount)))
        }
        let (password, actor, now) = (form.verbatim("password"), visit.identity.actor, visit.reading.now)
        let (session, takesCode) = (visit.session?.digest, form.isOn("no-code"))
        do {
            try await console.desk.ask { store in
                let hash = password.isEmpty ? nil : try PasswordHash(of: password)
                if settings != user.settings {
                    _ = try store.updateUser(user.id, settings, by: actor, at: now)
                }
                if let hash { try store.setPassword(of: user.id, hash, keeping: session, by: actor, at: now) }
                if takesCode { try store.setOneTimeCode(of: user.id, nil, by: actor, at: now) }
            }
            return .done("/admin/users?done=saved")
        } catch let error as CredentialError {
            return try await refused(Sentence(visit.reading(error.phrase)))
        } catch let error as StoreError {
            guard let sentence = error.sentence(in: visit.reading) else { throw error }
            return try await refused(sentence)
        }
    }
}

extension User {
    /// Whether the user can sign in.
    fileprivate func badge(in reading: Reading) -> Badge {
        if settings.isDisabled { return Badge(reading(.disabled), output: "disabled", .caution) }
        if let lockedUntil, lockedUntil > reading.now {
            return Badge(reading(.locked), output: "locked", .bad)
        }
        return Badge(reading(.canSignIn), output: "active", .good)
    }
}
