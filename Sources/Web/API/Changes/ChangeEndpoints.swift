import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

/// What changed, page by page or as it happens.
struct ChangeEndpoints: EndpointGroup {
    /// Most changes of a page.
    static let maximumPage: Int64 = 10_000

    let desk: StoreDesk
    let watch: RevisionWatch
    let clock: HubClock

    private static let cursor = Schema.pattern("^[0-9]{1,18}(-[0-9]{1,18})?$")
    private static let after = Endpoint.Parameter.query(
        "after",
        cursor,
        "A revision, or where an earlier page says to go on"
    )

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/changes",
                summary: "The addresses that changed after a revision, as they are now",
                permission: .read,
                parameters: [
                    Self.after, .query("limit", .integer(1...Self.maximumPage), "Changes at most"),
                ],
                answers: [
                    .json(
                        .object([
                            .init("changes", .array(.named("Summary"))), .init("next", Self.cursor),
                        ]),
                        "A page, and where the next one begins; an address that one may no longer know comes with score 0"
                    )
                ],
                handle: page
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/stream",
                summary: "The same as it happens, as server-sent events; resumes after Last-Event-ID",
                permission: .read,
                parameters: [Self.after, .header("Last-Event-ID", Self.cursor, "The last event seen")],
                answers: [
                    Endpoint.Answer(
                        status: .ok,
                        explanation: "Events called address; the data of each is a Summary",
                        content: (EventStream.mediaType, .text)
                    )
                ],
                handle: stream
            ),
        ]
    }

    private func page(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["after", "limit"])
        let cursor = try query.word("after") { ChangeCursor(text: $0) } ?? .start
        let limit = Int(try query.integer("limit", in: 1...Self.maximumPage) ?? 1000)
        let viewer = context.identity.viewer
        return try await desk.ask { store in
            let page = try store.changes(after: cursor, limit: limit, for: viewer)
            return .json { writer in
                writer.object { writer in
                    writer.array("changes", of: page.changes) { $0.revised($1) }
                    writer.field("next", page.next.text)
                }
            }
        }
    }

    private func stream(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["after"])
        var cursor = try query.word("after") { ChangeCursor(text: $0) }
        if let name = HTTPField.Name("Last-Event-ID"), let text = request.headers[name] {
            guard let seen = ChangeCursor(text: text) else {
                throw Problem(.badRequest, "Last-Event-ID: \(text) is none")
            }
            cursor = seen
        }
        let start: ChangeCursor
        if let cursor {
            start = cursor
        } else {
            start = ChangeCursor(after: try await desk.ask { try $0.revision() })
        }
        let events = EventStream(
            desk: desk,
            watch: watch,
            clock: clock,
            identity: context.identity,
            secret: try Authenticator.secret(in: request.headers),
            session: context.browser?.session
        )
        return Response(
            status: .ok,
            headers: [.contentType: EventStream.mediaType, .cacheControl: "no-store"],
            body: .init { writer in try await events.write(after: start, to: &writer) }
        )
    }
}
