import Credentials
import HTTPTypes
import Hummingbird
import Registry

/// Finds out who a browser belongs to, and keeps other sites from acting in its name.
///
/// A request that changes something is refused when the browser says that another site sent it. Forms of the console
/// carry a token besides, see ``FormBody``; requests to the interfaces of programs carry it in a header.
struct SessionReader: RouterMiddleware {
    typealias Context = HubContext

    let desk: StoreDesk
    let clock: HubClock
    let cookies: Cookies

    func handle(
        _ request: Request,
        context: HubContext,
        next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        guard context.identity.token == nil else { return try await next(request, context) }
        var context = context
        let browser = try await browser(of: request, &context)
        context.browser = browser
        if browser.session != nil, !request.method.isReading {
            guard request.comesFromHere else {
                throw Problem(.forbidden, "another site sent this; open the page here and try again")
            }
            if Self.isForPrograms(request.uri.path), request.headers[Self.formToken] != browser.formToken {
                throw Problem(.forbidden, "a session's request carries the form token in X-Marsad-Form")
            }
        }
        var response = try await next(request, context)
        if browser.isNew, response.isPage {
            response.headers[values: .setCookie].append(cookies.settingVisitor(browser.secret))
        }
        return response
    }

    private func browser(of request: Request, _ context: inout HubContext) async throws -> Browser {
        let language = cookies.value(cookies.language, in: request).flatMap(
            Preferences.Language.init(rawValue:)
        )
        if let secret = cookies.value(cookies.session, in: request), secret.utf8.count <= Secret.maximumLength
        {
            let digest = SecretDigest(of: secret)
            let now = clock.now
            let isUse = !request.isBackground
            if let open = try await desk.ask({ try $0.openSession(digest, isUse: isUse, at: now) }) {
                context.identity = Identity(open.user)
                let session = Browser.Session(digest: digest, endsAt: open.endsAt)
                return Browser(session: session, secret: secret, isNew: false, language: language)
            }
        }
        if let secret = cookies.value(cookies.visitor, in: request), Self.isVisitorSecret(secret) {
            return Browser(session: nil, secret: secret, isNew: false, language: language)
        }
        let secret = Secret(for: .crossSite)
        return Browser(session: nil, secret: secret.text, isNew: true, language: language)
    }

    private static func isVisitorSecret(_ text: String) -> Bool {
        text.utf8.count <= Secret.maximumLength && text.hasPrefix(Secret.Purpose.crossSite.rawValue)
    }

    /// Whether a path belongs to the interfaces of programs.
    static func isForPrograms(_ path: String) -> Bool {
        programs.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    private static let programs = [
        "/api", "/v1", "/taxii2", "/misp", "/lists", "/metrics", "/healthz", "/readyz",
    ]
    private static let formToken = HTTPField.Name("X-Marsad-Form") ?? .authorization
}

extension HTTPRequest.Method {
    /// Whether it changes nothing.
    var isReading: Bool { self == .get || self == .head || self == .options }
}

extension Request {
    /// Whether a page asks by itself, and nobody need sit before it: that keeps no session open.
    var isBackground: Bool {
        if let name = HTTPField.Name("X-Marsad-Background"), headers[name] != nil { return true }
        return headers[.accept]?.hasPrefix(EventStream.mediaType) == true
    }

    /// Whether nothing says that another site sent it.
    var comesFromHere: Bool {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = headers[name] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = headers[.origin] else { return true }
        guard let authority = head.authority, let scheme = origin.firstRange(of: "://") else { return false }
        return origin[scheme.upperBound...] == authority
    }
}

extension Response {
    /// Whether it is a page for people.
    var isPage: Bool { headers[.contentType]?.hasPrefix("text/html") == true }
}
