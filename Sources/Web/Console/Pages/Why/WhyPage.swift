import Addresses
import HTTPTypes
import Hummingbird
import Registry
import Reports

/// `/why/{reference}` for people, who need not sign in.
struct WhyPage {
    let console: Console

    /// The page of an answer.
    func response(_ answer: WhyAnswer, _ request: Request, _ context: HubContext) async throws -> Response {
        let visit = try await console.visit(request, context, for: nil)
        return try console.response(try await page(answer, visit), in: visit)
    }

    /// Takes an appeal from the page's form, or shows what is wrong with it.
    func take(
        _ reference: String,
        _ endpoints: WhyEndpoints,
        _ request: Request,
        _ context: HubContext
    ) async throws -> Response {
        let visit = try await console.visit(request, context, for: nil)
        let form = try await FormBody.read(request, context)
        let draft = AppealDraft(
            reference: reference,
            contact: form["contact"],
            text: form["text"]
        )
        guard let fault = draft.fault else {
            _ = try await endpoints.keep(draft, context)
            return Console.redirect(to: "/why/\(AddressText.encoded(reference))?done=appealed")
        }
        try endpoints.questions.take(for: context)
        let now = visit.reading.now
        let answer = try await console.desk.ask { try WhyAnswer(to: reference, in: $0, at: now) }
        let page = try await page(answer, visit, form, fault)
        return try console.response(page, in: visit, status: .unprocessableContent)
    }

    private func page(
        _ answer: WhyAnswer,
        _ visit: Visit,
        _ filled: FormBody? = nil,
        _ fault: AppealDraft.Fault? = nil
    ) async throws -> Page {
        let reading = visit.reading
        var content = TablesContent()
        content.tabs = try await record(answer, visit)
        let sentences = answer.sentences(in: reading)
        content.status = sentences.first.map { .init(answer.entry == nil ? .plain : .caution, $0) }
        content.notes = Array(sentences.dropFirst())
        content.facts = facts(answer, reading)
        content.forms = [form(answer, filled, fault, reading)]
        return Page(template: "tables-page", area: nil, title: .why, content: content)
    }

    private func form(
        _ answer: WhyAnswer,
        _ filled: FormBody?,
        _ fault: AppealDraft.Fault?,
        _ reading: Reading
    ) -> Form {
        let days = Int(Appeal.answerTime / Timestamp.secondsPerDay)
        return Form(
            action: "/why/\(AddressText.encoded(answer.reference))",
            fields: [
                .init(
                    "contact",
                    reading(.appealContact),
                    value: filled?["contact"] ?? "",
                    fault: fault == .contact ? reading(.appealContactFault) : nil
                ),
                .init(
                    "text",
                    reading(.appealText),
                    .area,
                    value: filled?["text"] ?? "",
                    fault: fault == .text ? reading(.appealTextFault) : nil
                ),
            ],
            submit: reading(.appealMake),
            title: reading(.appealMake),
            name: "appeal",
            note: reading(.appealMakeNote, ["days": .words(reading.count(.ofDays, days))])
        )
    }

    /// Whoever works here and may know of the address finds its record.
    private func record(_ answer: WhyAnswer, _ visit: Visit) async throws -> [TablesContent.Tab] {
        guard visit.identity.user != nil, visit.identity.permissions.contains(.read) else { return [] }
        let viewer = visit.identity.viewer
        let address = try await console.desk.ask { store -> Address? in
            guard let address = try store.address(ofReference: answer.reference)?.address else { return nil }
            return try store.lookup(address, for: viewer).record?.summary.address
        }
        return address.map {
            [.init(text: visit.reading(.openRecord), href: AddressText.href($0), isCurrent: false)]
        } ?? []
    }

    private func facts(_ answer: WhyAnswer, _ reading: Reading) -> [TablesContent.Fact] {
        var cells: [(Phrase, Cell)] = [(.listReference, .code(answer.reference))]
        if let entry = answer.entry {
            cells += [
                (.kind, .words(reading(entry.address.kind.phrase), output: entry.address.kind.name)),
                (.category, .words(reading(entry.category.phrase), output: entry.category.name)),
                (.listedSince, .moment(entry.since)),
            ]
        }
        return cells.map { TablesContent.Fact(name: reading($0.0), value: CellView($0.1, in: reading)) }
    }
}
