import Credentials
import HTTPTypes
import Hummingbird
import Registry
import Reports

/// `/sign-in`, `/sign-out` and `/language`.
struct SignInPages {
    let console: Console

    func add(to router: Router<HubContext>) {
        router.get("/sign-in") { request, context in
            let visit = try await console.visit(request, context, for: nil)
            let next = LocalPath(visit.query["next"])
            if visit.identity.user != nil { return Console.redirect(to: next.text) }
            return try console.response(Self.page(visit, next: next, hasProvider: hasProvider), in: visit)
        }
        router.post("/sign-in") { request, context in try await signIn(request, context) }
        router.post("/sign-out") { request, context in try await signOut(request, context) }
        router.post("/language") { request, context in try await changeLanguage(request, context) }
    }

    private var hasProvider: Bool { console.provider != nil }

    static func page(
        _ visit: Visit,
        next: LocalPath,
        name: String = "",
        hasProvider: Bool,
        error: Sentence? = nil
    ) -> Page {
        let reading = visit.reading
        let form = Form(
            action: "/sign-in",
            fields: [
                .init("next", "", .hidden, value: next.text),
                .init("name", reading(.userName), .machine, value: name, completion: "username"),
                .init("password", reading(.password), .password, completion: "current-password"),
                .init(
                    "code",
                    reading(.oneTimeCode),
                    .code,
                    hint: reading(.oneTimeCodeHint),
                    isRequired: false,
                    completion: "one-time-code"
                ),
            ],
            submit: reading(.signIn),
            error: error
        )
        var content = FormContent(form: form)
        if hasProvider {
            let href = "/sign-in/oidc?next=\(AddressText.encoded(next.text))"
            content.link = FormContent.Link(text: reading(.singleSignOn), href: href)
        }
        return Page(template: "form-page", area: nil, title: .signIn, content: content)
    }

    private func signIn(_ request: Request, _ context: HubContext) async throws -> Response {
        let visit = try await console.visit(request, context, for: nil)
        let form = try await FormBody.read(request, context)
        let next = LocalPath(form["next"])
        let attempt = SignInAttempt(
            name: form["name"],
            password: form.verbatim("password"),
            code: form["code"],
            address: context.remoteAddress?.ipAddress ?? ""
        )
        func page(_ error: Phrase) -> Page {
            let sentence = Sentence(visit.reading(error))
            return Self.page(visit, next: next, name: attempt.name, hasProvider: hasProvider, error: sentence)
        }
        switch try await attempt.judge(by: console) {
        case .signedIn(let user, let period):
            return try await begin(user, codePeriod: period, next: next.text)
        case .wrong:
            return try console.response(page(.wrongSignIn), in: visit, status: .unprocessableContent)
        case .wait(let seconds):
            var response = try console.response(page(.tooManyText), in: visit, status: .tooManyRequests)
            response.headers[.retryAfter] = "\(seconds)"
            return response
        }
    }

    /// Begins a session under a new secret, whatever the browser brought.
    private func begin(_ user: User, codePeriod: Int64?, next: String) async throws -> Response {
        let secret = try await Self.begin(user, codePeriod: codePeriod, console: console)
        var response = Console.redirect(to: next)
        response.headers[values: .setCookie].append(console.cookies.settingSession(secret.text))
        return response
    }

    /// - Parameters:
    ///   - user: who signs in.
    ///   - codePeriod: the period of the one-time code that was given.
    ///   - means: how, for the records; empty for the password.
    ///   - console: where.
    /// - Returns: the secret that the browser keeps.
    /// - Throws: an error of the store.
    static func begin(
        _ user: User,
        codePeriod: Int64?,
        means: String = "",
        console: Console
    ) async throws -> Secret {
        let secret = Secret(for: .session)
        let now = console.clock.now
        let until = Timestamp(seconds: now.seconds + Session.longestSeconds)
        try await console.desk.ask {
            try $0.beginSession(
                of: user.id,
                secret.digest,
                codePeriod: codePeriod,
                means: means,
                until: until,
                at: now
            )
        }
        return secret
    }

    private func signOut(_ request: Request, _ context: HubContext) async throws -> Response {
        _ = try await FormBody.read(request, context)
        if let session = context.browser?.session {
            let now = console.clock.now
            try await console.desk.ask { try $0.endSession(session.digest, at: now) }
        }
        var response = Console.redirect(to: "/sign-in?done=signed-out")
        response.headers[values: .setCookie].append(console.cookies.endingSession)
        return response
    }

    /// Keeps the language with the user, else with the browser, and comes back to the page.
    private func changeLanguage(_ request: Request, _ context: HubContext) async throws -> Response {
        let form = try await FormBody.read(request, context)
        guard let language = Preferences.Language(rawValue: form["language"]) else {
            throw Problem(.invalid, "language: ar or en")
        }
        if let user = context.identity.user {
            var preferences = user.preferences
            preferences.language = language
            try await console.desk.ask { [preferences] in try $0.setPreferences(of: user.id, preferences) }
        }
        var response = Console.redirect(to: LocalPath(form["here"]).text)
        response.headers[values: .setCookie].append(console.cookies.settingLanguage(language.rawValue))
        return response
    }
}
