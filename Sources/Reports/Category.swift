/// What an address is suspected of: the Reference Security Incident Taxonomy (RSIT, ENISA and TF-CSIRT).
///
/// The raw value is stored in databases and watchlists and never changes.
public enum Category: UInt8, Sendable, CaseIterable {
    case undetermined = 0
    case spam = 1
    case harmfulSpeech = 2
    case violence = 3
    case infectedSystem = 4
    case commandAndControl = 5
    case malwareDistribution = 6
    case malwareConfiguration = 7
    case scanning = 8
    case sniffing = 9
    case socialEngineering = 10
    case exploitation = 11
    case loginAttempt = 12
    case newAttack = 13
    case systemCompromise = 14
    case accountCompromise = 15
    case denialOfService = 16
    case dataLeak = 17
    case phishing = 18
    case fraud = 19
    case copyright = 20
    case vulnerable = 21
    case anonymizer = 22
    case other = 23

    /// The word used in output, JSON and SQL, after RSIT's and IntelMQ's `classification.type`.
    public var name: String {
        switch self {
        case .undetermined: "undetermined"
        case .spam: "spam"
        case .harmfulSpeech: "harmful-speech"
        case .violence: "violence"
        case .infectedSystem: "infected-system"
        case .commandAndControl: "c2-server"
        case .malwareDistribution: "malware-distribution"
        case .malwareConfiguration: "malware-configuration"
        case .scanning: "scanner"
        case .sniffing: "sniffing"
        case .socialEngineering: "social-engineering"
        case .exploitation: "exploit"
        case .loginAttempt: "brute-force"
        case .newAttack: "ids-alert"
        case .systemCompromise: "system-compromise"
        case .accountCompromise: "account-compromise"
        case .denialOfService: "ddos"
        case .dataLeak: "data-leak"
        case .phishing: "phishing"
        case .fraud: "fraud"
        case .copyright: "copyright"
        case .vulnerable: "vulnerable-system"
        case .anonymizer: "anonymizer"
        case .other: "other"
        }
    }

    /// The category called `name`, or nil when there is none.
    public init?(name: some StringProtocol) {
        guard let category = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = category
    }
}
