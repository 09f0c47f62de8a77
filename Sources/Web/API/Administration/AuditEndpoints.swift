import HTTPTypes
import Hummingbird
import JSONOutput
import Registry

/// What was done, and how much there is.
struct AuditEndpoints: EndpointGroup {
    /// Most entries of a page.
    static let maximumPage: Int64 = 1000

    let desk: StoreDesk
    let directory: MemberDirectory

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/audit",
                summary:
                    "What was done by those of one's member, newest first; by all for auditors of the system",
                permission: .audit,
                parameters: [
                    .query("before", .integer(1...Int64.max), "The number of the last entry seen"),
                    .query("limit", .integer(1...Self.maximumPage), "Entries at most"),
                ],
                answers: [.json(APISchemas.page("entries", of: .named("AuditEntry")), "A page")],
                handle: entries
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/statistics",
                summary: "How much there is that one may know of",
                permission: .read,
                answers: [
                    .json(
                        .object([
                            .init("addresses", .count), .init("listed", .count), .init("sources", .count),
                            .init("revision", .revision), .optional("waiting", .count),
                        ]),
                        "The counts"
                    )
                ],
                handle: statistics
            ),
        ]
    }

    private func entries(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["before", "limit"])
        let before = try query.integer("before", in: 1...Int64.max)
        let limit = Int(try query.integer("limit", in: 1...Self.maximumPage) ?? 100)
        let member = context.identity.actor.member
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let entries = try store.auditEntries(before: before, limit: limit, member: member)
            return .json { writer in
                writer.object { writer in
                    writer.array("entries", of: entries) { $0.value($1, codes) }
                    if entries.count == limit { writer.field("next", entries.last.map { "\($0.id)" }) }
                }
            }
        }
    }

    private func statistics(_ request: Request, _ context: HubContext) async throws -> Response {
        let viewer = context.identity.viewer
        return try await desk.ask { store in
            let counts = try store.counts(for: viewer)
            let waiting = try viewer.member.map { try store.proposalCount(of: $0) }
            return .json { writer in
                writer.object { writer in
                    writer.field("addresses", counts.addresses)
                    writer.field("listed", counts.listed)
                    writer.field("sources", counts.sources)
                    writer.field("revision", counts.revision)
                    writer.field("waiting", waiting)
                }
            }
        }
    }
}
