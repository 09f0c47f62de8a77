import Reports

/// The words of STIX's open vocabularies for what an indicator or an infrastructure is.
enum STIXVocabulary {
    /// What an indicator's types, labels and kill chain phases say it is suspected of; nil when they say nothing.
    static func category(of object: JSONNode) -> Category? {
        for key in ["labels", "indicator_types", "infrastructure_types", "malware_types"] as [StaticString] {
            for word in object.elements(of: key) {
                if let category = category(word) { return category }
            }
        }
        for phase in object.elements(of: "kill_chain_phases") {
            if let name = phase["phase_name"]?.word, let category = phases[name] { return category }
        }
        return nil
    }

    private static func category(_ word: JSONNode) -> Category? {
        guard let text = word.word else { return nil }
        if text.contains(":") || text.contains("=") { return MISPTag(text).category }
        return words[text] ?? word.withText { CategoryWords.category(in: $0) }
    }

    private static let words: [String: Category] = [
        "anonymization": .anonymizer, "compromised": .systemCompromise,
        "hosting-malware": .malwareDistribution,
        "exfiltration": .dataLeak, "reconnaissance": .scanning, "amplification": .denialOfService,
        "command-and-control": .commandAndControl, "phishing": .phishing, "botnet": .commandAndControl,
        "staging": .malwareDistribution,
    ]

    private static let phases: [String: Category] = [
        "command-and-control": .commandAndControl, "delivery": .malwareDistribution,
        "reconnaissance": .scanning,
        "exfiltration": .dataLeak,
    ]

    /// Whether an indicator says that what it finds is harmless.
    static func isBenign(_ object: JSONNode) -> Bool {
        for key in ["indicator_types", "labels"] as [StaticString] {
            if object.elements(of: key).contains(where: { $0.equals("benign") }) { return true }
        }
        return false
    }

    /// What a label says of the use of an indicator: ours, and that of MISP's exports (`misp:to_ids="False"`).
    static func permittedUse(of object: JSONNode) -> PermittedUse? {
        let forbids = object.elements(of: "labels").contains {
            $0.equals("inform-only") || $0.equals("misp:to_ids=\"False\"")
                || $0.equals("misp:to_ids=\"false\"")
        }
        return forbids ? .inform : nil
    }
}
