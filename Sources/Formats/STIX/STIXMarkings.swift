import Reports

/// The sharing labels that marking definitions stand for.
struct STIXMarkings {
    private var labels: [STIXID: SharingLabel] = Self.known

    /// The strictest label among `ids`; nil when none of them is a label.
    func label(of ids: [STIXID]) -> SharingLabel? {
        ids.compactMap { labels[$0] }.max()
    }

    /// Learns a marking definition by its content. The identifiers that FIRST and OASIS have fixed keep their meaning.
    mutating func learn(_ object: JSONNode) {
        guard let id = STIXID(object["id"]), Self.known[id] == nil, let label = Self.label(object) else {
            return
        }
        labels[id] = label
    }

    private static func label(_ object: JSONNode) -> SharingLabel? {
        for extensions in object["extensions"]?.members.map(\.value) ?? [] {
            if let label = extensions["tlp_2_0"]?.word.flatMap({ SharingLabel($0) }) { return label }
        }
        for key in ["tlp", "TLP"] as [StaticString] {
            if let label = object["definition"]?[key]?.word.flatMap({ SharingLabel($0) }) { return label }
        }
        guard let name = object["name"]?.word, name.uppercased().hasPrefix("TLP:") else { return nil }
        return SharingLabel(name)
    }

    /// The fixed identifiers of TLP 1.0 (STIX 2.1, §7.2.1.4) and TLP 2.0 (OASIS CTI TC, 2022).
    static let definitions: [(label: SharingLabel, version: Int, uuid: String)] = [
        (.clear, 1, "613f2e26-407d-48c7-9eca-b8e91df99dc9"),
        (.green, 1, "34098fce-860f-48ae-8e50-ebd3cc5e41da"),
        (.amber, 1, "f88d31f6-486f-44da-b317-01333bde0b82"),
        (.red, 1, "5e57c739-391a-4eb3-b6be-7d15ca92d5ed"),
        (.clear, 2, "94868c89-83c2-464b-929b-a1a8aa3c8487"),
        (.green, 2, "bab4a63c-aed9-4cf5-a766-dfca5abac2bb"),
        (.amber, 2, "55d920b0-5e8b-4f79-9ee9-91f868d9b421"),
        (.amberStrict, 2, "939a9414-2ddd-4d32-a0cd-375ea402b003"),
        (.red, 2, "e828b379-4e03-4974-9ac4-e53a884c97c1"),
    ]

    private static let known: [STIXID: SharingLabel] = {
        var known: [STIXID: SharingLabel] = [:]
        for definition in definitions {
            let text = "marking-definition--" + definition.uuid
            if let id = STIXID(text.utf8.span) { known[id] = definition.label }
        }
        return known
    }()
}
