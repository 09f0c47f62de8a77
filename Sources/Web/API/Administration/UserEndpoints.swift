import Credentials
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

/// The people who sign in: those of one's own member, or all for administrators of the system.
struct UserEndpoints: EndpointGroup {
    /// Most bytes of a user.
    static let maximumBody = 16 << 10

    let desk: StoreDesk
    let directory: MemberDirectory
    let clock: HubClock

    private static let roles = Schema.words(["reader", "analyst", "approver", "administrator", "auditor"])
    private static let password = Schema.text(PasswordHash.minimumLength...PasswordHash.maximumBytes)
    private static let fields: [Schema.Field] = [
        .init("name", APISchemas.name), .init("displayName", APISchemas.name),
        .optional("member", APISchemas.code), .init("role", roles), .optional("disabled", .boolean),
    ]

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/users",
                summary: "The users, by name",
                permission: .administer,
                answers: [.json(.object([.init("users", .array(.named("User")))]), "All of them")],
                handle: list
            ),
            Endpoint(
                method: .post,
                path: "/api/v1/users",
                summary: "Make a user",
                permission: .administer,
                body: .json(.object(Self.fields + [.init("password", Self.password)])),
                answers: [.json(.named("User"), status: .created, "The user")],
                handle: add
            ),
            Endpoint(
                method: .put,
                path: "/api/v1/users/{id}",
                summary: "Change a user; who is disabled or gets another role has to sign in again",
                permission: .administer,
                parameters: [.path("id", .integer(1...Int64.max))],
                body: .json(.object(Self.fields)),
                answers: [.json(.named("User"), "The user")],
                problems: [.notFound],
                handle: update
            ),
            Endpoint(
                method: .put,
                path: "/api/v1/users/{id}/password",
                summary: "Give a user another password; all sessions of the user end",
                permission: .administer,
                parameters: [.path("id", .integer(1...Int64.max))],
                body: .json(.object([.init("password", Self.password)])),
                answers: [.empty(.noContent, "Done")],
                problems: [.notFound],
                handle: setPassword
            ),
            Endpoint(
                method: .put,
                path: "/api/v1/users/{id}/link",
                summary: "Say whom an OpenID Connect provider means by a user; without a subject, nobody",
                permission: .administer,
                parameters: [.path("id", .integer(1...Int64.max))],
                body: .json(
                    .object([
                        .init("issuer", .text(1...ProviderLink.maximumIssuerLength)),
                        .optional("subject", .text(1...ProviderLink.maximumSubjectLength)),
                    ])
                ),
                answers: [.empty(.noContent, "Done")],
                problems: [.notFound],
                handle: link
            ),
        ]
    }

    private func link(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = User.ID(try context.number("id"))
        let body = try await request.json(LinkBody.self, upTo: Self.maximumBody)
        let link = body.subject.map { ProviderLink(issuer: body.issuer, subject: $0) }
        let (identity, now) = (context.identity, clock.now)
        try await desk.ask { store in
            try Self.requireUser(id, for: identity, store)
            try store.linkUser(id, to: link, by: identity.actor, at: now)
        }
        return Response(status: .noContent)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let member = context.identity.actor.member
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let users = try store.users(of: member)
            return .json { writer in
                writer.object { $0.array("users", of: users) { $0.value($1, codes) } }
            }
        }
    }

    private func add(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await request.json(UserBody.self, upTo: Self.maximumBody)
        guard let password = body.password else { throw Problem(.badRequest, "password is missing") }
        let (identity, now) = (context.identity, clock.now)
        return try await desk.ask { [directory] store in
            let settings = try body.settings(for: identity, directory, store)
            let hash = try Self.hash(password)
            let user = try store.addUser(settings, password: hash, by: identity.actor, at: now)
            let codes = try directory.codes(store)
            return .json(status: .created) { $0.value(user, codes) }
        }
    }

    private func update(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = User.ID(try context.number("id"))
        let body = try await request.json(UserBody.self, upTo: Self.maximumBody)
        let (identity, now) = (context.identity, clock.now)
        return try await desk.ask { [directory] store in
            try Self.requireUser(id, for: identity, store)
            let settings = try body.settings(for: identity, directory, store)
            let user = try store.updateUser(id, settings, by: identity.actor, at: now)
            let codes = try directory.codes(store)
            return .json { $0.value(user, codes) }
        }
    }

    private func setPassword(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = User.ID(try context.number("id"))
        let body = try await request.json(PasswordBody.self, upTo: Self.maximumBody)
        let (identity, now) = (context.identity, clock.now)
        try await desk.ask { store in
            try Self.requireUser(id, for: identity, store)
            let hash = try Self.hash(body.password)
            try store.setPassword(of: id, hash, keeping: nil, by: identity.actor, at: now)
        }
        return Response(status: .noContent)
    }

    private static func requireUser(_ id: User.ID, for identity: Identity, _ store: any Store) throws {
        let user = try store.user(id)
        guard let user, identity.actor.member == nil || user.settings.member == identity.actor.member else {
            throw Problem(.notFound, "there is no such user")
        }
    }

    private static func hash(_ password: String) throws(Problem) -> PasswordHash {
        do { return try PasswordHash(of: password) } catch { throw Problem(.invalid, "password: \(error)") }
    }
}

/// A user as it is sent.
private struct UserBody: Decodable {
    let name: String
    let displayName: String
    let member: String?
    let role: String
    let disabled: Bool?
    let password: String?

    func settings(
        for identity: Identity,
        _ directory: MemberDirectory,
        _ store: any Store
    ) throws -> UserSettings {
        guard let role = Role(name: role) else { throw Problem(.invalid, "role: \(self.role) is none") }
        let wanted = try member.map { try directory.member($0, store) }
        return UserSettings(
            name: name,
            displayName: displayName,
            member: try identity.administered(wanted),
            role: role,
            isDisabled: disabled ?? false
        )
    }
}

private struct LinkBody: Decodable {
    let issuer: String
    let subject: String?
}

private struct PasswordBody: Decodable {
    let password: String
}
