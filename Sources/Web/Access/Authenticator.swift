import Credentials
import HTTPTypes
import Hummingbird
import Registry
import Reports

/// Finds out who asks: a bearer token, or a token as the password of Basic authentication.
///
/// A token that is wrong, over or withdrawn is refused, also where none is needed.
struct Authenticator: RouterMiddleware {
    typealias Context = HubContext

    let desk: StoreDesk
    let tokens: TokenCache
    /// Counts wrong secrets by the address they come from.
    let failures: RateLimiter<String>
    let clock: HubClock

    func handle(
        _ request: Request,
        context: HubContext,
        next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let header = try Self.secret(in: request.headers)
        if let secret = try header ?? Self.secret(inAddressOf: request) {
            do {
                let token = try await token(secret)
                if header == nil { try Self.requireList(token) }
                context.identity = Identity(token)
            } catch let problem as Problem {
                let origin = context.remoteAddress?.ipAddress ?? ""
                guard let seconds = failures.take(for: origin) else { throw problem }
                throw Problem(.tooManyRequests, "too many wrong secrets", retryAfter: seconds)
            }
        }
        return try await next(request, context)
    }

    private func token(_ secret: String) async throws -> Token {
        let digest = SecretDigest(of: secret)
        let now = clock.now
        let token: Token?
        if let known = tokens.token(digest, at: now) {
            token = known
        } else {
            token = try await desk.askBriefly { try $0.token(digest) }
            tokens.keep(token, for: digest, at: now)
        }
        guard let token else { throw Problem(.unauthorized, "there is no such token") }
        guard token.isValid(at: now) else { throw Problem(.unauthorized, "the token is over or withdrawn") }
        return token
    }

    /// The secret that the request presents, if any.
    static func secret(in headers: HTTPFields) throws -> String? {
        if let key = headers[apiKey] { return try bounded(key) }
        guard let value = headers[.authorization] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else {
            throw Problem(.unauthorized, "the Authorization header is not readable")
        }
        switch parts[0].lowercased() {
        case "bearer": return try bounded(String(parts[1]))
        case "basic":
            guard let pair = Base64Text.decoded(parts[1]), let colon = pair.firstIndex(of: ":") else {
                throw Problem(.unauthorized, "the Authorization header is not readable")
            }
            return try bounded(String(pair[pair.index(after: colon)...]))
        default:
            throw Problem(.unauthorized, "authenticate as Bearer, or as Basic with the token as password")
        }
    }

    /// The secret in the address of a list, for resolvers that send nothing but an address (`?token=`).
    private static func secret(inAddressOf request: Request) throws -> String? {
        guard request.uri.path.hasPrefix("/lists/"), let secret = request.uri.queryParameters["token"] else {
            return nil
        }
        return try bounded(String(secret))
    }

    /// Addresses are written into logs: a token in one may do nothing but pull lists.
    private static func requireList(_ token: Token) throws {
        guard token.settings.scopes == [.consume] else {
            throw Problem(.unauthorized, "a token in an address has the scope consume alone")
        }
    }

    private static func bounded(_ secret: String) throws -> String {
        guard secret.utf8.count <= Secret.maximumLength else {
            throw Problem(.unauthorized, "there is no such token")
        }
        return secret
    }

    /// What bouncers present theirs in.
    private static let apiKey = HTTPField.Name("X-Api-Key") ?? .authorization
}
