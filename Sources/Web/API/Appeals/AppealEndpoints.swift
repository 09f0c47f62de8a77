import Addresses
import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

/// The appeals of those who were blocked, for those who answer them.
struct AppealEndpoints: EndpointGroup {
    /// Most bytes of an answer.
    static let maximumBody = 16 << 10
    /// Most appeals of a page.
    static let maximumShown: Int64 = 200

    let desk: StoreDesk
    let directory: MemberDirectory
    let allowlist: AllowlistHolder
    let clock: HubClock

    private static let id = Endpoint.Parameter.path("id", .integer(1...Int64.max), "The number of an appeal")
    private static let verdicts = Appeal.Answer.Verdict.allCases.map(\.name)

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/api/v1/appeals",
                summary: "Appeals that your member, or anybody, has to answer; the first due first",
                permission: .submit,
                parameters: [
                    .query("state", .words(["open", "answered"]), "Open ones, unless it says otherwise"),
                    .query("from", .integer(0...Int64(Int32.max)), "So many are left out first"),
                    .query("limit", .integer(1...Self.maximumShown), "So many at most"),
                ],
                answers: [
                    .json(.object([.init("appeals", .array(.named("Appeal")))]), "The appeals")
                ],
                handle: all
            ),
            Endpoint(
                method: .get,
                path: "/api/v1/appeals/{id}",
                summary: "An appeal",
                permission: .submit,
                parameters: [Self.id],
                answers: [.json(.named("Appeal"), "The appeal")],
                problems: [.notFound],
                handle: one
            ),
            Endpoint(
                method: .post,
                path: "/api/v1/appeals/{id}/answer",
                summary: "Answer an appeal, and do what follows from it; for people alone",
                permission: .submit,
                parameters: [Self.id],
                body: .json(
                    .object([
                        .init("verdict", .words(Self.verdicts)),
                        .init("reason", .text(1...OverrideSettings.maximumTextLength)),
                        .optional("act", .words(AppealDecision.Act.allCases.map(\.rawValue))),
                    ])
                ),
                answers: [.json(.named("Appeal"), "The appeal as it is answered")],
                problems: [.notFound, .conflict, .invalid],
                handle: answer
            ),
        ]
    }

    private func all(_ request: Request, _ context: HubContext) async throws -> Response {
        let query = try QueryReader(request, knowing: ["state", "from", "limit"])
        let isOpen = try query.word("state") { ["open": true, "answered": false][$0] } ?? true
        let skipped = Int(try query.integer("from", in: 0...Int64(Int32.max)) ?? 0)
        let limit = Int(try query.integer("limit", in: 1...Self.maximumShown) ?? 50)
        let (member, now) = (context.identity.actor.member, clock.now)
        return try await desk.ask { [directory] store in
            let codes = try directory.codes(store)
            let appeals = try store.appeals(for: member, isOpen: isOpen, skipping: skipped, limit: limit)
            return .json { writer in
                writer.object { $0.array("appeals", of: appeals) { $0.value($1, codes, at: now) } }
            }
        }
    }

    private func one(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = Appeal.ID(try context.number("id"))
        let (member, now) = (context.identity.actor.member, clock.now)
        return try await desk.ask { [directory] store in
            guard let appeal = try store.appeal(id, for: member) else {
                throw Problem(.notFound, "there is no such appeal")
            }
            let codes = try directory.codes(store)
            return .json { $0.value(appeal, codes, at: now) }
        }
    }

    private struct AnswerBody: Decodable {
        let verdict: String
        let reason: String
        let act: String?

        var decision: AppealDecision {
            get throws(Problem) {
                guard let verdict = Appeal.Answer.Verdict.allCases.first(where: { $0.name == verdict }) else {
                    throw Problem(.invalid, "verdict: upheld or accepted")
                }
                let act = act.map { AppealDecision.Act(rawValue: $0) }
                if case .some(.none) = act { throw Problem(.invalid, "act: \(self.act ?? "") is none") }
                guard verdict == .accepted || act == nil else {
                    throw Problem(.invalid, "act: only of an appeal that is accepted")
                }
                return AppealDecision(
                    verdict: verdict,
                    reason: reason,
                    act: verdict == .accepted ? (act ?? nil) ?? .nothing : nil
                )
            }
        }
    }

    private func answer(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = Appeal.ID(try context.number("id"))
        let decision = try await request.json(AnswerBody.self, upTo: Self.maximumBody).decision
        let (identity, now) = (context.identity, clock.now)
        try identity.requirePerson()
        do {
            return try await desk.ask { [directory, allowlist] store in
                let appeal = try decision.carryOut(on: id, in: store, by: allowlist, as: identity, at: now)
                let codes = try directory.codes(store)
                return .json { $0.value(appeal, codes, at: now) }
            }
        } catch let refusal as AppealDecision.Refusal {
            switch refusal {
            case .noAddress: throw Problem(.invalid, "act: the reference stands for no address")
            case .noMember: throw Problem(.invalid, "act: this is for those who work for a member")
            }
        }
    }
}

extension JSONWriter {
    /// Writes an appeal as an object.
    fileprivate mutating func value(_ appeal: Appeal, _ codes: [Int64: String], at now: Timestamp) {
        object { writer in
            writer.field("id", appeal.id.number)
            writer.field("reference", appeal.reference)
            writer.field("kind", appeal.address?.kind.name)
            writer.field("address", appeal.address?.description)
            writer.field("owner", appeal.owner.map { codes[$0.number] ?? "\($0.number)" })
            writer.field("contact", appeal.contact)
            writer.field("text", appeal.text)
            writer.field("at", appeal.at)
            writer.field("due", appeal.due)
            writer.field("overdue", appeal.isOverdue(at: now))
            if let answer = appeal.answer {
                writer.object("answer") { writer in
                    writer.field("verdict", answer.verdict.name)
                    writer.field("reason", answer.reason)
                    writer.field("act", answer.act)
                    writer.field("who", answer.who)
                    writer.field("at", answer.at)
                }
            }
        }
    }
}

extension APISchemas {
    static let appeal = Schema.object([
        .init("id", .revision), .init("reference", .text), .optional("kind", kind),
        .optional("address", .text),
        .optional("owner", .text), .init("contact", .text), .init("text", .text), .init("at", .moment),
        .init("due", .moment), .init("overdue", .boolean),
        .optional(
            "answer",
            .object([
                .init("verdict", .words(Appeal.Answer.Verdict.allCases.map(\.name))), .init("reason", .text),
                .optional("act", .text), .init("who", .text), .init("at", .moment),
            ])
        ),
    ])
}
