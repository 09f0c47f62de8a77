import Addresses
import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

/// A hub with three members, their people and tokens of every kind.
struct APIFixture {
    let hub: HubFixture
    let owner: Member
    let named: Member
    let other: Member

    var store: any Store { hub.store }

    init() throws {
        hub = try HubFixture()
        owner = try hub.addMember("sa")
        named = try hub.addMember("ae")
        other = try hub.addMember("qa")
    }

    /// Somebody who asks.
    enum Caller {
        case nobody
        case token(Secret)
        case user(User)

        /// The secret of a token.
        var secret: Secret? {
            if case .token(let secret) = self { secret } else { nil }
        }

        /// The user.
        var user: User? {
            if case .user(let user) = self { user } else { nil }
        }
    }

    func token(_ scopes: Permissions, of member: Member?, _ name: String = UUID().uuidString) throws -> Caller
    {
        .token(try hub.addToken(name, of: member, scopes).1)
    }

    func user(_ role: Role, of member: Member?) throws -> Caller {
        let name = "\(role.name)-\(UUID().uuidString)"
        let settings = UserSettings(name: name, displayName: name, member: member?.id, role: role)
        let hash = try #require(
            PasswordHash(
                stored: "scrypt$10$8$1$" + String(repeating: "0", count: 32) + "$"
                    + String(repeating: "0", count: 64)
            )
        )
        return .user(try store.addUser(settings, password: hash, by: .system, at: HubFixture.now))
    }

    /// The API behind the hub's own door, which also takes users for signed in that a header names.
    private func router() -> Router<HubContext> {
        let router = Router(context: HubContext.self)
        router.addMiddleware {
            ProblemMiddleware()
            Authenticator(
                desk: hub.hub.desk,
                tokens: hub.hub.tokens,
                failures: hub.hub.failures,
                clock: hub.hub.clock
            )
            SignedIn(store: store)
        }
        hub.hub.api.add(to: router)
        return router
    }

    func test(_ body: @escaping @Sendable (Client) async throws -> Void) async throws {
        try await Application(router: router()).test(.router) { try await body(Client(client: $0)) }
    }

    /// Asks as somebody.
    struct Client: Sendable {
        let client: any TestClientProtocol

        @discardableResult
        func ask(
            _ method: HTTPRequest.Method,
            _ path: String,
            as caller: Caller,
            _ body: String? = nil,
            type: String = "application/json",
            headers extra: HTTPFields = [:]
        ) async throws -> TestResponse {
            var headers = extra
            switch caller {
            case .nobody: break
            case .token(let secret): headers[.authorization] = "Bearer \(secret.text)"
            case .user(let user): headers[SignedIn.header] = "\(user.id.number)"
            }
            if body != nil { headers[.contentType] = type }
            return try await client.execute(
                uri: path,
                method: method,
                headers: headers,
                body: body.map { ByteBuffer(string: $0) }
            )
        }
    }

    private struct SignedIn: RouterMiddleware {
        typealias Context = HubContext
        static let header = HTTPField.Name("X-Test-User") ?? .cookie

        let store: any Store

        func handle(
            _ request: Request,
            context: HubContext,
            next: (Request, HubContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            if let number = request.headers[Self.header].flatMap({ Int64($0) }),
                let user = try store.user(User.ID(number))
            {
                context.identity = Identity(user)
            }
            return try await next(request, context)
        }
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
}
