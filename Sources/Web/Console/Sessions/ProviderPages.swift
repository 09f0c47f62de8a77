import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import OpenIDConnect
import Registry
import Reports

/// `/sign-in/oidc` and below: signing in with an OpenID Connect provider.
///
/// Nobody gets an account by it: an administrator has linked the subject to a user. All that ties the answer to the
/// browser follows from a secret in a cookie; see ``OIDCBinding``.
struct ProviderPages {
    let console: Console
    let provider: OIDCProvider
    let pending = PendingSignIns()

    func add(to router: Router<HubContext>) {
        router.get("/sign-in/oidc") { request, context in try await begin(request, context) }
        router.get("/sign-in/oidc/callback") { request, context in try await finish(request, context) }
        router.post("/sign-in/oidc/code") { request, context in try await takeCode(request, context) }
    }

    /// Sends the browser to the provider.
    private func begin(_ request: Request, _ context: HubContext) async throws -> Response {
        let visit = try await console.visit(request, context, for: nil)
        let next = LocalPath(visit.query["next"])
        let secret = Secret(for: .providerSignIn).text
        do throws(OIDCRefusal) {
            let address = try await provider.address(for: OIDCBinding(secret: secret), at: console.clock.now)
            var response = Console.redirect(to: address)
            let cookie = console.cookies.settingProvider(ProviderCookie(secret: secret, next: next).value)
            response.headers[values: .setCookie].append(cookie)
            return response
        } catch { return try refuse(.ssoRefused, visit, next, status: .badGateway) }
    }

    /// Takes what the provider answers through the browser.
    private func finish(_ request: Request, _ context: HubContext) async throws -> Response {
        let visit = try await console.visit(request, context, for: nil)
        let now = console.clock.now
        guard let cookie = ProviderCookie(console.cookies.value(console.cookies.provider, in: request)),
            case let binding = OIDCBinding(secret: cookie.secret),
            let state = visit.query["state"], binding.isAnswered(by: state), pending.use(state, at: now),
            // RFC 9207: an answer that names its provider names this one.
            visit.query["iss"].map({ $0 == provider.settings.issuer }) ?? true
        else { return try refuse(.ssoState, visit, LocalPath(nil), status: .badRequest) }
        let origin = context.remoteAddress?.ipAddress ?? ""
        if let seconds = console.throttle.wait(name: Self.throttled(origin), address: origin, at: now) {
            var response = try refuse(.tooManyText, visit, cookie.next, status: .tooManyRequests)
            response.headers[.retryAfter] = "\(seconds)"
            return response
        }
        do throws(OIDCRefusal) {
            if let error = visit.query["error"] { throw .refused(OIDCProvider.word(error)) }
            guard let code = visit.query["code"] else { throw .state }
            let token = try await provider.redeem(code, for: binding, at: now)
            console.throttle.succeed(name: Self.throttled(origin))
            return try await welcome(token, cookie, visit)
        } catch {
            console.throttle.fail(name: Self.throttled(origin), address: origin, at: now)
            try await record(error.description)
            return try refuse(.ssoRefused, visit, cookie.next, status: .forbidden)
        }
    }

    /// Failures count for the address that they come from alone: nobody keeps others out.
    private static func throttled(_ origin: String) -> String { "single sign-on from \(origin)" }

    /// Signs in whom the provider vouches for, or asks for the second factor.
    private func welcome(_ token: IDToken, _ cookie: ProviderCookie, _ visit: Visit) async throws(OIDCRefusal)
        -> Response
    {
        do {
            let link = ProviderLink(issuer: provider.settings.issuer, subject: token.subject)
            guard let user = try await console.desk.ask({ try $0.user(linkedTo: link) }),
                !user.settings.isDisabled
            else {
                try await record("no user is linked to \(OIDCProvider.word(token.subject))")
                let subject = ShownText(token.subject).text
                let sentence = visit.reading(.ssoUnlinked, ["subject": .code(subject)])
                return try refuse(sentence, visit, cookie.next, status: .forbidden)
            }
            if user.hasOneTimeCode, !token.isStrong { return try await askForCode(user, cookie, visit) }
            return try await signIn(user, codePeriod: nil, next: cookie.next.text)
        } catch let refusal as OIDCRefusal { throw refusal } catch {
            throw .provider("the registry did not answer")
        }
    }

    /// Begins a session under a new secret, whatever the browser brought.
    private func signIn(_ user: User, codePeriod: Int64?, next: String) async throws -> Response {
        let secret = try await SignInPages.begin(
            user,
            codePeriod: codePeriod,
            means: "by \(provider.settings.issuer)",
            console: console
        )
        var response = Console.redirect(to: next)
        response.headers[values: .setCookie].append(console.cookies.settingSession(secret.text))
        response.headers[values: .setCookie].append(console.cookies.endingProvider)
        return response
    }

