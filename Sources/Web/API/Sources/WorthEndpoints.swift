import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import RegistryJSON
import Reports

/// What sources are worth, and what people decide of it.
struct WorthEndpoints: EndpointGroup {
    /// Most bytes of a decision.
    static let maximumBody = 16 << 10
    /// What comes instead of a number of days for a list that never removes.
    private static let endless = 1e9

    let desk: StoreDesk
    let clock: HubClock

    private static let name = Endpoint.Parameter.path("name", APISchemas.name)
    private static let why = Schema.Field("why", .text(1...SourceOverruling.maximumTextLength))
    private static let answer = Endpoint.Answer.json(.named("SourceWorth"), "What it is worth now")

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/sources/{name}/worth",
                summary: "What was learnt of a source, with the counts behind it, and what it adds",
                permission: .read,
                parameters: [Self.name],
                answers: [Self.answer],
                problems: [.notFound]
            ) { request, context in
                let name = try context.part("name")
                return try await review(of: name, for: context.identity.viewer) { _ in }
            },
            Endpoint(
                method: .put,
                path: "/api/v1/sources/{name}/worth",
                summary: "Set by hand what is learnt of a source, or let it be learnt; for people alone",
                permission: .submit,
                parameters: [Self.name],
                body: .json(
                    .object([
                        .optional("reliability", .number(0...1)),
                        .optional("usualStayDays", .number(0...Self.endless)),
                        .optional("neverRemoves", .boolean), Self.why,
                    ])
                ),
                answers: [Self.answer],
                problems: [.notFound],
                handle: overrule
            ),
            Endpoint(
                method: .put,
                path: "/api/v1/sources/{name}/lineage/{other}",
                summary: "Decide whether two sources count once together; for people alone",
                permission: .submit,
                parameters: [Self.name, .path("other", APISchemas.name)],
                body: .json(.object([.init("oneLineage", .boolean), Self.why])),
                answers: [Self.answer],
                problems: [.notFound]
            ) { request, context in
                let body = try await request.json(LineageBody.self, upTo: Self.maximumBody)
                return try await rule(body.oneLineage, why: body.why, context)
            },
            Endpoint(
                method: .delete,
                path: "/api/v1/sources/{name}/lineage/{other}",
                summary: "Take such a decision back; for people alone",
                permission: .submit,
                parameters: [
                    Self.name, .path("other", APISchemas.name),
                    .query("why", .text(1...SourceOverruling.maximumTextLength), "Why"),
                ],
                answers: [Self.answer],
                problems: [.notFound, .invalid]
            ) { request, context in
                let query = try QueryReader(request, knowing: ["why"])
                return try await rule(nil, why: try query.word("why") { $0 } ?? "withdrawn", context)
            },
        ]
    }

    private func overrule(_ request: Request, _ context: HubContext) async throws -> Response {
        let name = try context.part("name")
        let body = try await request.json(OverrulingBody.self, upTo: Self.maximumBody)
        let overruling = try body.overruling
        let (identity, now) = (context.identity, clock.now)
        try identity.requirePerson()
        return try await review(of: name, for: identity.viewer) { store in
            try identity.requireRight(over: name, in: store)
            try store.overrule(
                sourceNamed: name,
                overruling,
                by: identity.actor,
                for: identity.viewer,
                at: now
            )
        }
    }

    private func rule(_ areOneLineage: Bool?, why: String, _ context: HubContext) async throws -> Response {
        let (name, other) = (try context.part("name"), try context.part("other"))
        let (identity, now) = (context.identity, clock.now)
        try identity.requirePerson()
        return try await review(of: name, for: identity.viewer) { store in
            for name in [name, other] { try identity.requireRight(over: name, in: store) }
            try store.rule(
                name,
                and: other,
                areOneLineage: areOneLineage,
                why: why,
                by: identity.actor,
                for: identity.viewer,
                at: now
            )
        }
    }

    private func review(
        of name: String,
        for viewer: Viewer,
        after act: @escaping @Sendable (any Store) throws -> Void
    ) async throws -> Response {
        let now = clock.now
        return try await desk.ask { store in
            try act(store)
            guard let review = try store.worth(ofSourceNamed: name, for: viewer, at: now) else {
                throw Problem(.notFound, "there is no such source")
            }
            return .json { $0.value(review) }
        }
    }
}

private struct OverrulingBody: Decodable {
    let reliability: Double?
    let usualStayDays: Double?
    let neverRemoves: Bool?
    let why: String

    var overruling: SourceOverruling {
        get throws(Problem) {
            if neverRemoves == true, usualStayDays != nil {
                throw Problem(.invalid, "neverRemoves: a list that never removes has no usual stay")
            }
            let days = neverRemoves == true ? Double.infinity : usualStayDays
            return SourceOverruling(reliability: reliability, usualStayDays: days, why: why)
        }
    }
}

private struct LineageBody: Decodable {
    let oneLineage: Bool
    let why: String
}

extension Identity {
    /// Refuses those who may not decide of a source: what a member's own reports are worth, no member decides.
    fileprivate func requireRight(over name: String, in store: any Store) throws {
        guard let source = try store.sources(for: viewer).first(where: { $0.settings.name == name }) else {
            throw Problem(.notFound, "there is no source \(name)")
        }
        if source.settings.member != nil { try requireSystem() }
    }
}
