internal import Addresses
internal import JSONOutput
internal import Reports
internal import Reputation

/// A STIX 2.1 bundle: an indicator for each entry, with the list's identity and the marking of the entry's label.
///
/// Identifiers follow from list and address (UUID version 5), so that an entry keeps its indicator from serial to serial;
/// each serial is a new version of it.
struct STIXListWriter: ListWriter {
    /// When the markings of TLP 2.0 were made; the list's identity has no other date.
    private static let epoch = "2022-10-01T00:00:00.000Z"
    private static let markingExtension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
    /// The identifiers that TLP 2.0 has for its markings.
    private static let markings: [SharingLabel: String] = [
        .clear: "94868c89-83c2-464b-929b-a1a8aa3c8487", .green: "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        .amber: "55d920b0-5e8b-4f79-9ee9-91f868d9b421", .amberStrict: "939a9414-2ddd-4d32-a0cd-375ea402b003",
        .red: "e828b379-4e03-4974-9ac4-e53a884c97c1",
    ]

    private let name: String
    private let serial: UInt32
    private let now: Timestamp
    private let moment: String
    private let identity: String
    private var writtenLabels: Set<SharingLabel> = []

    init(_ options: ListOptions) {
        name = options.name.text
        serial = options.serial
        now = options.now
        moment = Self.text(options.now)
        identity = "identity--\(NamedUUID("list", options.name.text).text)"
    }

    mutating func begin(into text: inout ListText) {
        let bundle = NamedUUID("bundle", name, "\(serial)", moment).text
        text.append("{\"type\":\"bundle\",\"id\":\"bundle--")
        text.append(text: bundle)
        text.append("\",\"objects\":[\n")
        var json = JSONWriter()
        json.object { json in
            head("identity", identity, created: Self.epoch, modified: Self.epoch, in: &json)
            json.field("name", "Marsad, list \(name)")
            json.field("identity_class", "system")
        }
        text.append(bytes: json.bytes)
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        if let label = entry.label, writtenLabels.insert(label).inserted {
            text.append(",\n")
            text.append(bytes: marking(label))
        }
        text.append(",\n")
        text.append(bytes: indicator(entry))
    }

    mutating func finish(into text: inout ListText) {
        text.append("\n]}\n")
    }

    private func head(
        _ type: StaticString,
        _ id: String,
        created: String,
        modified: String,
        in json: inout JSONWriter
    ) {
        json.field("type", "\(type)")
        json.field("spec_version", "2.1")
        json.field("id", id)
        json.field("created_by_ref", identity)
        json.field("created", created)
        json.field("modified", modified)
    }

    private func marking(_ label: SharingLabel) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("type", "marking-definition")
            json.field("spec_version", "2.1")
            json.field("id", Self.id(of: label))
            json.field("created", Self.epoch)
            json.field("name", "TLP:\(label.name)")
            json.object("extensions") { json in
                json.name(text: Self.markingExtension)
                json.object { json in
                    json.field("extension_type", "property-extension")
                    json.field("tlp_2_0", label.name.lowercased())
                }
            }
        }
        return json.bytes
    }

    private static func id(of label: SharingLabel) -> String {
        "marking-definition--\(markings[label] ?? "")"
    }

    private func indicator(_ entry: ListEntry) -> [UInt8] {
        let from = min(entry.firstSeen ?? now, now)
        var json = JSONWriter()
        json.object { json in
            let id = NamedUUID("list indicator", name, "\(entry.address)", entry.scope.name).text
            head("indicator", "indicator--\(id)", created: Self.text(from), modified: moment, in: &json)
            json.field("name", "\(entry.address)")
            json.field("description", "On list \(name) for \(entry.category.name), score \(entry.score)")
            json.array("indicator_types", of: [Self.type(of: entry.category)]) { $0.string($1) }
            json.field("pattern", STIXListPattern.text(entry.address, entry.scope))
            json.field("pattern_type", "stix")
            json.field("pattern_version", "2.1")
            json.field("valid_from", Self.text(from))
            if let until = entry.expiry, until > from { json.field("valid_until", Self.text(until)) }
            json.field("confidence", entry.score)
            json.array("labels", of: [entry.category.name, "level-\(entry.level.name)"]) { $0.string($1) }
            if let reference = entry.reference {
                json.name("external_references")
                json.array { json in
                    json.object { json in
                        json.field("source_name", "marsad")
                        json.field("external_id", reference)
                    }
                }
            }
            if let label = entry.label {
                json.array("object_marking_refs", of: [Self.id(of: label)]) { $0.string($1) }
            }
        }
        return json.bytes
    }

    private static func type(of category: Category) -> String {
        switch category {
        case .anonymizer: "anonymization"
        case .infectedSystem, .systemCompromise, .accountCompromise: "compromised"
        case .undetermined, .other: "unknown"
        default: "malicious-activity"
        }
    }

    /// A moment with milliseconds, as STIX wants it.
    private static func text(_ moment: Timestamp) -> String {
        String(moment.listText.dropLast()) + ".000Z"
    }
}
