import Addresses
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

/// What people decide of addresses: disputes, and scores set by hand.
struct JudgementEndpoints: EndpointGroup {
    /// Most bytes of a decision.
    static let maximumBody = 16 << 10

    let desk: StoreDesk
    let directory: MemberDirectory
    let clock: HubClock

    private static let path = Endpoint.Parameter.path("address", APISchemas.addressInPath)
    private static let why = Schema.Field("why", .text(1...OverrideSettings.maximumTextLength))
    private static let revision = Endpoint.Answer.json(
        .object([.init("revision", .revision)]),
        "The revision of the change"
    )

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/addresses/{address}/decisions",
                summary: "Who takes an address for a false positive, and what its score is set to",
                permission: .read,
                parameters: [Self.path],
                answers: [.json(.named("Decisions"), "What was decided")],
                problems: [.notFound],
                handle: decisions
            ),
            act(.put, "dispute", "Say that an address is a false positive", .object([Self.why])) {
                let why = try await $0.json(WhyBody.self, upTo: Self.maximumBody).why
                return { try $0.dispute($1, why: why, by: $2.actor, for: $2.viewer, at: $3) }
            },
            act(.delete, "dispute", "Take that back", nil) { _ in
                { try $0.withdrawDispute(of: $1, by: $2.actor, for: $2.viewer, at: $3) }
            },
            act(
                .put,
                "override",
                "Set the score of an address until a moment; for people alone",
                .object([.init("score", APISchemas.score), .init("until", .moment), Self.why])
            ) {
                let body = try await $0.json(OverrideBody.self, upTo: Self.maximumBody)
                let settings = try body.settings
                return { store, address, identity, now in
                    try identity.requirePerson()
                    return try store.setOverride(
                        of: address,
                        settings,
                        by: identity.actor,
                        for: identity.viewer,
                        at: now
                    )
                }
            },
            act(.delete, "override", "Let the score be reckoned again; for people alone", nil) { _ in
                { store, address, identity, now in
                    try identity.requirePerson()
                    return try store.endOverride(
                        of: address,
                        by: identity.actor,
                        for: identity.viewer,
                        at: now
                    )
                }
            },
        ]
    }

    private typealias Act = @Sendable (any Store, Address, Identity, Timestamp) throws -> Int64

    private func act(
        _ method: HTTPRequest.Method,
        _ noun: String,
        _ summary: String,
        _ body: Schema?,
        _ prepare: @escaping @Sendable (Request) async throws -> Act
    ) -> Endpoint {
        Endpoint(
            method: method,
            path: "/api/v1/addresses/{address}/\(noun)",
            summary: summary,
            permission: .submit,
            parameters: [Self.path],
            body: body.map { .json($0) },
            answers: [Self.revision],
            problems: [.notFound, .invalid]
        ) { request, context in
            let address = try context.address()
            _ = try context.member()
            let act = try await prepare(request)
            let (identity, now) = (context.identity, clock.now)
            let revision = try await desk.ask { try act($0, address, identity, now) }
            return .revision(revision)
        }
    }

    private func decisions(_ request: Request, _ context: HubContext) async throws -> Response {
        let address = try context.address()
        let viewer = context.identity.viewer
        let now = clock.now
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let decisions = try store.decisions(on: address, for: viewer, at: now)
            return .json { $0.value(decisions, codes) }
        }
    }
}

private struct WhyBody: Decodable {
    let why: String
}

private struct OverrideBody: Decodable {
    let score: Double
    let until: String
    let why: String

    var settings: OverrideSettings {
        get throws(Problem) {
            guard let moment = Timestamp(rfc3339: until) else {
                throw Problem(.invalid, "until: a time as RFC 3339 writes it")
            }
            return OverrideSettings(score: score, until: moment, why: why)
        }
    }
}

extension Identity {
    /// Refuses programs.
    func requirePerson() throws(Problem) {
        guard user != nil else { throw Problem(.forbidden, "a person decides this") }
    }
}
