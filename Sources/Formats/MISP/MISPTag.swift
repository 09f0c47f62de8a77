import Reports

/// What a tag of MISP says: machine tags such as `tlp:amber`, `rsit:fraud="phishing"`, `misp-galaxy:malpedia="Emotet"`.
struct MISPTag {
    private(set) var label: SharingLabel?
    private(set) var category: Category?
    private(set) var confidence: UInt8?
    private(set) var permittedUse: PermittedUse?
    /// The malware, actor or campaign of a galaxy.
    private(set) var name: String?

    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else {
            category = Self.category(text)
            return
        }
        let space = parts[0].lowercased()
        let rest = parts[1]
        let equals = rest.firstIndex(of: "=")
        let predicate = rest[..<(equals ?? rest.endIndex)].lowercased()
        let value = equals.map { rest[rest.index(after: $0)...].filter { $0 != "\"" } } ?? predicate
        switch space {
        case "tlp": label = SharingLabel(predicate)
        case "pap": permittedUse = predicate == "red" || predicate == "amber" ? .inform : nil
        case "misp": readMISP(predicate, value)
        case "misp-galaxy": readGalaxy(predicate, value)
        case "estimative-language" where predicate == "confidence-in-analytic-judgment":
            confidence = Self.levels[value.lowercased()]
        case "false-positive" where predicate == "risk":
            permittedUse = value.lowercased() == "high" ? .inform : nil
        case "kill-chain": category = Self.phases[value.lowercased()]
        case "rsit", "ecsirt", "circl", "europol-event", "europol-incident", "enisa",
            "csirt_case_classification",
            "malware_classification", "ms-caro-malware", "ms-caro-malware-full", "cert-xlm", "veris",
            "maec-malware-capabilities":
            category = Self.category(value)
        default: break
        }
    }

    private mutating func readMISP(_ predicate: String, _ value: String) {
        if predicate == "confidence-level" { confidence = Self.levels[value.lowercased()] }
        if predicate == "to_ids", value.lowercased() == "false" { permittedUse = .inform }
        if predicate == "threat-level", value.lowercased() == "no-risk" { permittedUse = .inform }
    }

    private mutating func readGalaxy(_ galaxy: String, _ value: String) {
        if galaxy.hasPrefix("mitre-") && galaxy.contains("attack-pattern") {
            category = CategoryWords.category(in: value.utf8.span)
        } else if !galaxy.contains("country") && !galaxy.contains("sector") && !galaxy.contains("region")
            && !value.isEmpty
        {
            name = FieldText.cut(value, limit: 200)
        }
    }

    private static func category(_ value: String) -> Category? {
        CategoryWords.category(in: value.utf8.span)
    }

    /// Words of several taxonomies for how sure somebody is.
    private static let levels: [String: UInt8] = [
        "completely-confident": 100, "usually-confident": 75, "fairly-confident": 50, "rarely-confident": 25,
        "unconfident": 0, "high": 90, "moderate": 60, "low": 30,
    ]

    private static let phases: [String: Category] = [
        "command and control": .commandAndControl, "delivery": .malwareDistribution,
        "reconnaissance": .scanning,
    ]
}
