import Reports

/// The two levels of the Reference Security Incident Taxonomy that a category is.
enum RSIT {
    /// `c2-server` within `malicious-code`.
    static func name(_ category: Category) -> (taxonomy: String, type: String) {
        switch category {
        case .spam: ("abusive-content", "spam")
        case .harmfulSpeech: ("abusive-content", "harmful-speech")
        case .violence: ("abusive-content", "violence")
        case .infectedSystem: ("malicious-code", "infected-system")
        case .commandAndControl: ("malicious-code", "c2-server")
        case .malwareDistribution: ("malicious-code", "malware-distribution")
        case .malwareConfiguration: ("malicious-code", "malware-configuration")
        case .scanning: ("information-gathering", "scanner")
        case .sniffing: ("information-gathering", "sniffing")
        case .socialEngineering: ("information-gathering", "social-engineering")
        case .exploitation: ("intrusion-attempts", "exploit")
        case .loginAttempt: ("intrusion-attempts", "brute-force")
        case .newAttack: ("intrusion-attempts", "ids-alert")
        case .systemCompromise: ("intrusions", "system-compromise")
        case .accountCompromise: ("intrusions", "unprivileged-account-compromise")
        case .denialOfService: ("availability", "ddos")
        case .dataLeak: ("information-content-security", "data-leak")
        case .phishing: ("fraud", "phishing")
        case .fraud: ("fraud", "masquerade")
        case .copyright: ("fraud", "copyright")
        case .vulnerable: ("vulnerable", "vulnerable-system")
        case .anonymizer, .other: ("other", "other")
        case .undetermined: ("other", "undetermined")
        }
    }

    /// The machine tag of a category.
    static func tag(_ category: Category) -> String {
        let (taxonomy, type) = name(category)
        return "rsit:\(taxonomy)=\"\(type)\""
    }
}
