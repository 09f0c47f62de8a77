import Addresses
import Hummingbird
import Registry
import Reports
import Reputation

/// What somebody may decide of an address: to take their member's report back, to call it a false positive, to set its
/// score.
struct JudgementForms {
    let console: Console

    func add(to router: Router<HubContext>) {
        console.act(router, "/judge", for: .submit) { try await judge($0, $1) }
    }

    /// The forms below the page of an address.
    static func forms(_ facts: AddressFactsOfPage, _ visit: Visit) -> [Form] {
        guard visit.identity.permissions.contains(.submit), let member = visit.identity.actor.member,
            let record = facts.result.record
        else { return [] }
        let reading = visit.reading
        func form(_ word: String, _ title: Phrase, note: Phrase?, _ fields: [Form.Field] = []) -> Form {
            Form(
                action: "/judge",
                fields: [
                    .init("address", "", .hidden, value: facts.address.description),
                    .init("do", "", .hidden, value: word),
                ] + fields,
                submit: reading(title),
                title: reading(title),
                name: word,
                note: note.map { Sentence(reading($0)) }
            )
        }
        let why = Form.Field("why", reading(.reason))
        var forms: [Form] = []
        if record.reports.contains(where: { $0.member == member && $0.state == .active }) {
            forms.append(
                form(
                    "retract",
                    .retract,
                    note: .retractNote,
                    [.init("why", reading(.reason), isRequired: false)]
                )
            )
        }
        let isDisputed = facts.decisions?.disputes.contains { $0.member == member } ?? false
        forms.append(
            isDisputed
                ? form("withdraw", .withdrawDispute, note: nil)
                : form("dispute", .dispute, note: .disputeNote, [why])
        )
        if facts.decisions?.override != nil {
            forms.append(form("end-override", .endOverride, note: nil))
        } else {
            forms.append(
                form(
                    "override",
                    .override,
                    note: .overrideNote,
                    [
                        .init("score", reading(.score), .number),
                        .init("days", reading(.untilDays), .number, value: "14"),
                        why,
                    ]
                )
            )
        }
        return forms
    }

    private func judge(_ form: FormBody, _ visit: Visit) async throws -> Console.Outcome {
        guard let address = try? Address(form["address"]) else { throw Problem(.invalid, "address: none") }
        let (actor, viewer, now) = (visit.identity.actor, visit.identity.viewer, visit.reading.now)
        let (why, word) = (form["why"], form["do"])
        let settings = OverrideSettings(
            score: Double(form["score"]) ?? -1,
            until: now.advanced(byDays: min(max(Double(form["days"]) ?? 0, 0), 1000)),
            why: why
        )
        do {
            _ = try await console.desk.ask { store -> Int64 in
                switch word {
                case "retract": try store.retract(address, note: why, by: actor, at: now)
                case "dispute": try store.dispute(address, why: why, by: actor, for: viewer, at: now)
                case "withdraw": try store.withdrawDispute(of: address, by: actor, for: viewer, at: now)
                case "override": try store.setOverride(of: address, settings, by: actor, for: viewer, at: now)
                case "end-override": try store.endOverride(of: address, by: actor, for: viewer, at: now)
                default: throw Problem(.badRequest, "do: one of the acts of the page")
                }
            }
            return .done("\(AddressText.href(address))?done=saved")
        } catch let error as StoreError {
            let phrase: Phrase
            switch error.code {
            case .invalidValue: phrase = .judgementFault
            case .notFound, .notAllowed, .conflict: phrase = .notPossible
            default: throw error
            }
            let content = MessageContent(
                sentence: Sentence(visit.reading(phrase)),
                href: AddressText.href(address),
                link: visit.reading(.openRecord)
            )
            let page = Page(template: "message", area: .search, title: .problemTitle, content: content)
            return .shown(page, .unprocessableContent)
        }
    }
}
