import Registry

/// The forms below the page of a list, for those who may decide about it.
enum ListForms {
    static func all(_ facts: ListFacts, _ error: (ListAct, Sentence)?, _ visit: Visit) -> [Form] {
        let reading = visit.reading
        let list = facts.list
        func form(_ act: ListAct, _ title: Phrase, _ note: Sentence, _ fields: [Form.Field]) -> Form {
            Form(
                action: "\(ListPages.href(list.settings.name))/\(act.rawValue)",
                fields: fields,
                submit: reading(title),
                error: error.flatMap { $0.0 == act ? $0.1 : nil },
                title: reading(title),
                name: act.rawValue,
                note: note
            )
        }
        var forms: [Form] = []
        if isHeld(facts) {
            forms.append(
                form(
                    .release,
                    .listRelease,
                    reading(.listReleaseNote, ListWords.counts(list.pending)),
                    [.init("seen", "", .hidden, value: fingerprint(of: list))]
                )
            )
        }
        forms.append(
            form(.hold, .listHold, Sentence(reading(.listHoldNote)), [.init("reason", reading(.reason))])
        )
        return forms
    }

    /// Whether there is something to release.
    static func isHeld(_ facts: ListFacts) -> Bool {
        facts.list.hold != nil || !facts.list.pending.isEmpty
            || facts.withheld.contains { $0.stops && $0.seenBy == nil }
    }

    /// What somebody has seen of what a release publishes: another one is not released unseen.
    static func fingerprint(of list: PublishedList) -> String {
        let pending = list.pending
        return [
            list.serial, Int64(pending.added), Int64(pending.changed), Int64(pending.removed),
            Int64(list.withheldCount),
        ]
        .map(String.init).joined(separator: ".")
    }
}
