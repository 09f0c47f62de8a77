import Credentials
import HTTPTypes
import Hummingbird
import Registry
import Reports

/// `/profile`: how somebody reads, and what they sign in with.
struct ProfilePages {
    let console: Console

    func add(to router: Router<HubContext>) {
        console.page(router, "/profile", for: []) { Self.page($0) }
        console.act(router, "/profile/reading", for: []) { try await changeReading($0, $1) }
        console.act(router, "/profile/password", for: []) { try await changePassword($0, $1) }
        console.act(router, "/profile/code", for: []) { try await changeCode($0, $1) }
    }

    private static func page(_ visit: Visit, passwordError: Sentence? = nil) -> Page {
        let reading = visit.reading
        var content = TablesContent()
        content.forms = [
            readingForm(visit),
            Form(
                action: "/profile/password",
                fields: [
                    .init("old", reading(.currentPassword), .password, completion: "current-password"),
                    .init(
                        "new",
                        reading(.newPassword),
                        .password,
                        hint: reading(.passwordHint),
                        completion: "new-password"
                    ),
                ],
                submit: reading(.changePassword),
                error: passwordError,
                title: reading(.password),
                name: "password"
            ),
            codeForm(visit),
        ]
        return Page(template: "tables-page", area: nil, title: .profile, content: content)
    }

    private static func readingForm(_ visit: Visit) -> Form {
        let (reading, preferences) = (visit.reading, visit.preferences)
        func options(_ values: [(String, String)], _ chosen: String) -> Form.Kind {
            .choice(values.map { Form.Option(value: $0.0, text: $0.1, isChosen: $0.0 == chosen) })
        }
        let zones = stride(from: -720, through: 840, by: 30).map { ("\($0)", Frame.zone($0)) }
        return Form(
            action: "/profile/reading",
            fields: [
                .init(
                    "language",
                    reading(.language),
                    options([("ar", "العربية"), ("en", "English")], reading.language.rawValue)
                ),
                .init(
                    "digits",
                    reading(.digits),
                    options(
                        [("latn", reading(.westernDigits)), ("arab", reading(.arabicDigits))],
                        preferences.digits.rawValue
                    ),
                    hint: reading(.digitsHint)
                ),
                .init("hijri", reading(.showHijri), .check(isOn: preferences.showsHijri), value: "on"),
                .init(
                    "theme",
                    reading(.theme),
                    options(
                        [
                            ("system", reading(.themeSystem)), ("light", reading(.themeLight)),
                            ("dark", reading(.themeDark)),
                        ],
                        preferences.theme.rawValue
                    )
                ),
                .init("zone", reading(.timeZone), options(zones, "\(preferences.timeZoneMinutes)")),
            ],
            submit: reading(.save),
            title: reading(.readingTitle),
            name: "reading"
        )
    }

    private static func codeForm(_ visit: Visit) -> Form {
        let reading = visit.reading
        let isOn = visit.identity.user?.hasOneTimeCode == true
        return Form(
            action: "/profile/code",
            fields: [
                .init("password", reading(.currentPassword), .password, completion: "current-password"),
                .init("do", "", .hidden, value: isOn ? "off" : "on"),
            ],
            submit: reading(isOn ? .turnCodeOff : .turnCodeOn),
            title: reading(.oneTimeCode),
            name: "code",
            note: Sentence(reading(isOn ? .codeIsOn : .codeIsOff))
        )
    }

    private func changeReading(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        guard let user = visit.identity.user else { throw SignInNeeded() }
        let language = Preferences.Language(rawValue: form["language"])
        guard form["language"].isEmpty == (language == nil),
            let digits = Preferences.Digits(rawValue: form["digits"]),
            let theme = Preferences.Theme(rawValue: form["theme"]), let zone = Int(form["zone"]),
            (-720...840).contains(zone)
        else { throw Problem(.invalid, "language, digits, theme and zone: choices of the page") }
        let preferences = Preferences(
            language: language,
            digits: digits,
            showsHijri: form.isOn("hijri"),
            theme: theme,
            timeZoneMinutes: zone
        )
        try await console.desk.ask { try $0.setPreferences(of: user.id, preferences) }
        return .done("/profile?done=saved")
    }

    /// Whether the user who is signed in knows the password; too many wrong ones lock the account.
    private func knows(_ password: String, _ visit: Visit) async throws -> Bool {
        guard let user = visit.identity.user else { throw SignInNeeded() }
        let now = console.clock.now
        return try await console.desk.ask { store in
            guard let facts = try store.signInFacts(ofUserNamed: user.settings.name) else { return false }
            if let until = facts.user.lockedUntil, until > now { return false }
            if facts.password.matches(password) { return true }
            try store.recordFailedSignIn(of: user.id, at: now)
            return false
        }
    }

    private func changePassword(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let reading = visit.reading
        guard let user = visit.identity.user else { throw SignInNeeded() }
        guard try await knows(form.verbatim("old"), visit) else {
            let error = Sentence(reading(.wrongPassword))
            return .shown(Self.page(visit, passwordError: error), .unprocessableContent)
        }
        let (password, session, actor) = (form.verbatim("new"), visit.session?.digest, visit.identity.actor)
        let now = console.clock.now
        do {
            try await console.desk.ask {
                let hash = try PasswordHash(of: password)
                try $0.setPassword(of: user.id, hash, keeping: session, by: actor, at: now)
            }
            return .done("/profile?done=saved")
        } catch let error as CredentialError {
            let sentence = Sentence(reading(error.phrase))
            return .shown(Self.page(visit, passwordError: sentence), .unprocessableContent)
        }
    }

    /// Turns one-time codes on, showing the key once, or off.
    private func changeCode(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        let reading = visit.reading
        guard let user = visit.identity.user else { throw SignInNeeded() }
        guard try await knows(form.verbatim("password"), visit) else {
            let error = Sentence(reading(.wrongPassword))
            return .shown(Self.page(visit, passwordError: error), .unprocessableContent)
        }
        let code = form["do"] == "on" ? OneTimeCode() : nil
        let (actor, now) = (visit.identity.actor, console.clock.now)
        try await console.desk.ask { try $0.setOneTimeCode(of: user.id, code, by: actor, at: now) }
        guard let code else { return .done("/profile?done=saved") }
        let form = Form(
            action: "/language",
            fields: [
                .init("here", "", .hidden, value: "/profile"),
                .init("language", "", .hidden, value: reading.language.rawValue),
            ],
            submit: reading(.secretIsKept)
        )
        let content = FormContent(
            introduction: Sentence(reading(.codeKeyIntroduction)),
            form: form,
            secret: code.base32,
            secretNote: Sentence(reading(.codeKeyNote))
        )
        return .shown(Page(template: "form-page", area: nil, title: .oneTimeCode, content: content), .ok)
    }
}
