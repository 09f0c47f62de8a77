public import Addresses
import JSONOutput
public import Reports

/// Writes a STIX 2.1 bundle: for each report an indicator with the author's identity and the marking of its label.
///
/// Identifiers follow from the author and the address (UUID version 5), so that a report keeps its indicator through all
/// changes. Objects come before those that refer to them.
public struct STIXWriter: ReportWriter {
    /// Who gives the reports out.
    public let author: FeedAuthor
    /// The moment of the bundle.
    public let generated: Timestamp
    /// Whether the observables themselves and what was observed of them are written too.
    public var includesObservables: Bool

    private var isFirst = true
    private var writtenLabels: Set<SharingLabel> = []

    /// A writer in the name of `author`.
    public init(author: FeedAuthor, generated: Timestamp, includesObservables: Bool = false) {
        self.author = author
        self.generated = generated
        self.includesObservables = includesObservables
    }

    /// Opens the bundle and writes the author's identity.
    public mutating func begin(into text: inout [UInt8]) {
        let id = NamedUUID("bundle", author.identifier, "\(generated)").text
        text += Array("{\"type\":\"bundle\",\"id\":\"bundle--\(id)\",\"objects\":[\n".utf8)
        let objects = STIXObjects(author: author)
        append(objects.identity, to: &text)
    }

    /// Writes the indicator of a report.
    public mutating func write(_ report: OutgoingReport, into text: inout [UInt8]) -> Bool {
        let objects = STIXObjects(author: author)
        if let label = report.claim.label, writtenLabels.insert(label).inserted {
            append(objects.marking(label), to: &text)
        }
        append(objects.indicator(report), to: &text)
        if includesObservables {
            for object in objects.observation(report) { append(object, to: &text) }
        } else if let sighting = objects.sighting(report) {
            append(sighting, to: &text)
        }
        return true
    }

    /// Closes the bundle.
    public mutating func finish(into text: inout [UInt8]) {
        text += Array("\n]}\n".utf8)
    }

    private mutating func append(_ object: [UInt8], to text: inout [UInt8]) {
        if !isFirst { text += Array(",\n".utf8) }
        isFirst = false
        text += object
    }
}

/// The STIX 2.1 objects of one author, as JSON.
public struct STIXObjects: Sendable {
    /// Who gives the objects out.
    public let author: FeedAuthor

    /// The objects in the name of `author`.
    public init(author: FeedAuthor) {
        self.author = author
    }

    /// When the identities and markings of this program were made: they have no other date.
    private static let epoch = "2022-10-01T00:00:00.000Z"
    private static let markingExtension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"

    /// The identifier of the author's identity.
    public var identityID: String { "identity--" + author.uuid }

    /// The author's identity.
    public var identity: [UInt8] {
        object("identity", identityID, created: Self.epoch, modified: Self.epoch, createdBy: identityID) {
            json in
            json.field("name", author.name)
            json.field("identity_class", "organization")
        }
    }

    /// The identifier of the marking of a label, as fixed for TLP 2.0.
    public static func markingID(_ label: SharingLabel) -> String {
        let definition = STIXMarkings.definitions.first { $0.label == label && $0.version == 2 }
        return "marking-definition--" + (definition?.uuid ?? "")
    }

