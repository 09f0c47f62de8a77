import Addresses
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
        var json = JSONBuilder()
        json.object { json in
            json.member("__type", "Event")
            json.member("feed.name", author.name)
            json.member("feed.accuracy", claim.confidence)
            json.member("classification.taxonomy", taxonomy)
            json.member("classification.type", type)
            Self.append(report.address, to: &json)
            json.member("time.source", Self.text(claim.lastSeen ?? claim.firstSeen ?? report.added))
            json.member("time.observation", Self.text(report.modified))
            json.member("event_description.text", claim.comment)
            if let reference = claim.reference, reference.hasPrefix("http") {
                json.member("event_description.url", reference)
            }
            json.member("tlp", claim.label?.name)
        }
        text += json.bytes
        text.append(0x0A)
        return true
    }

    private static func append(_ address: Address, to json: inout JSONBuilder) {
        switch address {
        case .ip(let ip): json.member("source.ip", "\(ip)")
        case .network(let network): json.member("source.network", "\(network)")
        case .asn(let asn): json.member("source.asn", asn.number)
        case .domain(let name): json.member("source.fqdn", name.text)
        case .url(let url): json.member("source.url", "\(url)")
        }
    }

    private static func text(_ moment: Timestamp) -> String { String("\(moment)".dropLast()) + "+00:00" }
}
