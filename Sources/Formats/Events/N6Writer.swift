import Addresses
import JSONOutput
import Reports

/// Writes events of n6 as `sjson`, one per line. Networks and AS numbers have no place in them.
public struct N6Writer: ReportWriter {
    /// Who gives the events out.
    public let author: FeedAuthor

    /// A writer in the name of `author`.
    public init(author: FeedAuthor) {
        self.author = author
    }

    /// Writes an event.
    public mutating func write(_ report: OutgoingReport, into text: inout [UInt8]) -> Bool {
        guard report.address.kind != .network, report.address.kind != .asn else { return false }
        let claim = report.claim
        var json = JSONWriter()
        json.object { json in
            let id = NamedUUID("n6", author.identifier, "\(report.address)").text
            json.field("id", id.filter { $0 != "-" })
            json.field("source", author.identifier)
            json.field("restriction", Self.restriction(claim.label))
            json.field("confidence", Self.confidence(claim.confidence))
            json.field("category", Self.word(claim.category))
            json.field("time", "\(claim.firstSeen ?? report.added)")
            json.field("modified", "\(max(report.modified, claim.lastSeen ?? report.modified))")
            json.field("expires", claim.expiry.map { "\($0)" })
            switch report.address {
            case .ip(let ip):
                json.name("address")
                json.array { json in json.object { $0.field("ip", "\(ip)") } }
            case .domain(let name): json.field("fqdn", name.text)
            default: json.field("url", "\(report.address)")
            }
            json.field("name", claim.comment)
        }
        text += json.bytes
        text.append(0x0A)
        return true
    }

    private static func restriction(_ label: SharingLabel?) -> String {
        switch label {
        case .clear: "public"
        case .red: "internal"
        default: "need-to-know"
        }
    }

    private static func confidence(_ percent: UInt8?) -> String {
        guard let percent else { return "medium" }
        return percent >= 75 ? "high" : percent >= 45 ? "medium" : "low"
    }

    private static func word(_ category: Category?) -> String {
        switch category {
        case .spam: "spam"
        case .infectedSystem: "bots"
        case .commandAndControl: "cnc"
        case .malwareDistribution: "malurl"
        case .malwareConfiguration: "malware-action"
        case .scanning, .loginAttempt, .sniffing: "scanning"
        case .exploitation, .newAttack: "server-exploit"
        case .systemCompromise: "backdoor"
        case .denialOfService: "dos-attacker"
        case .dataLeak, .accountCompromise: "leak"
        case .phishing: "phish"
        case .fraud, .socialEngineering: "fraud"
        case .vulnerable: "vulnerable"
        case .anonymizer: "proxy"
        case .harmfulSpeech, .violence, .copyright, .other, .undetermined, nil: "other"
        }
    }
}
