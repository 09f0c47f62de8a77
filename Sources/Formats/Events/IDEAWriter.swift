import Addresses
import JSONOutput
import Reports

/// Writes IDEA0 events, one per line.
public struct IDEAWriter: ReportWriter {
    /// Who gives the events out; ``FeedAuthor/identifier`` names the node.
    public let author: FeedAuthor

    /// A writer in the name of `author`.
    public init(author: FeedAuthor) {
        self.author = author
    }

    /// Writes an event with the address as its only source.
    public mutating func write(_ report: OutgoingReport, into text: inout [UInt8]) -> Bool {
        let claim = report.claim
        var json = JSONWriter()
        json.object { json in
            json.field("Format", "IDEA0")
            json.field(
                "ID",
                NamedUUID("idea", author.identifier, "\(report.address)", "\(report.modified)").text
            )
            json.field("CreateTime", "\(report.modified)")
            json.field("DetectTime", "\(claim.lastSeen ?? report.added)")
            json.field("EventTime", claim.firstSeen.map { "\($0)" })
            if let last = claim.lastSeen, let first = claim.firstSeen, last >= first {
                json.field("CeaseTime", "\(last)")
            }
            json.array("Category", of: [Self.word(claim.category)]) { $0.string($1) }
            if let confidence = claim.confidence {
                json.name("Confidence")
                json.number(Double(confidence) / 100)
            }
            json.field("Description", claim.comment)
            if let reference = claim.reference, reference.hasPrefix("http") {
                json.array("Ref", of: [reference]) { $0.string($1) }
            }
            json.name("Source")
            json.array { json in json.object { json in Self.append(report.address, to: &json) } }
            json.name("Node")
            json.array { json in
                json.object { json in
                    json.field("Name", author.identifier)
                    json.array("SW", of: ["Marsad"]) { $0.string($1) }
                    json.array("Type", of: ["Relay"]) { $0.string($1) }
                }
            }
        }
        text += json.bytes
        text.append(0x0A)
        return true
    }

    private static func append(_ address: Address, to json: inout JSONWriter) {
        switch address {
        case .ip(let ip): json.array(ip.isIPv4 ? "IP4" : "IP6", of: ["\(ip)"]) { $0.string($1) }
        case .network(let network):
            json.array(network.base.isIPv4 ? "IP4" : "IP6", of: [network]) { $0.string("\($1)") }
        case .asn(let asn):
            json.name("ASN")
            json.array { $0.number(asn.number) }
        case .domain(let name): json.array("Hostname", of: [name.text]) { $0.string($1) }
        case .url(let url): json.array("URL", of: ["\(url)"]) { $0.string($1) }
        }
    }

    static func word(_ category: Category?) -> String {
        switch category {
        case .spam: "Abusive.Spam"
        case .harmfulSpeech: "Abusive.Harassment"
        case .violence: "Abusive.Violence"
        case .infectedSystem, .commandAndControl: "Intrusion.Botnet"
        case .malwareDistribution, .malwareConfiguration: "Malware"
        case .scanning: "Recon.Scanning"
        case .sniffing: "Recon.Sniffing"
        case .socialEngineering: "Recon.SocialEngineering"
        case .exploitation: "Attempt.Exploit"
        case .loginAttempt: "Attempt.Login"
        case .newAttack: "Attempt.NewSignature"
        case .systemCompromise: "Intrusion.AppCompromise"
        case .accountCompromise: "Intrusion.UserCompromise"
        case .denialOfService: "Availability.DDoS"
        case .dataLeak: "Information.UnauthorizedAccess"
        case .phishing: "Fraud.Phishing"
        case .fraud: "Fraud.Scam"
        case .copyright: "Fraud.Copyright"
        case .vulnerable: "Vulnerable.Config"
        case .anonymizer, .other, .undetermined, nil: "Other"
        }
    }
}