    /// The marking of a label.
    public func marking(_ label: SharingLabel) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("type", "marking-definition")
            json.field("spec_version", "2.1")
            json.field("id", Self.markingID(label))
            json.field("created", Self.epoch)
            json.field("name", "TLP:\(label.name)")
            json.name("extensions")
            json.object { json in
                json.name(text: Self.markingExtension)
                json.object { json in
                    json.field("extension_type", "property-extension")
                    json.field("tlp_2_0", label.name.lowercased())
                }
            }
        }
        return json.bytes
    }

    /// The identifier of the indicator of an address.
    public func indicatorID(_ address: Address) -> String {
        "indicator--" + NamedUUID("indicator", author.identifier, "\(address)").text
    }

    /// The indicator of a report, or its withdrawal.
    public func indicator(_ report: OutgoingReport, isRevoked: Bool = false) -> [UInt8] {
        let claim = report.claim
        let from = claim.firstSeen ?? report.added
        return object(
            "indicator",
            indicatorID(report.address),
            created: Self.text(report.added),
            modified: Self.text(report.modified),
            createdBy: identityID
        ) { json in
            json.field("name", "\(report.address)")
            json.field("description", claim.comment ?? "Reported by \(author.name)")
            json.array("indicator_types", of: [Self.indicatorType(claim.category)]) { $0.string($1) }
            json.field("pattern", STIXPatternText.pattern(report.address, claim.scope))
            json.field("pattern_type", "stix")
            json.field("pattern_version", "2.1")
            json.field("valid_from", Self.text(from))
            if let until = claim.expiry, until > from { json.field("valid_until", Self.text(until)) }
            json.field("confidence", claim.confidence)
            let labels = Self.labels(claim)
            if !labels.isEmpty { json.array("labels", of: labels) { $0.string($1) } }
            if isRevoked { json.field("revoked", true) }
            if let reference = claim.reference { append(reference, to: &json) }
            Self.mark(claim.label, in: &json)
        }
    }

    private static func mark(_ label: SharingLabel?, in json: inout JSONWriter) {
        guard let label else { return }
        json.array("object_marking_refs", of: [markingID(label)]) { $0.string($1) }
    }

    private static func indicatorType(_ category: Category?) -> String {
        switch category {
        case .anonymizer: "anonymization"
        case .infectedSystem, .systemCompromise, .accountCompromise: "compromised"
        case nil, .undetermined, .other: "unknown"
        default: "malicious-activity"
        }
    }

    private static func labels(_ claim: Claim) -> [String] {
        var labels = [claim.category?.name].compactMap(\.self)
        if claim.permittedUse == .inform { labels.append("inform-only") }
        return labels
    }

    private func append(_ reference: String, to json: inout JSONWriter) {
        json.name("external_references")
        json.array { json in
            json.object { json in
                // Not as `url`, which asks for a hash of the page.
                json.field("source_name", author.name)
                json.field("description", reference)
            }
        }
    }

    /// That the indicator was last seen, when the report says so; nil when it does not.
    public func sighting(_ report: OutgoingReport) -> [UInt8]? {
        guard let last = report.claim.lastSeen else { return nil }
        let first = min(report.claim.firstSeen ?? last, last)
        let id = "sighting--" + NamedUUID("sighting", author.identifier, "\(report.address)", "\(last)").text
        return object(
            "sighting",
            id,
            created: Self.text(report.modified),
            modified: Self.text(report.modified),
            createdBy: identityID
        ) { json in
            json.field("first_seen", Self.text(first))
            json.field("last_seen", Self.text(last))
            json.field("count", 1)
            json.field("sighting_of_ref", indicatorID(report.address))
            json.array("where_sighted_refs", of: [identityID]) { $0.string($1) }
            Self.mark(report.claim.label, in: &json)
        }
    }

    private func object(
        _ type: String,
        _ id: String,
        created: String,
        modified: String,
        createdBy: String? = nil,
        _ body: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("type", type)
            json.field("spec_version", "2.1")
            json.field("id", id)
            json.field("created_by_ref", createdBy)
            json.field("created", created)
            json.field("modified", modified)
            body(&json)
        }
        return json.bytes
    }

    /// A moment with milliseconds, as STIX wants it.
    private static func text(_ moment: Timestamp) -> String {
        String("\(moment)".dropLast()) + ".000Z"
    }
}

/// Observables.
extension STIXObjects {
    /// The type and the deterministic identifier of the observable of an address (STIX 2.1, §2.9): canonical JSON (RFC
    /// 8785) of its value, hashed.
    public static func observable(_ address: Address) -> (type: String, id: String) {
        let type: String
        var json = JSONWriter()
        switch address {
        case .ip(let ip): type = ip.isIPv4 ? "ipv4-addr" : "ipv6-addr"
        case .network(let network): type = network.base.isIPv4 ? "ipv4-addr" : "ipv6-addr"
        case .asn: type = "autonomous-system"
        case .domain: type = "domain-name"
        case .url: type = "url"
        }
        json.object { json in appendValue(address, to: &json) }
        return (type, "\(type)--\(NamedUUID(json.bytes, in: .observables).text)")
    }

    private static func appendValue(_ address: Address, to json: inout JSONWriter) {
        if case .asn(let asn) = address {
            json.field("number", asn.number)
        } else {
            json.field("value", "\(address)")
        }
    }

    /// The observable of a report, what was observed of it, and that its indicator is based on that.
    func observation(_ report: OutgoingReport) -> [[UInt8]] {
        let (type, id) = Self.observable(report.address)
        var json = JSONWriter()
        json.object { json in
            json.field("type", type)
            json.field("spec_version", "2.1")
            json.field("id", id)
            Self.appendValue(report.address, to: &json)
            Self.mark(report.claim.label, in: &json)
        }
        let last = report.claim.lastSeen ?? report.claim.firstSeen ?? report.added
        let first = min(report.claim.firstSeen ?? last, last)
        let observed = "observed-data--" + NamedUUID("observed", author.identifier, id).text
        let relation = "relationship--" + NamedUUID("based-on", author.identifier, id).text
        return [
            json.bytes,
            related("observed-data", observed, report) { json in
                json.field("first_observed", Self.text(first))
                json.field("last_observed", Self.text(last))
                json.field("number_observed", 1)
                json.array("object_refs", of: [id]) { $0.string($1) }
            },
            related("relationship", relation, report) { json in
                json.field("relationship_type", "based-on")
                json.field("source_ref", indicatorID(report.address))
                json.field("target_ref", observed)
            },
        ]
    }

    private func related(
        _ type: String,
        _ id: String,
        _ report: OutgoingReport,
        _ body: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        object(
            type,
            id,
            created: Self.text(report.added),
            modified: Self.text(report.modified),
            createdBy: identityID
        ) { json in
            body(&json)
            Self.mark(report.claim.label, in: &json)
        }
    }
}
