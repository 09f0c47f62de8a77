import Credentials
import HTTPTypes
import Hummingbird
import Registry
import Reports

/// `/setup/{secret}`: makes the first administrator, once.
struct SetUpPages {
    let console: Console

    func add(to router: Router<HubContext>) {
        router.get("/setup/{secret}") { request, context in
            let visit = try await console.visit(request, context, for: nil)
            if try await console.desk.ask({ try $0.hasAdministrator() }) {
                return Console.redirect(to: "/sign-in")
            }
            return try console.response(Self.page(visit), in: visit)
        }
        router.post("/setup/{secret}") { request, context in
            let visit = try await console.visit(request, context, for: nil)
            let form = try await FormBody.read(request, context)
            let secret = String((context.parameters.get("secret") ?? "").prefix(Secret.maximumLength))
            return try await setUp(secret, form, visit)
        }
    }

    private static func page(_ visit: Visit, _ form: FormBody? = nil, error: Sentence? = nil) -> Page {
        let reading = visit.reading
        let fields: [Form.Field] = [
            .init("name", reading(.userName), .machine, value: form?["name"] ?? "", completion: "username"),
            .init(
                "display-name",
                reading(.displayName),
                value: form?["display-name"] ?? "",
                completion: "name"
            ),
            .init(
                "password",
                reading(.password),
                .password,
                hint: reading(.passwordHint),
                completion: "new-password"
            ),
        ]
        return Page(
            template: "form-page",
            area: nil,
            title: .setUp,
            content: FormContent(
                introduction: Sentence(reading(.setUpIntroduction)),
                form: Form(action: visit.path, fields: fields, submit: reading(.createAccount), error: error)
            )
        )
    }

    private func setUp(_ secret: String, _ form: FormBody, _ visit: Visit) async throws -> Response {
        let reading = visit.reading
        func refuse(_ sentence: Sentence) throws -> Response {
            try console.response(
                Self.page(visit, form, error: sentence),
                in: visit,
                status: .unprocessableContent
            )
        }
        let settings = UserSettings(
            name: form["name"],
            displayName: form["display-name"],
            member: nil,
            role: .administrator
        )
        if let fault = settings.phrase { return try refuse(Sentence(reading(fault))) }
        let password = form.verbatim("password")
        let now = console.clock.now
        do {
            let user = try await console.desk.ask { store -> User? in
                let hash = try PasswordHash(of: password)
                return try store.setUp(SecretDigest(of: secret), settings, password: hash, at: now)
            }
            guard let user else { return try refuse(Sentence(reading(.setUpOver))) }
            return try await welcome(user, reading.language)
        } catch let error as CredentialError { return try refuse(Sentence(reading(error.phrase))) }
    }

    /// Signs the new administrator in, in the language of the page.
    private func welcome(_ user: User, _ language: Preferences.Language) async throws -> Response {
        let session = try await SignInPages.begin(user, codePeriod: nil, console: console)
        var preferences = user.preferences
        preferences.language = language
        try await console.desk.ask { [preferences] in try $0.setPreferences(of: user.id, preferences) }
        var response = Console.redirect(to: "/?done=welcome")
        response.headers[values: .setCookie].append(console.cookies.settingSession(session.text))
        return response
    }
}

extension UserSettings {
    /// What is wrong with them, for the page; nil when nothing is.
    var phrase: Phrase? {
        if name.isEmpty || displayName.isEmpty { return .required }
        guard fault != nil else { return nil }
        if name.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 }) {
            return .userNameFault
        }
        return member == nil && role != .administrator && role != .auditor ? .memberNeeded : .nameFault
    }
}

extension CredentialError {
    var phrase: Phrase {
        switch self {
        case .passwordTooShort: .passwordHint
        case .passwordTooLong: .passwordTooLong
        case .failed: .busyText
        }
    }
}
