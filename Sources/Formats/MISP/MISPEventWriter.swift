import Addresses
import JSONOutput
public import Reports

/// What a MISP event says of all attributes in it.
public struct MISPEventHead: Hashable, Sendable {
    /// The UUID of the event; the same one is an update of it.
    public var uuid: String
    /// The title.
    public var info: String
    /// When it was made.
    public var date: Timestamp
    /// When anything in it last changed.
    public var modified: Timestamp
    /// How far all of it may be shared.
    public var label: SharingLabel?

    /// The head of an event.
    public init(uuid: String, info: String, date: Timestamp, modified: Timestamp, label: SharingLabel? = nil)
    {
        self.uuid = uuid
        self.info = info
        self.date = date
        self.modified = modified
        self.label = label
    }
}

/// Writes one MISP event with an attribute for each report.
public struct MISPEventWriter: ReportWriter {
    /// Who gives the event out.
    public let author: FeedAuthor
    /// What it says of all attributes.
    public let head: MISPEventHead
    private var isFirst = true

    /// A writer of one event.
    public init(author: FeedAuthor, head: MISPEventHead) {
        self.author = author
        self.head = head
    }

    /// Opens the event.
    public mutating func begin(into text: inout [UInt8]) {
        var json = JSONWriter()
        json.object { json in
            json.field("uuid", head.uuid)
            json.field("info", head.info)
            json.field("date", String("\(head.date)".prefix(10)))
            json.field("threat_level_id", "4")
            json.field("analysis", "2")
            json.field("published", true)
            json.field("timestamp", "\(head.modified.seconds)")
            json.field("publish_timestamp", "\(head.modified.seconds)")
            json.name("Orgc")
            json.object { json in
                json.field("name", author.name)
                json.field("uuid", author.uuid)
            }
            Self.append(tags: [head.label].compactMap { $0.map(Self.tag) }, to: &json)
            json.name("Attribute")
            json.array { _ in }
        }
        text += Array("{\"Event\":".utf8) + json.bytes.dropLast(2)
    }

    /// Writes an attribute.
    public mutating func write(_ report: OutgoingReport, into text: inout [UInt8]) -> Bool {
        if !isFirst { text.append(UInt8(ascii: ",")) }
        isFirst = false
        text.append(0x0A)
        text += attribute(report)
        return true
    }

    /// Closes the event.
    public mutating func finish(into text: inout [UInt8]) {
        text += Array("\n]}}\n".utf8)
    }

    private func attribute(_ report: OutgoingReport) -> [UInt8] {
        let claim = report.claim
        let type = Self.type(report.address, claim.category)
        let value = Self.value(report.address)
        var json = JSONWriter()
        json.object { json in
            json.field("uuid", NamedUUID("attribute", head.uuid, type, value).text)
            json.field("type", type)
            json.field("category", "Network activity")
            json.field("value", value)
            json.field("to_ids", claim.permittedUse != .inform && type != "AS")
            json.field("timestamp", "\(report.modified.seconds)")
            json.field("comment", claim.comment ?? "")
            json.field("disable_correlation", false)
            json.field("distribution", "5")
            json.field("first_seen", claim.firstSeen.map { "\($0)" })
            let last = claim.lastSeen.map { max($0, claim.firstSeen ?? $0) }
            json.field("last_seen", last.map { "\($0)" })
            var tags = claim.category.map { [RSIT.tag($0)] } ?? []
            if let label = claim.label, label != head.label { tags.append(Self.tag(label)) }
            Self.append(tags: tags, to: &json)
        }
        return json.bytes
    }

    static func tag(_ label: SharingLabel) -> String { "tlp:\(label.name.lowercased())" }

    static func append(tags: [String], to json: inout JSONWriter) {
        guard !tags.isEmpty else { return }
        json.name("Tag")
        json.array { json in
            for tag in tags { json.object { $0.field("name", tag) } }
        }
    }

    /// MISP tells the far end of what leaves (`ip-dst`) from whom something comes (`ip-src`).
    static func type(_ address: Address, _ category: Category?) -> String {
        switch address {
        case .ip, .network:
            switch category {
            case .scanning, .loginAttempt, .exploitation, .spam, .denialOfService, .infectedSystem,
                .anonymizer,
                .newAttack:
                "ip-src"
            default: "ip-dst"
            }
        case .asn: "AS"
        case .domain(let name): name.text.split(separator: ".").count > 2 ? "hostname" : "domain"
        case .url: "url"
        }
    }

    static func value(_ address: Address) -> String { "\(address)" }
}
