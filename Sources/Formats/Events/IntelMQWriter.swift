import Addresses
import JSONOutput
import Reports

/// Writes events of IntelMQ in its harmonised names, one JSON document per line.
public struct IntelMQWriter: ReportWriter {
    /// Who gives the events out.
    public let author: FeedAuthor

    /// A writer in the name of `author`.
    public init(author: FeedAuthor) {
        self.author = author
    }

    /// Writes an event with the address as its source.
    public mutating func write(_ report: OutgoingReport, into text: inout [UInt8]) -> Bool {
        let claim = report.claim
        let (taxonomy, type) = RSIT.name(claim.category ?? .undetermined)
        var json = JSONWriter()
        json.object { json in
            json.field("__type", "Event")
            json.field("feed.name", author.name)
            json.field("feed.accuracy", claim.confidence)
            json.field("classification.taxonomy", taxonomy)
            json.field("classification.type", type)
            Self.append(report.address, to: &json)
            json.field("time.source", Self.text(claim.lastSeen ?? claim.firstSeen ?? report.added))
            json.field("time.observation", Self.text(report.modified))
            json.field("event_description.text", claim.comment)
            if let reference = claim.reference, reference.hasPrefix("http") {
                json.field("event_description.url", reference)
            }
            json.field("tlp", claim.label.map(Self.word))
        }
        text += json.bytes
        text.append(0x0A)
        return true
    }

    private static func append(_ address: Address, to json: inout JSONWriter) {
        switch address {
        case .ip(let ip): json.field("source.ip", "\(ip)")
        case .network(let network): json.field("source.network", "\(network)")
        case .asn(let asn): json.field("source.asn", asn.number)
        case .domain(let name): json.field("source.fqdn", name.text)
        case .url(let url): json.field("source.url", "\(url)")
        }
    }

    /// IntelMQ knows the words of TLP 1; what it has no word for gets the next stricter one.
    private static func word(_ label: SharingLabel) -> String {
        switch label {
        case .clear: "WHITE"
        case .green: "GREEN"
        case .amber: "AMBER"
        case .amberStrict, .red: "RED"
        }
    }

    private static func text(_ moment: Timestamp) -> String { String("\(moment)".dropLast()) + "+00:00" }
}