    // MARK: The second factor

    private func askForCode(_ user: User, _ cookie: ProviderCookie, _ visit: Visit) async throws -> Response {
        let secret = Secret(for: .providerSignIn)
        pending.expectCode(of: user.id, secret.digest, next: cookie.next.text, at: console.clock.now)
        var response = try console.response(Self.codePage(visit), in: visit)
        let value = ProviderCookie(secret: secret.text, next: cookie.next).value
        response.headers[values: .setCookie].append(console.cookies.settingProvider(value))
        return response
    }

    private static func codePage(_ visit: Visit, error: Phrase? = nil) -> Page {
        let reading = visit.reading
        let form = Form(
            action: "/sign-in/oidc/code",
            fields: [
                .init("code", reading(.oneTimeCode), .code, completion: "one-time-code")
            ],
            submit: reading(.signIn),
            error: error.map { Sentence(reading($0)) }
        )
        let content = FormContent(introduction: Sentence(reading(.ssoCode)), form: form)
        return Page(template: "form-page", area: nil, title: .signIn, content: content)
    }

    private func takeCode(_ request: Request, _ context: HubContext) async throws -> Response {
        let visit = try await console.visit(request, context, for: nil)
        let form = try await FormBody.read(request, context)
        let now = console.clock.now
        guard let cookie = ProviderCookie(console.cookies.value(console.cookies.provider, in: request)),
            case let secret = SecretDigest(of: cookie.secret),
            let person = pending.attempt(secret, at: now)
        else { return try refuse(.ssoState, visit, LocalPath(nil), status: .badRequest) }
        let code = form["code"]
        let found = try await console.desk.ask { store -> (user: User, period: Int64)? in
            guard let user = try store.user(person.user), !user.settings.isDisabled,
                let facts = try store.signInFacts(ofUserNamed: user.settings.name),
                facts.user.lockedUntil.map({ $0 <= now }) ?? true
            else { return nil }
            if let period = facts.oneTimeCode?.period(of: code, at: now.seconds),
                period > facts.lastCodePeriod ?? .min
            {
                return (user, period)
            }
            try store.recordFailedSignIn(of: user.id, at: now)
            return nil
        }
        guard let found else {
            return try console.response(
                Self.codePage(visit, error: .wrongSignIn),
                in: visit,
                status: .unprocessableContent
            )
        }
        pending.end(secret)
        return try await signIn(found.user, codePeriod: found.period, next: person.next)
    }

    // MARK: Refusals

    /// The page for signing in, which says what stood in the way.
    private func refuse(
        _ phrase: Phrase,
        _ visit: Visit,
        _ next: LocalPath,
        status: HTTPResponse.Status
    ) throws(OIDCRefusal) -> Response {
        try refuse(Sentence(visit.reading(phrase)), visit, next, status: status)
    }

    private func refuse(
        _ sentence: Sentence,
        _ visit: Visit,
        _ next: LocalPath,
        status: HTTPResponse.Status
    ) throws(OIDCRefusal) -> Response {
        let page = SignInPages.page(visit, next: next, hasProvider: true, error: sentence)
        do {
            var response = try console.response(page, in: visit, status: status)
            response.headers[values: .setCookie].append(console.cookies.endingProvider)
            return response
        } catch { throw .provider("the page cannot be shown") }
    }

    private func record(_ detail: String) async throws(OIDCRefusal) {
        let nobody = Actor(.system, name: "nobody", member: nil)
        let record = AuditRecord(.signInFailed, provider.settings.issuer, detail: detail, by: nobody)
        let now = console.clock.now
        do { try await console.desk.ask { try $0.audit(record, at: now) } } catch {
            throw .provider("the registry did not answer")
        }
    }
}

/// What a browser keeps while somebody signs in with a provider: the secret, and where to go on.
private struct ProviderCookie {
    let secret: String
    let next: LocalPath

    init(secret: String, next: LocalPath) {
        self.secret = secret
        self.next = next
    }

    /// Reads a cookie; nil when it is none of ours.
    init?(_ value: String?) {
        guard let value, let dot = value.firstIndex(of: "."),
            value.hasPrefix(Secret.Purpose.providerSignIn.rawValue),
            value[..<dot].utf8.count <= Secret.maximumLength
        else { return nil }
        secret = String(value[..<dot])
        next = LocalPath(String(value[value.index(after: dot)...]).removingPercentEncoding)
    }

    var value: String { "\(secret).\(AddressText.encoded(next.text))" }
}
