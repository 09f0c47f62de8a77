import Addresses
import HTTPTypes
import Hummingbird
import JSONOutput
import Publication
import Registry
import Reports

/// `/v1/decisions` and `/v1/decisions/stream`: the list `drop` as CrowdSec's local API tells it to its bouncers; under
/// `/lists/{name}/v1/…` any other list.
struct DecisionRoutes: EndpointGroup {
    /// The list of the plain addresses.
    static let usualList = "drop"

    let desk: StoreDesk
    let shelf: ListShelf
    let given: GivenSerials
    let clock: HubClock

    /// Parameters that bouncers send; those that choose among other origins and scenarios change nothing here.
    private static let selection: [Endpoint.Parameter] = [
        .query("scopes", .text, "ip, range or both, with a comma; ip when left out"),
        .query("origins", .text, "Not looked at"),
        .query("scenarios_containing", .text, "Not looked at"),
        .query("scenarios_not_containing", .text, "Not looked at"),
    ]

    private static let decision = Schema.object([
        .init("id", .revision), .init("origin", .text), .init("type", .text),
        .init("scope", .words(["Ip", "Range"])),
        .init("value", .text), .init("duration", .text), .init("scenario", .text),
    ])

    var endpoints: [Endpoint] {
        ["", "/lists/{list}"].flatMap { prefix in
            let path: [Endpoint.Parameter] =
                prefix.isEmpty
                ? [] : [.path("list", .pattern("^[a-z][a-z0-9-]{0,19}$"), "The name of a list")]
            return [
                Endpoint(
                    method: .get,
                    path: "\(prefix)/v1/decisions/stream",
                    summary: "What to ban, as CrowdSec's bouncers follow it",
                    permission: [],
                    parameters: path + [
                        .query("startup", .words(["true", "false"]), "All instead of what changed")
                    ] + Self.selection,
                    answers: [
                        .json(
                            .object([
                                .init("new", .array(Self.decision)), .init("deleted", .array(Self.decision)),
                            ]),
                            "All at start-up, later what changed since the last answers"
                        )
                    ],
                    problems: [.forbidden, .notFound],
                    handle: stream
                ),
                Endpoint(
                    method: .get,
                    path: "\(prefix)/v1/decisions",
                    summary: "What to ban, all or what holds an address",
                    permission: [],
                    parameters: path + [
                        .query("ip", APISchemas.addressInPath, "An IP address"),
                        .query("range", APISchemas.addressInPath, "A network"),
                    ] + Self.selection,
                    answers: [.json(.array(Self.decision), "Decisions")],
                    problems: [.forbidden, .notFound],
                    handle: decisions
                ),
            ]
        }
    }

    /// The list that is asked for, and how its decisions are written.
    private func asked(
        _ query: QueryReader,
        _ context: HubContext
    ) async throws -> (list: PublishedList, feed: DecisionFeed) {
        try context.identity.requireConsumer()
        let name = context.parameters.get("list") ?? Self.usualList
        let list = try await desk.list(name, for: context.identity)
        try list.requirePublished()
        let scopes = query.text("scopes")?.lowercased().split(separator: ",") ?? ["ip"]
        let feed = DecisionFeed(list: list, withRanges: scopes.contains("range"), at: clock.now)
        return (list, feed)
    }

    private static let known: Set<String> = [
        "scopes", "origins", "scenarios_containing", "scenarios_not_containing",
    ]

    private func stream(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: Self.known.union(["startup"]))
        let isStart = try query.word("startup") { Bool($0) } ?? false
        let (list, feed) = try await asked(query, context)
        guard let token = context.identity.token?.id else {
            throw Problem(.forbidden, "this is for bouncers, which present a token")
        }
        let followed = isStart ? nil : try await desk.ask { try $0.followedSerials(of: list.id, by: token) }
        let next = FollowedSerials(before: followed?.last ?? list.serial, last: list.serial)
        let note: @Sendable () async throws -> Void = { [desk, given, clock] in
            // Only an answer that was taken to its end counts; and even that may be lost on the way, so that the next
            // answer tells it once more.
            if next != followed { try await desk.ask { try $0.recordFollowed(next, of: list.id, by: token) } }
            try await given.note(list, to: context.identity, at: clock.now)
        }
        if let followed, let delta = try await desk.ask({ try feed.delta(since: followed.before, in: $0) }) {
            return answer([.bytes(delta)], request, then: note)
        }
        let rendition = try await shelf.rendition(
            of: list,
            as: feed.form,
            isPacked: request.takesGzip,
            at: clock.now
        )
        let parts: [DecisionBody.Part] = [
            .bytes(Array(#"{"deleted":[],"new":["#.utf8)), .file(rendition.path), .bytes(Array("]}".utf8)),
        ]
        return answer(parts, request, then: note)
    }

    private func decisions(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: Self.known.union(["ip", "range"]))
        let (list, feed) = try await asked(query, context)
        let addresses = try [query.address("ip"), query.address("range")].compactMap(\.self)
        guard addresses.isEmpty else {
            let found = try await desk.ask { store in
                try addresses.flatMap { try feed.decisions(around: $0, in: store) }
            }
            // The word that CrowdSec has for none.
            if found.isEmpty { return answer([.bytes(Array("[]".utf8))], request) {} }
            return answer([.bytes(feed.array(of: found))], request) {}
        }
        let rendition = try await shelf.rendition(
            of: list,
            as: feed.form,
            isPacked: request.takesGzip,
            at: clock.now
        )
        return answer(
            [.bytes(Array("[".utf8)), .file(rendition.path), .bytes(Array("]".utf8))],
            request
        ) {}
    }

    private func answer(
        _ parts: [DecisionBody.Part],
        _ request: Request,
        then note: @escaping @Sendable () async throws -> Void
    ) -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if request.takesGzip { headers[.contentEncoding] = "gzip" }
        let body = DecisionBody(parts: parts, isPacked: request.takesGzip, desk: desk)
        return Response(
            status: .ok,
            headers: headers,
            body: .init { writer in
                try await body.write(to: &writer)
                try await writer.finish(nil)
                try await note()
            }
        )
    }
}
