import Addresses
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
        var json = JSONBuilder()
        json.object { json in
            json.member("Format", "IDEA0")
            json.member("ID", NamedUUID("idea", author.identifier, "\(report.address)", "\(report.modified)").text)
            json.member("CreateTime", "\(report.modified)")
            json.member("DetectTime", "\(claim.lastSeen ?? report.added)")
            json.member("EventTime", claim.firstSeen.map { "\($0)" })
            if let last = claim.lastSeen, let first = claim.firstSeen, last >= first {
                json.member("CeaseTime", "\(last)")
            }
            json.member("Category", [Self.word(claim.category)])
            if let confidence = claim.confidence {
                json.key("Confidence")
                json.literal("\(Double(confidence) / 100)")
            }
            json.member("Description", claim.comment)
            if let reference = claim.reference, reference.hasPrefix("http") { json.member("Ref", [reference]) }
            json.key("Source")
            json.array { json in json.object { json in Self.append(report.address, to: &json) } }
            json.key("Node")
            json.array { json in
                json.object { json in
                    json.member("Name", author.identifier)
                    json.member("SW", ["Marsad"])
                    json.member("Type", ["Relay"])
                }
            }
        }
        text += json.bytes
        text.append(0x0A)
        return true
    }

    private static func append(_ address: Address, to json: inout JSONBuilder) {
        switch address {
        case .ip(let ip): json.member(ip.isIPv4 ? "IP4" : "IP6", ["\(ip)"])
        case .network(let network): json.member(network.base.isIPv4 ? "IP4" : "IP6", ["\(network)"])
        case .asn(let asn):
            json.key("ASN")
            json.array { $0.number(asn.number) }
        case .domain(let name): json.member("Hostname", [name.text])
        case .url(let url): json.member("URL", ["\(url)"])
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
