import Credentials
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

/// The keys of programs: those of one's own member, or all for administrators of the system.
struct TokenEndpoints: EndpointGroup {
    /// Most bytes of a token's settings.
    static let maximumBody = 16 << 10
    /// Days that a token lives that does not say.
    static let usualDays = 365.0

    let desk: StoreDesk
    let directory: MemberDirectory
    let tokens: TokenCache
    let clock: HubClock

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/tokens",
                summary: "The tokens, newest first, without their secrets",
                permission: .administer,
                answers: [.json(.object([.init("tokens", .array(.named("Token")))]), "All of them")],
                handle: list
            ),
            Endpoint(
                method: .post,
                path: "/api/v1/tokens",
                summary: "Make a token; its secret is told this once",
                permission: .administer,
                body: .json(
                    .object([
                        .init("name", .text(1...TokenSettings.maximumNameLength)),
                        .optional("member", APISchemas.code), .init("scopes", APISchemas.scopes),
                        .optional("expiresAt", .moment),
                    ])
                ),
                answers: [.json(.named("Token"), status: .created, "The token and its secret")],
                handle: add
            ),
            Endpoint(
                method: .delete,
                path: "/api/v1/tokens/{id}",
                summary: "Withdraw a token",
                permission: .administer,
                parameters: [.path("id", .integer(1...Int64.max))],
                answers: [.empty(.noContent, "Done; it opens nothing any more")],
                problems: [.notFound],
                handle: revoke
            ),
        ]
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let member = context.identity.actor.member
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let tokens = try store.tokens(of: member)
            return .json { writer in
                writer.object { $0.array("tokens", of: tokens) { $0.value($1, codes) } }
            }
        }
    }

    private func add(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await request.json(TokenBody.self, upTo: Self.maximumBody)
        let (identity, now) = (context.identity, clock.now)
        let secret = Secret(for: .token)
        return try await desk.ask { [directory] store in
            let settings = try body.settings(for: identity, directory, store, now: now)
            let token = try store.addToken(settings, secret.digest, by: identity.actor, at: now)
            let codes = try directory.codes(store)
            return .json(status: .created) { $0.value(token, secret: secret.text, codes) }
        }
    }

    private func revoke(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = Token.ID(try context.number("id"))
        let (identity, now) = (context.identity, clock.now)
        try await desk.ask { store in
            guard try store.tokens(of: identity.actor.member).contains(where: { $0.id == id }) else {
                throw Problem(.notFound, "there is no such token")
            }
            try store.revokeToken(id, by: identity.actor, at: now)
        }
        tokens.forget()
        return Response(status: .noContent)
    }
}

/// A token's settings as they are sent.
private struct TokenBody: Decodable {
    let name: String
    let member: String?
    let scopes: [String]
    let expiresAt: String?

    func settings(
        for identity: Identity,
        _ directory: MemberDirectory,
        _ store: any Store,
        now: Timestamp
    ) throws -> TokenSettings {
        guard let permissions = Permissions(words: scopes) else {
            throw Problem(.invalid, "scopes: one of them is none")
        }
        var end = now.advanced(byDays: TokenEndpoints.usualDays)
        if let expiresAt {
            guard let moment = Timestamp(rfc3339: expiresAt) else {
                throw Problem(.invalid, "expiresAt: a time as RFC 3339 writes it")
            }
            end = moment
        }
        let wanted = try member.map { try directory.member($0, store) }
        return TokenSettings(
            name: name,
            member: try identity.administered(wanted),
            scopes: permissions,
            expiresAt: end
        )
    }
}
