import ConsoleAssets
import Foundation
import HTTPTypes
import Hummingbird
import OpenIDConnect
import Publication
import Registry
import Reports

/// The hub's pages for people.
struct Console: Sendable {
    let desk: StoreDesk
    let clock: HubClock
    let cookies: Cookies
    let templates: Templates
    let tokens: TokenCache
    let allowlist: AllowlistHolder
    let enrichment: EnrichmentShelf
    let isDemonstration: Bool
    /// Whom people may sign in with besides their passwords.
    let provider: OIDCProvider?
    let publisher: Publisher
    let throttle = SignInThrottle()

    init(
        desk: StoreDesk,
        clock: HubClock,
        tokens: TokenCache,
        allowlist: AllowlistHolder,
        enrichment: EnrichmentShelf,
        publisher: Publisher,
        isEncrypted: Bool,
        isDemonstration: Bool = false,
        provider: OIDCProvider? = nil
    ) throws {
        self.desk = desk
        self.clock = clock
        self.tokens = tokens
        self.allowlist = allowlist
        self.enrichment = enrichment
        self.isDemonstration = isDemonstration
        self.provider = provider
        self.publisher = publisher
        cookies = Cookies(isEncrypted: isEncrypted)
        templates = try Templates()
    }

    /// Adds what knows the browser, for all routes to come, those of programs too.
    func addMiddleware(to router: Router<HubContext>) {
        router.addMiddleware {
            SessionReader(desk: desk, clock: clock, cookies: cookies)
            PageErrors(console: self)
        }
    }

    /// Adds all pages.
    func add(to router: Router<HubContext>) {
        AssetRoutes().add(to: router)
        SignInPages(console: self).add(to: router)
        if let provider { ProviderPages(console: self, provider: provider).add(to: router) }
        SetUpPages(console: self).add(to: router)
        SessionRoute(console: self).add(to: router)
        ProfilePages(console: self).add(to: router)
        SituationPage(console: self).add(to: router)
        SearchPage(console: self).add(to: router)
        AddressPage(console: self).add(to: router)
        RegisterPage(console: self).add(to: router)
        ApprovalsPage(console: self).add(to: router)
        AppealPages(console: self).add(to: router)
        JudgementForms(console: self).add(to: router)
        WatchPage(console: self).add(to: router)
        HuntPage(console: self).add(to: router)
        ListPages(console: self, publisher: publisher).add(to: router)
        FeedPages(console: self).add(to: router)
        AllowlistPages(console: self).add(to: router)
        AdministrationPages(console: self).add(to: router)
        AuditPage(console: self).add(to: router)
        HelpPage(console: self).add(to: router)
    }

    /// Adds a page that is read.
    func page(
        _ router: Router<HubContext>,
        _ path: RouterPath,
        for permission: Permissions,
        _ make: @escaping @Sendable (Visit) async throws -> Page
    ) {
        router.get(path) { request, context in
            let visit = try await visit(request, context, for: permission)
            return try response(try await make(visit), in: visit)
        }
    }

    /// Adds an act of a form: it says where to go on, or what page to show instead.
    func act(
        _ router: Router<HubContext>,
        _ path: RouterPath,
        for permission: Permissions,
        _ act: @escaping @Sendable (FormBody, Visit) async throws -> Outcome
    ) {
        router.post(path) { request, context in
            let visit = try await visit(request, context, for: permission)
            let form = try await FormBody.read(request, context)
            switch try await act(form, visit) {
            case .done(let path): return Self.redirect(to: path)
            case .shown(let page, let status): return try response(page, in: visit, status: status)
            }
        }
    }

    /// What came of an act.
    enum Outcome: Sendable {
        case done(String)
        case shown(Page, HTTPResponse.Status)
    }

    /// The visit that a request is, of somebody who may do something.
    func visit(
        _ request: Request,
        _ context: HubContext,
        for permission: Permissions?
    ) async throws -> Visit {
        var visit = Visit(request, context, now: clock.now)
        guard let permission else { return visit }
        guard context.identity.user != nil else { throw SignInNeeded() }
        try context.identity.require(permission)
        visit.know(try await desk.ask { try $0.members() })
        return visit
    }

    /// A page as HTML; one of its tables as CSV or JSON, where the query asks for that.
    func response(_ page: Page, in visit: Visit, status: HTTPResponse.Status = .ok) throws -> Response {
        if status == .ok, let format = visit.query["format"] {
            let table = page.tables.first { $0.name == visit.query["table"] ?? $0.name }
            guard let output = TableOutput(rawValue: format), let table else {
                throw Problem(.notFound, "format is csv or json, table one of the page's")
            }
            return output.response(table)
        }
        let frame = Frame(of: page, in: visit, isDemonstration: isDemonstration)
        let html = templates.render(page.template, page.content, in: frame)
        var response = Response(status: status, body: .init(byteBuffer: ByteBuffer(string: html)))
        response.headers[.contentType] = "text/html; charset=utf-8"
        response.headers[.contentLanguage] = visit.reading.language.rawValue
        response.headers[.vary] = "Cookie, Accept-Language"
        return response
    }

    /// The answer to an act: go on to a page of ours.
    static func redirect(to path: String) -> Response {
        var response = Response(status: .seeOther)
        response.headers[.location] = path
        return response
    }
}

/// A page needs somebody who has signed in.
struct SignInNeeded: Error {}
