import Addresses
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
        var json = JSONBuilder()
        json.object { json in
            let id = NamedUUID("n6", author.identifier, "\(report.address)").text
            json.member("id", id.filter { $0 != "-" })
            json.member("source", author.identifier)
            json.member("restriction", Self.restriction(claim.label))
            json.member("confidence", Self.confidence(claim.confidence))
            json.member("category", Self.word(claim.category))
            json.member("time", "\(claim.firstSeen ?? report.added)")
            json.member("modified", "\(max(report.modified, claim.lastSeen ?? report.modified))")
            json.member("expires", claim.expiry.map { "\($0)" })
            switch report.address {
            case .ip(let ip):
                json.key("address")
                json.array { json in json.object { $0.member("ip", "\(ip)") } }
            case .domain(let name): json.member("fqdn", name.text)
            default: json.member("url", "\(report.address)")
            }
            json.member("name", claim.comment)
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
