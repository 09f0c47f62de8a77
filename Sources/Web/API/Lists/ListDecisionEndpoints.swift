import HTTPTypes
import Hummingbird
import JSONOutput
import Lists
import Publication
import Registry
import RegistryJSON
import Reports

/// What administrators decide about lists: those of the system about all, those of a member about lists for it alone.
struct ListDecisionEndpoints: EndpointGroup {
    let desk: StoreDesk
    let publisher: Publisher
    let directory: MemberDirectory
    let clock: HubClock

    var endpoints: [Endpoint] {
        let settings = Endpoint.Body.json(.object(ListBody.fields))
        let reason = Schema.text(1...ListSettings.maximumPurposeLength)
        return [
            decision(.put, "", "Make a list, or give it other settings", settings, put),
            Endpoint(
                method: .delete,
                path: "/api/v1/lists/{name}",
                summary: "Remove a list with all its serials",
                permission: .administer,
                parameters: [ListEndpoints.named],
                answers: [.empty(.noContent, "Done")],
                problems: [.notFound],
                handle: remove
            ),
            Endpoint(
                method: .post,
                path: "/api/v1/lists/{name}/preview",
                summary: "What a list with these settings would hold",
                permission: .administer,
                parameters: [ListEndpoints.named],
                body: settings,
                answers: [.json(.named("ListPreview"), "How it differs from what is served")],
                handle: preview
            ),
            decision(
                .post,
                "/hold",
                "Stop a list at what it serves",
                .json(.object([.init("reason", reason)])),
                hold
            ),
            decision(.post, "/release", "Publish what is held, and let the list go on", nil, release),
            decision(
                .post,
                "/rollback",
                "Serve the entries of an earlier serial again, and hold the list there",
                .json(.object([.init("serial", .integer(1...Int64.max))])),
                rollBack
            ),
            decision(.post, "/publish", "Look at all of the registry, and publish", nil, publish),
        ]
    }

    private func decision(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ summary: String,
        _ body: Endpoint.Body?,
        _ handle: @escaping Endpoint.Handler
    ) -> Endpoint {
        Endpoint(
            method: method,
            path: "/api/v1/lists/{name}\(path)",
            summary: summary,
            permission: .administer,
            parameters: [ListEndpoints.named],
            body: body,
            answers: [.json(.named("List"), "The list as it stands now")],
            problems: [.notFound, .conflict, .invalid],
            handle: handle
        )
    }

    private func name(_ context: HubContext) throws -> ListName {
        guard let name = ListName(try context.part("name")) else {
            throw Problem(.notFound, "there is no list of this name")
        }
        return name
    }

    /// Refuses who may not decide about a list that there is.
    private static func require(_ identity: Identity, _ name: ListName, _ store: any Store) throws {
        guard let list = try store.servedList(named: name), identity.mayPull(list.settings) else {
            throw Problem(.notFound, "there is no list of this name")
        }
        try require(identity, list.settings)
    }

    private static func require(_ identity: Identity, _ settings: ListSettings) throws {
        guard identity.mayAdminister(settings) else {
            throw Problem(.forbidden, "this is for administrators of the system, or of the list's one member")
        }
    }

    /// Does something about the list in the path and answers with the list as it then stands.
    private func decide(
        _ context: HubContext,
        _ act: @escaping @Sendable (any Store, ListName, Actor, Timestamp) throws -> PublishedList
    ) async throws -> Response {
        let (name, identity, now) = (try name(context), context.identity, clock.now)
        return try await desk.ask { [directory] store in
            try Self.require(identity, name, store)
            let list = try act(store, name, identity.actor, now)
            let codes = try directory.codes(store)
            return .json { $0.value(list, codes) }
        }
    }

    private func put(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await request.json(ListBody.self, upTo: ListEndpoints.maximumBody)
        let (name, identity, now) = (try name(context), context.identity, clock.now)
        return try await desk.ask { [directory] store in
            let settings = try body.settings(named: name, directory, store)
            try Self.require(identity, settings)
            let list: PublishedList
            if let before = try store.servedList(named: name) {
                // Who may not know of a list finds its name taken, and nothing else.
                try Self.require(identity, before.settings)
                list = try store.updateList(settings, by: identity.actor, at: now)
            } else {
                list = try store.addList(settings, by: identity.actor, at: now)
            }
            let codes = try directory.codes(store)
            return .json { $0.value(list, codes) }
        }
    }

    private func preview(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await request.json(ListBody.self, upTo: ListEndpoints.maximumBody)
        let (name, identity, now) = (try name(context), context.identity, clock.now)
        return try await desk.ask { [directory, publisher] store in
            let settings = try body.settings(named: name, directory, store)
            try Self.require(identity, settings)
            if let before = try store.servedList(named: name) { try Self.require(identity, before.settings) }
            let limit = Int(ListEndpoints.maximumShown)
            let preview = try publisher.preview(settings, limit: limit, at: now)
            return .json { $0.value(preview) }
        }
    }

    private func remove(_ request: Request, _ context: HubContext) async throws -> Response {
        let (name, identity, now) = (try name(context), context.identity, clock.now)
        try await desk.ask { store in
            try Self.require(identity, name, store)
            try store.removeList(named: name, by: identity.actor, at: now)
        }
        return Response(status: .noContent)
    }

    private struct HoldBody: Decodable {
        let reason: String
    }

    private struct RollBackBody: Decodable {
        let serial: Int64
    }

    private func hold(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await request.json(HoldBody.self, upTo: ListEndpoints.maximumBody)
        return try await decide(context) { try $0.holdList(named: $1, reason: body.reason, by: $2, at: $3) }
    }

    private func release(_ request: Request, _ context: HubContext) async throws -> Response {
        try await decide(context) { try $0.releaseList(named: $1, by: $2, at: $3) }
    }

    private func rollBack(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await request.json(RollBackBody.self, upTo: ListEndpoints.maximumBody)
        return try await decide(context) { [publisher] _, name, actor, now in
            try publisher.rollBack(name, to: body.serial, by: actor, at: now)
        }
    }

    private func publish(_ request: Request, _ context: HubContext) async throws -> Response {
        try await decide(context) { [publisher] _, name, actor, now in
            try publisher.publish(name, isFull: true, by: actor, at: now).list
        }
    }
}
