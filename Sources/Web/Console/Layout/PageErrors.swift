import HTTPTypes
import Hummingbird
import Registry

/// Errors as pages, for people; programs get them as problem documents.
struct PageErrors: RouterMiddleware {
    typealias Context = HubContext

    let console: Console

    func handle(
        _ request: Request,
        context: HubContext,
        next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        let isForPeople =
            !SessionReader.isForPrograms(request.uri.path)
            && request.headers[.accept]?.contains("text/html") == true
        do { return try await next(request, context) } catch is SignInNeeded {
            guard isForPeople else { throw Problem(.unauthorized, "this needs a token or a session") }
            let next = request.method.isReading ? request.uri.string : "/"
            return Console.redirect(to: "/sign-in?next=\(AddressText.encoded(LocalPath(next).text))")
        } catch {
            guard isForPeople else { throw error }
            return try page(ProblemMiddleware.problem(for: error, context), request, context)
        }
    }

    private func page(_ problem: Problem, _ request: Request, _ context: HubContext) throws -> Response {
        let visit = Visit(request, context, now: console.clock.now)
        let reading = visit.reading
        let content = MessageContent(
            sentence: Sentence(reading(problem.kind.phrase)),
            href: "/",
            link: reading(.toSituation),
            number: context.id
        )
        let page = Page(template: "message", area: nil, title: problem.kind.heading, content: content)
        var response = try console.response(page, in: visit, status: problem.kind.status)
        if let seconds = problem.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        return response
    }
}

extension Problem.Kind {
    fileprivate var heading: Phrase {
        switch self {
        case .notFound, .gone: .notFoundTitle
        case .forbidden, .unauthorized: .forbiddenTitle
        default: .problemTitle
        }
    }

    fileprivate var phrase: Phrase {
        switch self {
        case .notFound, .gone: .notFoundText
        case .forbidden, .unauthorized: .forbiddenText
        case .tooManyRequests: .tooManyText
        case .tooLarge: .tooLargeText
        case .unavailable: .busyText
        case .badRequest, .invalid, .conflict, .unsupportedMediaType, .methodNotAllowed: .invalidText
        case .failed: .failedText
        }
    }
}
