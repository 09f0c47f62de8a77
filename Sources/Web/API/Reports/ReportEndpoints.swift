import Foundation
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

/// Members' own reports: sent, let through by a second person, taken back.
struct ReportEndpoints: EndpointGroup {
    /// Most bytes of one request.
    static let maximumBody = 64 << 20
    /// Most bytes of a decision.
    static let maximumNote = 16 << 10
    /// Most reports of a page that wait.
    static let maximumPage: Int64 = 1000

    static let lines = "application/x-ndjson"

    let desk: StoreDesk
    let directory: MemberDirectory
    let allowlist: AllowlistHolder
    let clock: HubClock

    private static let revision = Endpoint.Answer.json(
        .object([.init("revision", .revision)]),
        "The revision of the change"
    )

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .post,
                path: "/api/v1/reports",
                summary: "Report one address, or up to \(Submission.maximumCount) line by line",
                permission: .submit,
                parameters: [
                    .header(
                        "Idempotency-Key",
                        .pattern("^[!-~]{1,\(IdempotencyKey.maximumLength)}$"),
                        "Names the request, so that it happens once however often it is sent"
                    )
                ],
                body: Endpoint.Body(content: [
                    ("application/json", .named("Report")), (Self.lines, .string(.init())),
                ]),
                answers: [.json(.named("Receipt"), "What became of it")],
                problems: [.conflict],
                handle: submit
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/approvals",
                summary: "The reports of one's member that wait for a second person",
                permission: .read,
                parameters: [
                    .query("after", .revision, "The number of the last one seen"),
                    .query("limit", .integer(1...Self.maximumPage), "Reports at most"),
                ],
                answers: [
                    .json(APISchemas.page("approvals", of: .named("Proposal")), "A page, oldest first")
                ],
                problems: [.forbidden],
                handle: waiting
            ),
            decision("approve", isApproved: true),
            decision("reject", isApproved: false),
            Endpoint(
                method: .delete,
                path: "/api/v1/addresses/{address}/report",
                summary: "Take back what one's member reported of an address",
                permission: .submit,
                parameters: [
                    .path("address", APISchemas.addressInPath), .query("note", APISchemas.note, "Why"),
                ],
                answers: [Self.revision],
                problems: [.notFound, .invalid],
                handle: retract
            ),
        ]
    }

    private func decision(_ verb: String, isApproved: Bool) -> Endpoint {
        Endpoint(
            method: .post,
            path: "/api/v1/approvals/{id}/\(verb)",
            summary: isApproved ? "Let a report through" : "Turn a report down",
            permission: .approve,
            parameters: [.path("id", .integer(1...Int64.max))],
            body: .json(.object([.optional("note", APISchemas.note)])),
            answers: [Self.revision],
            problems: [.notFound]
        ) { request, context in
            let id = Proposal.ID(try context.number("id"))
            let note = try await request.json(NoteBody.self, upTo: Self.maximumNote).checked
            let actor = context.identity.actor
            let now = clock.now
            let revision = try await desk.ask { store in
                try store.decide(id, isApproved: isApproved, note: note, by: actor, at: now)
            }
            return .revision(revision)
        }
    }

    private func submit(_ request: Request, _ context: HubContext) async throws -> Response {
        let member = try context.member()
        let members = try await desk.ask { [directory] store in
            Dictionary(
                try directory.codes(store).map { ($0.value, Member.ID($0.key)) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        let key = try Self.key(of: request)
        let items = try await items(of: request, members)
        let actor = context.identity.actor
        let now = clock.now
        let receipt = try await desk.ask { [allowlist] store in
            let marked = try allowlist.marked(items, for: member, at: now, in: store)
            return try store.submit(Submission(marked, key: key), by: actor, at: now)
        }
        return .json { $0.value(receipt) }
    }

    private static func key(of request: Request) throws(Problem) -> IdempotencyKey? {
        guard let name = HTTPField.Name("Idempotency-Key"), let text = request.headers[name] else {
            return nil
        }
        guard let key = IdempotencyKey(text) else {
            let limit = IdempotencyKey.maximumLength
            throw Problem(.badRequest, "Idempotency-Key: 1 to \(limit) visible ASCII characters")
        }
        return key
    }

    private func items(
        of request: Request,
        _ members: [String: Member.ID]
    ) async throws -> [Submission.Item] {
        switch request.mediaType {
        case "application/json":
            return [try await request.json(ReportBody.self, upTo: ReportBody.maximumLength).item(members)]
        case Self.lines:
            var items: [Submission.Item] = []
            let decoder = JSONDecoder()
            try await request.forEachLine(
                upTo: Self.maximumBody,
                lineLimit: ReportBody.maximumLength
            ) { number, line in
                guard items.count < Submission.maximumCount else {
                    throw Problem(.tooLarge, "at most \(Submission.maximumCount) reports at a time")
                }
                do {
                    items.append(try decoder.decode(ReportBody.self, from: Data(line)).item(members))
                } catch let problem as Problem {
                    throw Problem(problem.kind, "line \(number): \(problem.detail)")
                } catch {
                    throw Problem(.invalid, "line \(number): \(DecodingProblem(error))")
                }
            }
            return items
        default: throw Problem(.unsupportedMediaType, "send application/json or \(Self.lines)")
        }
    }

    private func waiting(_ request: Request, _ context: HubContext) async throws -> Response {
        let member = try context.member()
        let query = try QueryReader(request, knowing: ["after", "limit"])
        let after = try query.integer("after", in: 0...Int64.max).map(Proposal.ID.init)
        let limit = try query.integer("limit", in: 1...Self.maximumPage) ?? 100
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let proposals = try store.proposals(of: member, after: after, limit: Int(limit))
            return .json { writer in
                writer.object { writer in
                    writer.array("approvals", of: proposals) { $0.value($1, codes) }
                    if proposals.count == Int(limit) {
                        writer.field("next", proposals.last.map { "\($0.id.number)" })
                    }
                }
            }
        }
    }

    private func retract(_ request: Request, _ context: HubContext) async throws -> Response {
        _ = try context.member()
        let address = try context.address()
        let query = try QueryReader(request, knowing: ["note"])
        let note = try NoteBody(note: query.text("note")).checked
        let actor = context.identity.actor
        let now = clock.now
        let revision = try await desk.ask { try $0.retract(address, note: note, by: actor, at: now) }
        return .revision(revision)
    }
}

/// What somebody says besides.
struct NoteBody: Decodable {
    static let maximumLength = 1024

    let note: String?

    /// The note, bounded.
    var checked: String {
        get throws(Problem) {
            let text = note ?? ""
            guard text.utf8.count <= Self.maximumLength else {
                throw Problem(.invalid, "note: at most \(Self.maximumLength) bytes")
            }
            return text
        }
    }
}
