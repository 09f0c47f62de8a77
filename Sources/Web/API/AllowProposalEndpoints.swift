import Hummingbird
import JSONOutput
import Registry

/// Acts on allowlist entries that wait for a second person.
struct AllowProposalEndpoints: EndpointGroup {
    /// Most bytes of a decision.
    static let maximumBody = 4 << 10

    let desk: StoreDesk
    let directory: MemberDirectory
    let allowlist: AllowlistHolder
    let clock: HubClock

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/allowlists/proposals",
                summary:
                    "What waits for a second person, by number; that for another member's lists is left out",
                permission: .read,
                parameters: [
                    .query("after", .revision, "The number of the last one seen"),
                    .query("limit", .integer(1...AllowlistEndpoints.maximumPage), "How many at most"),
                ],
                answers: [.json(APISchemas.page("proposals", of: .named("AllowProposal")), "A page")],
                handle: waiting
            ),
            decision("approve", isApproved: true),
            decision("reject", isApproved: false),
        ]
    }

    private func decision(_ verb: String, isApproved: Bool) -> Endpoint {
        Endpoint(
            method: .post,
            path: "/api/v1/allowlists/proposals/{id}/\(verb)",
            summary: isApproved ? "Let an act on the entries happen" : "Turn an act on the entries down",
            permission: .approve,
            parameters: [.path("id", .integer(1...Int64.max))],
            body: .json(.object([.optional("note", APISchemas.note)])),
            answers: isApproved
                ? [.json(.named("AllowEntry"), "The entry that is now, or was")]
                : [.empty(.noContent, "It was turned down")],
            problems: [.notFound, .conflict]
        ) { request, context in
            let id = AllowProposal.ID(try context.number("id"))
            let note = try await request.json(NoteBody.self, upTo: Self.maximumBody).checked
            let (actor, now) = (context.identity.actor, clock.now)
            return try await desk.ask { [directory, allowlist] store in
                let entry = try store.decideAllowProposal(
                    id,
                    isApproved: isApproved,
                    note: note,
                    by: actor,
                    at: now
                )
                guard let entry else { return Response(status: .noContent) }
                try allowlist.renew(store)
                let codes = try directory.codes(store)
                return .json { $0.value(entry, at: now, codes) }
            }
        }
    }

    private func waiting(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["after", "limit"])
        let after = try query.integer("after", in: 0...Int64.max) ?? 0
        let limit = Int(try query.integer("limit", in: 1...AllowlistEndpoints.maximumPage) ?? 100)
        let viewer = context.identity.viewer
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let shown = Array(
                try store.allowProposals().lazy
                    .filter { $0.id.number > after && $0.isShown(to: viewer) }.prefix(limit)
            )
            return .json { writer in
                writer.object { writer in
                    writer.array("proposals", of: shown) { $0.value($1, codes) }
                    if shown.count == limit { writer.field("next", shown.last.map { "\($0.id.number)" }) }
                }
            }
        }
    }
}
