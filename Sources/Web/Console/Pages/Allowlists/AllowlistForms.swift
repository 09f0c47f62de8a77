import Allowlists
import Registry
import Reports

/// The forms of the allowlists.
enum AllowlistForms {
    /// Asks about an address.
    static func question(_ visit: Visit) -> Form {
        let reading = visit.reading
        return Form(
            action: "/allow/check",
            fields: [
                .init(
                    "q",
                    reading(.address),
                    .machine,
                    value: visit.query["q"].map { ShownText($0).text } ?? "",
                    hint: reading(.allowTestHint),
                    example: "www.example.com"
                )
            ],
            submit: reading(.lookUp),
            title: reading(.allowTest),
            name: "check"
        )
    }

    /// Adds an entry.
    static func new(_ filled: FormBody?, _ error: Sentence?, _ visit: Visit) -> Form {
        let reading = visit.reading
        let faults = filled.map(faults) ?? FieldFaults()
        func option(_ value: String, _ phrase: Phrase, _ field: String, isFirst: Bool = false) -> Form.Option
        {
            let chosen = filled?[field] ?? (isFirst ? value : "")
            return Form.Option(value: value, text: reading(phrase), isChosen: chosen == value)
        }
        let isOfMember = visit.identity.actor.member != nil
        let kinds = EntryKind.allCases.filter { $0 != .label }.map {
            option($0.name, $0.phrase, "kind", isFirst: $0 == .neverBlock)
        }
        let reaches =
            [option("", .reachUsual, "reach", isFirst: true)]
            + Reach.allCases.map { option($0.name, $0.phrase, "reach") }
        let audiences =
            (isOfMember ? [option("own-lists", .allowForMine, "for", isFirst: true)] : [])
            + [option("everyone", .allowForEveryone, "for", isFirst: !isOfMember)]
        let form = Form(
            action: "/allow",
            fields: [
                .init(
                    "address",
                    reading(.allowAddress),
                    .machine,
                    value: filled?["address"] ?? "",
                    example: "bank.example"
                ),
                .init("kind", reading(.allowKind), .choice(kinds)),
                .init("reach", reading(.allowReach), .choice(reaches)),
                .init("for", reading(.allowFor), .choice(audiences)),
                .init("reason", reading(.reason), value: filled?["reason"] ?? ""),
                .init(
                    "days",
                    reading(.allowDays),
                    .number,
                    value: filled?["days"] ?? "\(AllowlistPages.usualDays)"
                ),
            ],
            submit: reading(.allowAdd),
            error: error,
            title: reading(.allowAdd),
            name: "add",
            note: isOfMember ? Sentence(reading(.allowAddNote)) : nil
        )
        return form.marking(faults, in: reading)
    }

    /// What is wrong with single fields of what somebody filled in.
    private static func faults(_ form: FormBody) -> FieldFaults {
        var faults = FieldFaults()
        _ = faults.read("kind", in: form) { EntryKind(name: $0) }
        _ = faults.readOptional("reach", in: form) { Reach(name: $0) }
        _ = faults.read("for", in: form) { AllowEntryDraft.Audience(rawValue: $0) }
        return faults
    }
}

extension AllowEntryDraft {
    /// What somebody filled in; nil for values that no page offers.
    init?(_ form: FormBody, at now: Timestamp) {
        guard let kind = EntryKind(name: form["kind"]), let days = Double(form["days"]), days > 0,
            days <= AllowlistPages.maximumDays, let audience = Audience(rawValue: form["for"])
        else { return nil }
        let reach = form["reach"].isEmpty ? nil : Reach(name: form["reach"])
        // A reach that cannot be read is not the usual one.
        guard form["reach"].isEmpty == (reach == nil) else { return nil }
        self.init(
            text: form["address"],
            kind: kind,
            reach: reach,
            label: nil,
            reason: form["reason"],
            audience: audience,
            expiry: now.advanced(byDays: days)
        )
    }
}
