import Addresses
import Registry
import Reports
import Reputation

/// The forms of what is watched.
enum WatchForms {
    /// Says that everything shown was seen.
    static func seen(_ revision: Int64, _ visit: Visit) -> Form {
        Form(
            action: "/watch/seen",
            fields: [.init("revision", "", .hidden, value: "\(revision)")],
            submit: visit.reading(.watchSeen),
            title: visit.reading(.watchSeenTitle),
            name: "seen"
        )
    }

    /// Watches an asset.
    static func asset(_ filled: FormBody?, _ error: Sentence?, _ faults: FieldFaults, _ visit: Visit)
        -> Form
    {
        let reading = visit.reading
        let form = Form(
            action: "/watch",
            fields: [
                .init("do", "", .hidden, value: "asset"),
                .init("name", reading(.name), value: filled?["name"] ?? ""),
                .init(
                    "asset",
                    reading(.allowAddress),
                    .machine,
                    value: filled?["asset"] ?? "",
                    example: "203.0.113.0/24"
                ),
            ],
            submit: reading(.watchAddAsset),
            error: error,
            title: reading(.watchAddAsset),
            name: "add-asset",
            note: Sentence(reading(.watchAssetNote))
        )
        return form.marking(faults, in: reading)
    }

    /// Watches what a search finds.
    static func search(_ filled: FormBody?, _ error: Sentence?, _ faults: FieldFaults, _ visit: Visit)
        -> Form
    {
        let reading = visit.reading
        func options(_ field: String, _ words: [(String, Phrase)]) -> Form.Kind {
            let chosen = filled?[field] ?? ""
            let any = Form.Option(value: "", text: reading(.watchAny), isChosen: chosen.isEmpty)
            return .choice(
                [any]
                    + words.map { Form.Option(value: $0.0, text: reading($0.1), isChosen: $0.0 == chosen) }
            )
        }
        let form = Form(
            action: "/watch",
            fields: [
                .init("do", "", .hidden, value: "search"),
                .init("name", reading(.name), value: filled?["name"] ?? ""),
                .init(
                    "within",
                    reading(.within),
                    .machine,
                    value: filled?["within"] ?? "",
                    isRequired: false,
                    example: "203.0.113.0/24"
                ),
                .init(
                    "kind",
                    reading(.kind),
                    options("kind", AddressKind.allCases.map { ($0.name, $0.phrase) })
                ),
                .init(
                    "category",
                    reading(.category),
                    options("category", Category.allCases.map { ($0.name, $0.phrase) })
                ),
                .init(
                    "level",
                    reading(.watchLevel),
                    options("level", Level.allCases.dropFirst().map { ($0.name, $0.phrase) })
                ),
            ],
            submit: reading(.watchAddSearch),
            error: error,
            title: reading(.watchAddSearch),
            name: "add-search"
        )
        return form.marking(faults, in: reading)
    }

    /// What somebody filled in; nil for what cannot be watched, with what is wrong at which field.
    static func settings(_ form: FormBody) -> (settings: WatchSettings?, faults: FieldFaults) {
        var faults = FieldFaults()
        switch form["do"] {
        case "asset":
            let address = try? Address(form["asset"])
            if address == nil { faults.note(.addressFault, at: "asset") }
            return (address.map { WatchSettings(form["name"], .asset($0)) }, faults)
        case "search":
            // A condition that cannot be read would watch for more than was asked.
            let search = SavedSearch(
                within: faults.readOptional("within", in: form, else: .addressFault) { try? Address($0) },
                kind: faults.readOptional("kind", in: form) { AddressKind(name: $0) },
                category: faults.readOptional("category", in: form) { Category(name: $0) },
                level: faults.readOptional("level", in: form) { Level(name: $0) }
            )
            return (faults.isEmpty ? WatchSettings(form["name"], .search(search)) : nil, faults)
        default: return (nil, faults)
        }
    }
}
