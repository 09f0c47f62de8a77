import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Registry

/// Turns every error into a problem document; what nobody foresaw is logged and told without its reasons.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = HubContext

    func handle(
        _ request: Request,
        context: HubContext,
        next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch {
            let problem = Self.problem(for: error, context)
            var response = problem.response(requestID: context.id)
            if problem.kind == .unauthorized, request.uri.path.hasPrefix("/lists/") {
                // Devices that pull lists wait for this before they present their password.
                response.headers[.wwwAuthenticate] = "Basic realm=\"Marsad\", Bearer realm=\"Marsad\""
            }
            return response
        }
    }

    static func problem(for error: any Error, _ context: HubContext) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as StoreError: problem(for: error, context)
        case let error as HTTPError: problem(for: error)
        case is NIOTooManyBytesError: Problem(.tooLarge, "send less at a time")
        default: unforeseen(error, context)
        }
    }

    private static func problem(for error: StoreError, _ context: HubContext) -> Problem {
        switch error.code {
        case .invalidValue, .unknownSource: return Problem(.invalid, error.description)
        case .notFound: return Problem(.notFound, error.description)
        case .conflict: return Problem(.conflict, error.description)
        case .notAllowed: return Problem(.forbidden, error.description)
        case .busy, .full:
            context.logger.error("\(error)")
            return Problem(.unavailable, "the registry cannot take this now; try again", retryAfter: 5)
        case .cannotOpen, .notARegistry, .newerVersion, .damaged, .readOnly, .failed:
            return unforeseen(error, context)
        }
    }

    private static func problem(for error: HTTPError) -> Problem {
        switch error.status {
        case .notFound: Problem(.notFound, "no page or resource has this address")
        case .contentTooLarge: Problem(.tooLarge, error.body ?? "send less at a time")
        case .unsupportedMediaType: Problem(.unsupportedMediaType, error.body ?? "send JSON")
        case .methodNotAllowed, .badRequest: Problem(.badRequest, error.body ?? "see the API's description")
        default: Problem(.badRequest, error.body ?? error.status.reasonPhrase)
        }
    }

    private static func unforeseen(_ error: any Error, _ context: HubContext) -> Problem {
        context.logger.error("\(error)")
        return Problem(.failed, "tell your administrator the number of this request: \(context.id)")
    }
}
