import HTTPTypes
import Hummingbird
import JSONOutput
import Registry
import Reports

/// `/why/{reference}`: the answer that a block page leads to, for everybody, as a page or as JSON.
struct WhyEndpoints: EndpointGroup {
    let desk: StoreDesk
    let clock: HubClock
    let questions: QuestionThrottle
    let appeals: QuestionThrottle
    /// Makes the pages; nil where there are none.
    let console: Console?

    private static let reference = Endpoint.Parameter.path(
        "reference",
        .text(1...WhyAnswer.maximumLength),
        "What stands beside the entry on its list: eight letters and digits"
    )

    var endpoints: [Endpoint] {
        var answer = Endpoint.Answer.json(
            .named("Why"),
            "What may be told to anybody; the same where there is no such entry and where nothing may be told"
        )
        answer.isPageToo = true
        return [
            Endpoint(
                method: .get,
                path: "/why/{reference}",
                summary: "Why an address is blocked; a page for those who accept HTML",
                permission: [],
                isOpen: true,
                parameters: [Self.reference],
                answers: [answer],
                problems: [.notFound],
                handle: why
            ),
            Endpoint(
                method: .post,
                path: "/why/{reference}",
                summary: "Appeal: say why a block is a mistake; as JSON, or by the form of the page",
                permission: [],
                isOpen: true,
                parameters: [Self.reference],
                body: Endpoint.Body(content: [
                    ("application/json", Self.appeal), ("application/x-www-form-urlencoded", Self.appeal),
                ]),
                answers: [
                    .json(
                        .object([.init("due", .moment)]),
                        status: .accepted,
                        "Taken, whatever the reference stands for; an answer is due then"
                    ), .empty(.seeOther, "Taken from the page's form"),
                ],
                problems: [.forbidden, .notFound],
                handle: take
            ),
        ]
    }

    private static let appeal = Schema.object([
        .init("contact", .text(1...Appeal.maximumContactLength)),
        .init("text", .text(1...Appeal.maximumTextLength)),
    ])

    private func reference(_ context: HubContext) throws(Problem) -> String {
        let text = try context.part("reference").uppercased()
        guard text.utf8.count <= WhyAnswer.maximumLength else {
            throw Problem(.notFound, "a reference has eight letters and digits")
        }
        return text
    }

    private func why(_ request: Request, _ context: HubContext) async throws -> Response {
        try questions.take(for: context)
        let text = try reference(context)
        let now = clock.now
        let answer = try await desk.ask { try WhyAnswer(to: text, in: $0, at: now) }
        var response: Response
        if let console, request.prefersPage {
            response = try await WhyPage(console: console).response(answer, request, context)
        } else {
            response = Response.json { answer.write(to: &$0, at: now) }
        }
        response.headers[.vary] = "Accept, Accept-Language, Cookie"
        return response
    }
}

extension WhyEndpoints {
    /// Most bytes of an appeal as JSON.
    static let maximumBody = 64 << 10

    private struct AppealBody: Decodable {
        let contact: String
        let text: String
    }

    /// Takes an appeal; what is wrong with it is said before it counts as one.
    private func take(_ request: Request, _ context: HubContext) async throws -> Response {
        let reference = try reference(context)
        guard request.mediaType != "application/x-www-form-urlencoded" else {
            guard let console else { throw Problem(.unsupportedMediaType, "send application/json") }
            return try await WhyPage(console: console).take(reference, self, request, context)
        }
        let body = try await request.json(AppealBody.self, upTo: Self.maximumBody)
        let draft = AppealDraft(reference: reference, contact: body.contact, text: body.text)
        if let fault = draft.fault { throw Problem(.invalid, "\(fault): it is empty or too long") }
        let appeal = try await keep(draft, context)
        return .json(status: .accepted) { $0.object { $0.field("due", appeal.due) } }
    }

    /// Keeps an appeal with which nothing is wrong.
    func keep(_ draft: AppealDraft, _ context: HubContext) async throws -> Appeal {
        try appeals.take(for: context)
        let now = clock.now
        return try await desk.ask { try $0.takeAppeal(draft, at: now) }
    }
}

extension Request {
    /// Whether a page is wanted rather than data: HTML is named before JSON or alone.
    var prefersPage: Bool {
        guard let accept = headers[.accept], let html = accept.firstRange(of: "text/html") else {
            return false
        }
        guard let json = accept.firstRange(of: "application/json") else { return true }
        return html.lowerBound < json.lowerBound
    }
}
